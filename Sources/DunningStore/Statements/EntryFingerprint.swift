import Crypto
import Dunning

/// By what an entry is known again: the account, the booking day and the amount, with the bank's reference, or without one
/// with what was written.
struct EntryFingerprint: Hashable {
  let bytes: [UInt8]

  /// - Parameter account: the creditor's own: ``CreditorAccount/key``.
  init(_ entry: MatchEntry, account: String) {
    let what = entry.bankReference.map { "#\($0)" } ?? "=\(Self.words(of: entry))"
    let text = [
      account, entry.isMoved ? "" : "not moved", entry.bookingDay, String(entry.amount.minorUnits),
      entry.amount.currency.code, what,
    ].joined(separator: "\n")
    bytes = Array(SHA256.hash(data: Array(text.utf8)).prefix(16))
  }

  /// What was written, without whatever banks change in it: letters and digits alone.
  static func words(of entry: MatchEntry) -> String {
    words(entry.structured, entry.text)
  }

  static func words(_ structured: String?, _ text: String?) -> String {
    MatchClaim.payerKey([structured, text].compactMap { $0 }.joined(separator: "\n"))
  }
}

extension MatchEntry {
  /// Whether the money has moved.
  var isMoved: Bool { status == .booked }

  /// The booking day, by which an entry is known again; empty where the bank does not say one.
  var bookingDay: String { (booked ?? value).isoOrNothing }
}

extension CivilDate? {
  fileprivate var isoOrNothing: String { self?.iso ?? "" }
}
