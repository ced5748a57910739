extension Clause {
  /// What is wrong with a file that was dropped, or with a row of it.
  static let files: [Clause] = [
    Clause("{file}: it is empty", en: "“{file}” is empty", de: "„{file}“ ist leer", zh: "“{file}”为空"),
    Clause(
      "{file}: this is {form}, and no table", en: "“{file}” is no table that can be read",
      de: "„{file}“ ist keine Tabelle, die sich lesen lässt", zh: "“{file}”不是可读取的表格"),
    Clause(
      "{file}: this is an Excel workbook that cannot be read: {words}",
      en: "“{file}” is a workbook that cannot be read",
      de: "„{file}“ ist eine Arbeitsmappe, die sich nicht lesen lässt", zh: "“{file}”是无法读取的工作簿"),
    Clause(
      "{file}: this is a zip archive that holds no Excel workbook", en: "“{file}” is an archive without a workbook",
      de: "„{file}“ ist ein Archiv ohne Arbeitsmappe", zh: "“{file}”是不含工作簿的压缩包"),
    Clause(
      "{file}: it has more than {count:count} rows", en: "“{file}” has more than {count} rows: bring it in parts",
      de: "„{file}“ hat mehr als {count} Zeilen: bringen Sie sie in Teilen", zh: "“{file}”超过 {count} 行：请分批导入"),
    Clause("it is empty", de: "sie ist leer", zh: "文件为空"),
    Clause("it is neither XML nor a PDF", de: "sie ist weder XML noch PDF", zh: "既非 XML 也非 PDF"),
    Clause(
      "it is a zip archive: unpack it first", de: "sie ist ein ZIP-Archiv: entpacken Sie sie zuerst", zh: "是压缩包：请先解压"),
    Clause(
      "it is a PDF without an invoice in XML inside", en: "it is a PDF without an e-invoice inside",
      de: "sie ist ein PDF ohne E-Rechnung darin", zh: "是不含电子发票的 PDF"),
    Clause(
      "it is a PDF that cannot be read: {words}", en: "it is a PDF that cannot be read",
      de: "sie ist ein PDF, das sich nicht lesen lässt", zh: "是无法读取的 PDF"),
    Clause(
      "it is an OFD of a Chinese e-invoice, which is not read yet",
      de: "sie ist eine chinesische E-Rechnung (OFD), die noch nicht gelesen wird", zh: "是 OFD 格式的数电票，暂不支持"),
    Clause(
      "the document begins with <{root}>, which is no invoice of EN 16931", en: "it is XML, but no e-invoice",
      de: "sie ist XML, aber keine E-Rechnung", zh: "是 XML，但不是电子发票"),
    Clause(
      "it is {name}, which is no invoice of EN 16931 and is not read", en: "it is no e-invoice ({name})",
      de: "sie ist keine E-Rechnung ({name})", zh: "不是电子发票（{name}）"),
    Clause(
      "\"{text}\" is not a day written as {form}", de: "„{text}“ ist kein Tag in der Form {form}",
      zh: "“{text}”不是 {form} 形式的日期"),
    Clause("{day:day} is a day, and no amount", de: "der {day} ist ein Tag und kein Betrag", zh: "{day} 是日期，不是金额"),
    Clause("the row has no amount", de: "die Zeile hat keinen Betrag", zh: "该行没有金额"),
    Clause(
      "{count:count} fields, but the header has {header:count}", de: "{count} Felder, die Kopfzeile hat aber {header}",
      zh: "{count} 个字段，但表头有 {header} 个"),
    Clause(
      "1 field, but the header has {header:count}", de: "1 Feld, die Kopfzeile hat aber {header}",
      zh: "1 个字段，但表头有 {header} 个"),
    Clause(
      "there is text after the closing quote", de: "hinter dem schließenden Anführungszeichen steht noch Text",
      zh: "结束引号后还有文字"),
    Clause(
      "the quote that opens on line {line} is never closed",
      de: "das Anführungszeichen in Zeile {line} wird nicht geschlossen",
      zh: "第 {line} 行的引号未闭合"),
    Clause("the row holds zero bytes", de: "die Zeile ist beschädigt", zh: "该行已损坏"),
  ]
}
