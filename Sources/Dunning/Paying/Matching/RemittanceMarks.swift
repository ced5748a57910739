/// Finds the numbers in a text that are something else than a reference.
enum RemittanceMarks {
  static func marked(_ runs: [ReferenceRun]) -> [ReferenceRun] {
    var runs = runs
    markAccounts(&runs)
    markDates(&runs)
    markAmounts(&runs)
    markLabelled(&runs)
    return runs
  }

  private static func mark(_ range: ClosedRange<Int>, _ mark: ReferenceRun.Mark, in runs: inout [ReferenceRun]) {
    for index in range where runs[index].mark == nil { runs[index].mark = mark }
  }

  /// An IBAN, whole or in groups, also across lines; an RF has the same check digits and is none.
  private static func markAccounts(_ runs: inout [ReferenceRun]) {
    for start in runs.indices.dropLast() where runs[start].kind == .letters && runs[start].text.utf8.count == 2 {
      guard runs[start].text != "RF", runs[start + 1].kind == .digits, runs[start].mark == nil else { continue }
      var text = runs[start].text
      for end in (start + 1)..<min(start + 12, runs.count) where runs[end].isJoined && text.utf8.count < 34 {
        text += runs[end].text
        guard text.utf8.count >= 15 else { continue }
        if IBAN.isOne(text) {
          mark(start...end, .account, in: &runs)
          break
        }
      }
    }
  }

  /// `07.02.2026`, `7.2.26`, `2026-02-07`, `07/02/2026`.
  private static func markDates(_ runs: inout [ReferenceRun]) {
    for first in runs.indices.dropLast(2) where runs[first].mark == nil {
      let (day, month, year) = (runs[first], runs[first + 1], runs[first + 2])
      guard [day, month, year].allSatisfy({ $0.kind == .digits }),
        [.joint("-"), .joint("/"), .joint(".")].contains(month.gap), year.gap == month.gap,
        isAlone(first...(first + 2), in: runs)
      else { continue }
      if isDate(year: day.text, month: month.text, day: year.text)
        || isDate(year: year.text, month: month.text, day: day.text)
        || isDate(year: year.text, month: day.text, day: month.text)
      {
        mark(first...(first + 2), .date, in: &runs)
      }
    }
  }

  private static func isAlone(_ range: ClosedRange<Int>, in runs: [ReferenceRun]) -> Bool {
    let before = runs[range.lowerBound]
    if range.lowerBound > 0, before.isTight || before.gap == .line, before.gap != .joint("/") {
      // A line may have been cut within the number.
      guard before.gap == .line, runs[range.lowerBound - 1].kind != .digits else { return false }
    }
    guard range.upperBound + 1 < runs.count else { return true }
    let next = runs[range.upperBound + 1]
    return !(next.kind == .digits && next.isTight)
  }

  private static func isDate(year: String, month: String, day: String) -> Bool {
    guard year.utf8.count == 4 || year.utf8.count == 2, month.utf8.count <= 2, day.utf8.count <= 2,
      let yearNumber = Int(year), let monthNumber = Int(month), let dayNumber = Int(day)
    else { return false }
    let full = year.utf8.count == 2 ? 2_000 + yearNumber : yearNumber
    return (1_950...2_099).contains(full) && CivilDate(year: full, month: monthNumber, day: dayNumber) != nil
  }

  /// Numbers beside a currency: `EUR 1.240,50`, `100,00 €`.
  private static func markAmounts(_ runs: inout [ReferenceRun]) {
    for index in runs.indices where runs[index].kind == .letters && isCurrency(runs[index].text) {
      if let last = amountEnd(after: index, in: runs) { mark((index + 1)...last, .amount, in: &runs) }
      if let first = amountStart(before: index, in: runs) { mark(first...(index - 1), .amount, in: &runs) }
    }
  }

  private static func isCurrency(_ text: String) -> Bool { text == "EURO" || Currency(text) != nil }

  private static func amountEnd(after index: Int, in runs: [ReferenceRun]) -> Int? {
    guard index + 1 < runs.count, runs[index + 1].kind == .digits, runs[index + 1].gap != .line else { return nil }
    var end = index + 1
    while end + 1 < runs.count, joinsAmount(runs[end + 1]) { end += 1 }
    return end > index + 1 || runs[end].text.utf8.count <= 4 ? end : nil
  }

  /// One whole number before a currency is more often a reference with a sum behind it.
  private static func amountStart(before index: Int, in runs: [ReferenceRun]) -> Int? {
    guard index > 1, runs[index - 1].kind == .digits, [.none, .blank].contains(runs[index].gap) else { return nil }
    var start = index - 1
    while start > 0, runs[start - 1].kind == .digits, joinsAmount(runs[start]) { start -= 1 }
    return start < index - 1 ? start : nil
  }

  /// Thousands and decimals hang together by a point or a comma.
  private static func joinsAmount(_ run: ReferenceRun) -> Bool {
    run.kind == .digits && [.joint("."), .joint("'"), .comma].contains(run.gap) && (2...3).contains(run.text.utf8.count)
  }

  /// Numbers behind a word that says what they are: `Kd-Nr. 100001`, `Tel. 030/1234567`, `客户编号100001`.
  private static func markLabelled(_ runs: inout [ReferenceRun]) {
    for index in runs.indices where runs[index].kind == .digits && runs[index].mark == nil {
      guard let label = runs[index].isCalled ? .phone : label(before: index, in: runs) else { continue }
      var (end, digits) = (index, runs[index].text.utf8.count)
      while end + 1 < runs.count, runs[end + 1].kind == .digits, goesOn(runs[end + 1], label, behind: digits) {
        end += 1
        digits += runs[end].text.utf8.count
      }
      mark(index...end, label, in: &runs)
    }
  }

  /// A telephone number and an account are written in groups; with seven digits they may be at their end.
  private static func goesOn(_ run: ReferenceRun, _ label: ReferenceRun.Mark, behind digits: Int) -> Bool {
    run.isTight || (label != .customer && run.isJoined && (digits < 7 || run.gap == .line))
  }

  private static func label(before index: Int, in runs: [ReferenceRun]) -> ReferenceRun.Mark? {
    var place = index - 1
    while place >= 0, place >= index - 3, runs[place].kind != .digits {
      let word = runs[place].text
      if runs[place].kind == .signs { return Words.signs.first { word.hasSuffix($0.key) }?.value }
      if place > 0, runs[place].gap == .line, let mark = Words.labels[runs[place - 1].text + word] { return mark }
      if let mark = Words.labels[word] { return mark }
      guard Words.fillers.contains(word) else { return nil }
      place -= 1
    }
    return nil
  }

  private enum Words {
    static let fillers: Set<String> = ["NR", "NO", "NUMMER", "NUMBER", "NUM", "N", "ID", "REF", "REFERENZ", "NUMERO"]

    static let labels: [String: ReferenceRun.Mark] = {
      let customer = """
        KUNDE KUNDEN KUNDENNR KUNDENNUMMER KUNDENNO KD KDNR KDN KDNUMMER KNR DEBITOR DEBITORNR DEBITORENNR MITGLIED \
        MITGLIEDSNR MITGLIEDSNUMMER VERTRAG VERTRAGSNR VERTRAGSNUMMER CUSTOMER CUST CLIENT KLANT KLANTNR KLANTNUMMER \
        CLIENTE SOCIO MEMBER CONTRACT CONTRAT CONTRATO CONTRATTO MANDAT MANDATE MANDATSREF MANDATSREFERENZ STEUERNR \
        STEUERNUMMER STNR UST USTID USTIDNR VAT HRB PLZ ASIAKAS ASIAKASNUMERO KUNDNR KUNDNUMMER KUNDENUMMER MREF CRED
        """
      let phone = "TEL TELEFON TELEPHONE PHONE FAX MOBIL MOBILE HANDY FON TELEFONNR RUFNUMMER PUHELIN"
      let account = "KONTO KTO KTONR KONTONR ACCOUNT ACCT BLZ IBAN BIC COMPTE CUENTA CONTO"
      var labels: [String: ReferenceRun.Mark] = [:]
      for (words, mark) in [(customer, ReferenceRun.Mark.customer), (phone, .phone), (account, .account)] {
        for word in words.split(whereSeparator: \.isWhitespace) { labels[String(word)] = mark }
      }
      return labels
    }()

    static let signs: [String: ReferenceRun.Mark] = [
      "客户": .customer, "客户号": .customer, "客户编号": .customer, "合同": .customer, "合同号": .customer,
      "合同编号": .customer, "会员号": .customer, "電話": .phone, "电话": .phone, "手机": .phone, "手机号": .phone,
      "顧客番号": .customer, "お客様番号": .customer, "会員番号": .customer, "账号": .account, "卡号": .account,
      "口座番号": .account,
    ]
  }
}
