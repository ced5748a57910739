/// The line of an entry (`:61:`).
///
/// - Source: SWIFT, "Category 9", MT940 field 61: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]`, and a line of 34 more. Banks bend
///   it: blanks between its parts, no type, more than sixteen characters.
struct MTMovement {
  private(set) var value: Day
  /// Booked on the day of value where the bank says no other.
  private(set) var booked: Day
  /// Plus is money that came in: what reverses a credit took money away.
  private(set) var amount: Amount
  private(set) var isReversal = false
  /// Only announced (`EC`, `ED`).
  private(set) var isExpected = false
  /// `NTRF`: the letter and the bank's or SWIFT's code.
  private(set) var type: String?
  /// Of the one who ordered it, as the bank passes it on.
  private(set) var customerReference: String?
  private(set) var bankReference: String?
  /// What a bank writes behind the sixteen characters of the reference: a name, in the Netherlands.
  private(set) var beyond: String?

  /// The other side's account, which stands in the place of the reference then.
  var otherAccount: String? { beyond == nil ? nil : customerReference }

  /// - Throws: ``StatementFailure`` when it cannot be read.
  init(_ field: MTField) throws(StatementFailure) {
    let failure = StatementFailure("the entry :61: cannot be read: \"\(field.text)\"", line: field.line)
    var rest = field.text.trimmed[...]
    guard let value = Day(interestDay: rest.prefix(6)) else { throw failure }
    self.value = value
    rest = rest.dropFirst(6)
    booked = try Self.booked(&rest, value: value, failure)
    let mark = rest.prefix { $0.isLetter }.uppercased()
    guard let (word, sign) = Self.marks.first(where: { mark.hasPrefix($0.0) }), mark.count <= word.count + 1 else {
      throw failure
    }
    (isReversal, isExpected) = (word.hasPrefix("R"), word.hasPrefix("E"))
    rest = rest.dropFirst(mark.count)
    let digits = rest.prefix { $0.isNumber || $0 == "," || $0 == "." }
    guard let amount = Amount(digits, marks: [",", "."]) else { throw failure }
    self.amount = sign ? amount : -amount
    takeReferences(rest.dropFirst(digits.count))
  }

  /// The longer ones first: a letter behind them is the third of the currency's code.
  private static let marks = [("RC", false), ("RD", true), ("EC", true), ("ED", false), ("C", true), ("D", false)]

  /// The day and month of booking, in the year that is nearest to the day of value.
  private static func booked(
    _ rest: inout Substring, value: Day, _ failure: StatementFailure
  ) throws(StatementFailure) -> Day {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
      return value
    }
    rest = rest.dropFirst(4)
    let (month, day) = (number / 100, number % 100)
    let distance = month - value.month
    let year = distance > 6 ? value.year - 1 : distance < -6 ? value.year + 1 : value.year
    guard let booked = Day(year: year, month: month, day: day) else { throw failure }
    return booked
  }

  private mutating func takeReferences(_ text: Substring) {
    var rest = text.drop { $0 == " " }
    if let letter = rest.first, "NFS".contains(letter), !rest.hasPrefix("NONREF") {
      type = String(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    let halves = rest.firstRange(of: "//")
    let customer = halves.map { rest[..<$0.lowerBound] } ?? rest
    let isPadded = halves == nil && customer.count > Self.referenceWidth
    customerReference = Placeholder.reference(String(isPadded ? customer.prefix(Self.referenceWidth) : customer))
    beyond = isPadded ? customer.dropFirst(Self.referenceWidth).meant : nil
    bankReference = halves.flatMap { Placeholder.reference(String(rest[$0.upperBound...])) }
  }

  private static let referenceWidth = 16
}
