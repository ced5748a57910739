import Dunning
import DunningAPI

/// The columns that a file must have, and those that it may have.
struct FileColumns: Sendable {
  let required: [String]
  let optional: [String]

  static let claims = FileColumns(required: ClaimRequest.requiredKeys, optional: ClaimRequest.optionalKeys)
  static let payments = FileColumns(required: ["reference", "date", "amount"], optional: ["id"])
  /// Of payments that the daemon records.
  static let recordedPayments = FileColumns(
    required: payments.required, optional: payments.optional + ["kind", "creditor"])

  /// The column that a heading means: capitals, blanks and hyphens make no difference. In lower case when it is not known.
  func key(_ heading: String) -> String {
    let squashed = Self.squashed(heading)
    return (required + optional).first { Self.squashed($0) == squashed }
      ?? heading.filter { !$0.isWhitespace }.lowercased()
  }

  private static func squashed(_ heading: String) -> String {
    heading.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
  }

  /// - Throws: when a column is unknown or stands twice, or a required one is missing.
  func check(_ keys: [String], in place: String) throws(Failure) {
    let known = required + optional
    guard required.count(where: keys.contains) * 2 >= required.count else { throw foreign(keys, in: place) }
    for (index, key) in keys.enumerated() where !key.isEmpty {
      guard known.contains(key) else {
        let guess = nearest(to: key, in: known).map { "did you mean \($0)?" }
        throw .badData(
          "\(place): unknown column \(quoted(key))", field: key,
          hint: guess ?? "known are \(known.joined(separator: ", "))")
      }
      guard !keys[..<index].contains(key) else { throw .badData("\(place): column \(key) stands twice", field: key) }
    }
    let missing = required.filter { !keys.contains($0) }
    guard missing.isEmpty else {
      throw .badData(
        "\(place): missing \(missing.count == 1 ? "column" : "columns") \(missing.joined(separator: ", "))",
        field: missing.first, hint: "needed are \(required.joined(separator: ", "))")
    }
  }

  /// What is said of a file that knows none of our columns: it is another program's.
  private func foreign(_ keys: [String], in place: String) -> Failure {
    let named = keys.filter { !$0.isEmpty }.prefix(6).map { quoted($0) }.joined(separator: ", ")
    return .badData(
      "\(place): missing columns \(required.joined(separator: ", ")): the header has \(named)", field: required.first,
      hint: "is it the export of another program? say what its columns mean in a map: dunningctl map draft FILE")
  }
}
