/// The payment part of a Swiss QR-bill with its receipt, 210 × 105 mm at the foot of a sheet of A4.
///
/// - Source: Swiss Implementation Guidelines for the QR-bill 2.3, chapters 3.4 to 3.7 and the style guide: places and
///   sizes in millimetres, type of 6 to 11 points.
package struct SwissPaymentPart: Hashable, Sendable {
  /// The headings, which exist in four languages.
  package struct Words: Hashable, Sendable {
    let receipt, account, reference, payableByBlank, currency, amount, acceptance, part, message, separate: String

    /// - Parameter language: a BCP 47 tag; English for others than de, fr and it.
    package init(language: String) { self = Self.all[String(language.prefix(2))] ?? Self.english }

    private init(_ words: [String]) {
      (receipt, account, reference, payableByBlank, currency) = (words[0], words[1], words[2], words[3], words[4])
      (amount, acceptance, part, message, separate) = (words[5], words[6], words[7], words[8], words[9])
    }

    private static let english = Words([
      "Receipt", "Account / Payable to", "Reference", "Payable by (name/address)", "Currency", "Amount",
      "Acceptance point", "Payment part", "Additional information", "Separate before paying in",
    ])

    private static let all = [
      "de": Words([
        "Empfangsschein", "Konto / Zahlbar an", "Referenz", "Zahlbar durch (Name/Adresse)", "Währung", "Betrag",
        "Annahmestelle", "Zahlteil", "Zusätzliche Informationen", "Vor der Einzahlung abzutrennen",
      ]),
      "fr": Words([
        "Récépissé", "Compte / Payable à", "Référence", "Payable par (nom/adresse)", "Monnaie", "Montant",
        "Point de dépôt", "Section paiement", "Informations supplémentaires", "A détacher avant le versement",
      ]),
      "it": Words([
        "Ricevuta", "Conto / Pagabile a", "Riferimento", "Pagabile da (nome/indirizzo)", "Valuta", "Importo",
        "Punto di accettazione", "Sezione pagamento", "Informazioni supplementari", "Da staccare prima del versamento",
      ]),
    ]
  }

  private let payload: [UInt8]
  private let account: String
  private let creditor: [String]
  private let reference: String?
  private let message: String?
  private let currency: String
  private let amount: String
  private let words: Words

  /// - Parameters:
  ///   - account: the IBAN in groups of four.
  ///   - creditor: name and address, line by line.
  ///   - reference: in groups; nil for none.
  ///   - amount: `1 234.56`.
  package init(
    payload: [UInt8], account: String, creditor: [String], reference: String?, message: String?, currency: String,
    amount: String, words: Words
  ) {
    self.payload = payload
    self.account = account
    self.creditor = creditor
    self.reference = reference
    self.message = message
    self.currency = currency
    self.amount = amount
    self.words = words
  }

  /// As the foot of a document whose type is 10 points or near it.
  package var slip: PaperSlip {
    PaperSlip(
      height: 105, boxes: receipt + part, lines: tears + corners(x: 5, y: 47, 52, 20) + corners(x: 118, y: 56, 65, 25))
  }

  /// The lines along which receipt and payment part come off.
  private var tears: [PaperLine] {
    [
      PaperLine(from: (0, 0), to: (210, 0), width: 0.5, dashes: [3, 2]),
      PaperLine(from: (62, 0), to: (62, 105), width: 0.5, dashes: [3, 2]),
    ]
  }

  private var receipt: [PaperBox] {
    let (head, text) = (Self.style(6, isBold: true, spaceBefore: 0.5), Self.style(8))
    return [
      box(5, -4.2, 200, 3.4, [.paragraph(PaperText(words.separate), Self.style(6, alignment: .center))]),
      box(5, 5, 52, 7, [.paragraph(PaperText(words.receipt), Self.style(11, isBold: true))]),
      box(5, 12, 52, 31, identity(head, text)),
      box(5, 43.2, 52, 3.4, [.paragraph(PaperText(words.payableByBlank), head)]),
      box(5, 68, 12, 10, sum(words.currency, currency, head, text)),
      box(22, 68, 35, 10, sum(words.amount, amount, head, text)),
      box(5, 82, 52, 5, [.paragraph(PaperText(words.acceptance), Self.style(6, isBold: true, alignment: .end))]),
    ]
  }

  private var part: [PaperBox] {
    let (head, text) = (Self.style(8, isBold: true, spaceBefore: 0.7), Self.style(10))
    let code = PaperCode(payload: payload, side: 46, emblem: .swissCross, versionMax: 25)
    var body = identity(head, text)
    if let message { body += [.paragraph(PaperText(words.message), head), .paragraph(PaperText(message), text)] }
    return [
      box(67, 5, 51, 7, [.paragraph(PaperText(words.part), Self.style(11, isBold: true))]),
      box(67, 17, 46, 46.5, [.code(code)]),
      box(67, 68, 14, 12, sum(words.currency, currency, head, text)),
      box(87, 68, 30, 12, sum(words.amount, amount, head, text)),
      box(118, 5, 87, 46, body),
      box(118, 51.5, 87, 4.4, [.paragraph(PaperText(words.payableByBlank), head)]),
    ]
  }

  private func identity(_ head: PaperTextStyle, _ text: PaperTextStyle) -> [PaperBlock] {
    let lines = ([account] + creditor).joined(separator: "\n")
    var blocks: [PaperBlock] = [.paragraph(PaperText(words.account), head), .paragraph(PaperText(lines), text)]
    if let reference {
      blocks += [.paragraph(PaperText(words.reference), head), .paragraph(PaperText(reference), text)]
    }
    return blocks
  }

  private func sum(_ name: String, _ value: String, _ head: PaperTextStyle, _ text: PaperTextStyle) -> [PaperBlock] {
    [.paragraph(PaperText(name), head), .paragraph(PaperText(value), text)]
  }

  /// The corners of a field that is left for a hand.
  private func corners(x: Double, y: Double, _ width: Double, _ height: Double) -> [PaperLine] {
    [(x, y, 1.0, 1.0), (x + width, y, -1, 1), (x, y + height, 1, -1), (x + width, y + height, -1, -1)].flatMap {
      x, y, right, down in
      [
        PaperLine(from: (x, y), to: (x + 3 * right, y), width: 0.75),
        PaperLine(from: (x, y), to: (x, y + 2 * down), width: 0.75),
      ]
    }
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ blocks: [PaperBlock]) -> PaperBox {
    PaperBox(x: x, y: y, width: width, height: height, blocks: blocks, scaleMin: 0.7, name: "the payment part")
  }

  /// In points, for a document of 10 points.
  private static func style(
    _ points: Double, isBold: Bool = false, alignment: PaperAlignment = .start, spaceBefore: Double = 0
  ) -> PaperTextStyle {
    PaperTextStyle(
      scale: points / 10, isBold: isBold, alignment: alignment, leading: 1.12, spaceBefore: spaceBefore, spaceAfter: 0)
  }
}
