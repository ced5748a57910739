/// Words that say of a number behind them that it is the creditor's: of an invoice, of a letter about one.
enum PaperWords {
  /// Whether such a word stands before a run, with no more between them than `Nr.` and the like.
  static func stand(before index: Int, in runs: [ReferenceRun]) -> Bool {
    var place = index
    while place > 0, place > index - fillersMax, leads(runs[place]) {
      place -= 1
      let run = runs[place]
      if run.kind == .signs { return signs.contains { run.text.hasSuffix($0) } }
      guard run.kind == .letters else { return false }
      if fillers.contains(run.text) { continue }
      return areOne(run.text)
    }
    return false
  }

  /// Whether a word names such a paper by itself: `RE`, `Rechnung`, `Schlussrechnung`.
  static func areOne(_ word: String) -> Bool {
    words.contains(word)
      || endings.contains { word.hasSuffix($0) } && !foreign.contains { word.hasSuffix($0) }
  }

  private static func leads(_ run: ReferenceRun) -> Bool { run.isLed || run.isJoined }

  /// Words between it and the number, and it.
  private static let fillersMax = 4

  private static let fillers: Set<String> = [
    "NR", "NO", "NUMMER", "NUMBER", "NUM", "N", "ID", "NUMERO", "NUMÉRO", "MIT",
  ]

  /// How German and its kin put words together.
  private static let endings = [
    "RECHNUNG", "RECHNUNGSNR", "RECHNUNGSNUMMER", "MAHNUNG", "ERINNERUNG", "FACTUUR", "FAKTURA", "AANMANING",
  ]

  /// What ends so and is about a flat or a year more often than about an invoice.
  private static let foreign = ["ABRECHNUNG", "BERECHNUNG"]

  private static let words: Set<String> = Set(
    """
    RE RG RNR RGNR RECH RECHN RENR RECHNUNGEN INV INVOICE INVOICES BILL BIL REMINDER NOTICE DEMAND LETTER FAC FACT FACTURE \
    FACTURES RAPPEL RELANCE COURRIER FACTUURNR FACTUURNUMMER HERINNERING BRIEF SCHREIBEN ZEICHEN AKTENZEICHEN FACTURA \
    RECORDATORIO FATTURA SOLLECITO FATURA FV FAKTURANR FAKTURY FAKTURANUMMER RYKKER PURRING PÅMINNELSE LASKU LASKUN \
    KID OCR VIITE
    """.split(separator: " ").map(String.init))

  private static let signs = [
    "发票", "发票号", "发票编号", "账单", "账单号", "催款函", "催款", "請求書", "請求書番号", "督促状", "督促",
  ]
}

extension RemittanceSegment {
  /// Whether the text calls what stands in some runs what it is, by a word before it, by its own letters, or by the field.
  func names(_ range: ClosedRange<Int>) -> Bool {
    field == .structured || PaperWords.areOne(runs[range.lowerBound].text)
      || PaperWords.stand(before: range.lowerBound, in: runs)
  }
}
