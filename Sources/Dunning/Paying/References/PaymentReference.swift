/// What a debtor is asked to quote when paying one claim.
package enum PaymentReference: Hashable, Sendable {
  /// The claim's own reference, or any text that came with it.
  case own(String)
  case rf(CreditorReference)
  case qrr(QRReference)
  case belgian(BelgianReference)
  case kid(KIDReference)
  case finnish(FinnishReference)

  /// Which of them a creditor uses; the raw value is that of `payment_reference` in the configuration.
  package enum Form: String, Sendable, CaseIterable {
    case reference
    case rf
    case qrr
    case belgian
    case kid
    case finnish
  }

  /// Makes the reference of a claim.
  ///
  /// It is made of the claim's own reference where that goes into it as it is written, so that a bookkeeper knows it again,
  /// and else of the claim's number in the docket, so that no two claims of a creditor have the same one: what has signs or
  /// small letters in it, or for a form of digits any letter, is another reference without them.
  /// - Parameters:
  ///   - reference: the claim's own.
  ///   - claim: its number.
  /// - Throws: ``RuleError`` `.invalidText` for a number of more than ten digits, in Belgium.
  package init(_ form: Form, reference: String, claim: ClaimID) throws(RuleError) {
    let own = Self.isTaken(reference) ? nil : reference
    // An eight before the number, as a nine is before that of a notice.
    let number = "8" + padded(Int(claim.number), 9)
    func digits(_ counts: ClosedRange<Int>) -> String {
      own.flatMap { Self.digits(of: $0, counts) == $0 ? $0 : nil } ?? number
    }
    switch form {
    case .reference: self = .own(reference)
    case .rf:
      self = .rf(try CreditorReference(of: own.flatMap { Self.letters(of: $0) == $0 ? $0 : nil } ?? "C\(claim.number)"))
    case .qrr: self = .qrr(try QRReference(of: digits(3...26)))
    case .belgian: self = .belgian(try BelgianReference(of: digits(3...10)))
    case .kid: self = .kid(try KIDReference(of: digits(3...24)))
    case .finnish: self = .finnish(try FinnishReference(of: digits(3...19)))
    }
  }

  /// What was made of a claim before, and may stand in a letter that was written then: of its own reference without what
  /// the form has no room for, which several claims may have in common, or of its bare number.
  ///
  /// - Throws: as ``init(_:reference:claim:)``.
  package init(formerly form: Form, reference: String, claim: ClaimID) throws(RuleError) {
    let number = String(claim.number)
    switch form {
    case .reference: self = .own(reference)
    case .rf: self = .rf(try CreditorReference(of: Self.letters(of: reference) ?? number))
    case .qrr: self = .qrr(try QRReference(of: Self.digits(of: reference, 3...26) ?? number))
    case .belgian: self = .belgian(try BelgianReference(of: Self.digits(of: reference, 3...10) ?? number))
    case .kid: self = .kid(try KIDReference(of: Self.digits(of: reference, 3...24) ?? number))
    case .finnish:
      // A number below a hundred would be too short.
      self = .finnish(
        try FinnishReference(of: Self.digits(of: reference, 3...19) ?? String(claim.number + 1_000)))
    }
  }

  /// Whether a reference looks like what is made of the number of a claim or of a notice, or begins with noughts, which get
  /// lost.
  private static func isTaken(_ reference: String) -> Bool {
    guard let first = reference.first, first != "0" else { return true }
    let rest = reference.dropFirst().utf8
    guard rest.allSatisfy(isDigit) else { return false }
    return first == "C" || first == "N" || ((first == "8" || first == "9") && rest.count == 9)
  }

  /// Reads a reference that came with a claim.
  ///
  /// Check digits of one digit fit one number in ten by chance, so a KID or a viite is only known as what the creditor
  /// uses; an RF, a QRR and `+++` are known by themselves.
  /// - Parameter form: what the creditor uses.
  package init(reading text: String, form: Form = .reference) {
    // What does not parse is not of that form, and that is all that is asked.
    if let reference = try? CreditorReference(parsing: text) {
      self = .rf(reference)
    } else if let reference = try? QRReference(parsing: text) {
      self = .qrr(reference)
    } else if form == .belgian || text.hasPrefix("+++") || text.hasPrefix("***"),
      let reference = try? BelgianReference(parsing: text)
    {
      self = .belgian(reference)
    } else if form == .kid, let reference = try? KIDReference(parsing: text) {
      self = .kid(reference)
    } else if form == .finnish, let reference = try? FinnishReference(parsing: text) {
      self = .finnish(reference)
    } else {
      self = .own(text)
    }
  }

  package var form: Form {
    switch self {
    case .own: .reference
    case .rf: .rf
    case .qrr: .qrr
    case .belgian: .belgian
    case .kid: .kid
    case .finnish: .finnish
    }
  }

  /// As it is told to a machine: without blanks and signs.
  package var text: String {
    switch self {
    case .own(let text): text
    case .rf(let reference): reference.text
    case .qrr(let reference): reference.text
    case .belgian(let reference): reference.text
    case .kid(let reference): reference.text
    case .finnish(let reference): reference.text
    }
  }

  /// As a person reads it off a letter.
  package var printed: String {
    switch self {
    case .own(let text): text
    case .rf(let reference): Self.groups(of: 4, reference.text)
    case .qrr(let reference): "\(reference.text.prefix(2)) \(Self.groups(of: 5, String(reference.text.dropFirst(2))))"
    case .belgian(let reference): reference.printed
    case .kid(let reference): reference.text
    case .finnish(let reference): Self.groupsFromRight(of: 5, reference.text)
    }
  }

  /// Whether its check digits say of a number that it is one.
  package var isChecked: Bool {
    if case .own = self { false } else { true }
  }

  /// The letters and digits of it, where they fit into an RF.
  private static func letters(of reference: String) -> String? {
    let squashed = SquashedText(reference).text
    return (1...21).contains(squashed.utf8.count) && squashed.utf8.allSatisfy { $0 < 0x80 } ? squashed : nil
  }

  /// The digits of it without noughts before them, where there are as many.
  private static func digits(of reference: String, _ counts: ClosedRange<Int>) -> String? {
    let digits = SquashedText(reference).text.filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
    return counts.contains(digits.utf8.count) ? String(digits) : nil
  }

  private static func groups(of size: Int, _ text: String) -> String {
    text.enumerated().reduce(into: "") { result, part in
      if part.offset > 0, part.offset.isMultiple(of: size) { result += " " }
      result.append(part.element)
    }
  }

  private static func groupsFromRight(of size: Int, _ text: String) -> String {
    String(groups(of: size, String(text.reversed())).reversed())
  }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
