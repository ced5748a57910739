/// What the rules accept from outside.
package enum RuleLimits {
  /// Minor units of one sum: a thousand million million, so that 9,000 of them still fit into 64 bits.
  package static let minorUnitsMax: Int64 = 1_000_000_000_000_000
  /// Characters of a reference, a name, a contract number.
  package static let lineCharactersMax = 200
  /// Bytes of an e-mail address (RFC 5321 4.5.3.1.3, a path less its angle brackets).
  package static let addressBytesMax = 254
  /// Addresses in one list of them.
  package static let addresseesMax = 10
  /// Bytes of the part before the @ (RFC 5321 4.5.3.1.1).
  package static let localPartBytesMax = 64
  /// Characters of a reason or a note.
  package static let noteCharactersMax = 2_000
  /// Bytes of a payment link.
  package static let linkBytesMax = 2_000
  /// The first and last year of a date. Beyond them a date is a typing error.
  package static let years = 1970...2199
  /// The last year of a deadline: what is counted from one, thirty years of limitation at most, ends in ``years`` too.
  package static let deadlineYearMax = 2149
  /// Days that a move to a working day or an open window may take before it counts as "never".
  package static let searchDaysMax = 400
  /// Instalments of one promise: five years of months.
  package static let instalmentsMax = 60
  /// Days until the last instalment of a promise: ten years. Beyond that a date is a typing error.
  package static let promiseDaysMax = 3_653
  /// Claims that one notice speaks of.
  package static let claimsPerNoticeMax = 200
  /// Steps of one policy.
  package static let stepsMax = 50
  /// Percent a year of any rate.
  package static let percentMax: Int64 = 1_000
  /// Minor units that principal, interest and costs may come to; compound interest beyond it is refused.
  package static let owedMinorUnitsMax: Int64 = 1_000_000_000_000_000_000
  /// Payments on one debt.
  package static let paymentsMax = 1_000
}
