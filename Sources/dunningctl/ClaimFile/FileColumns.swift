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

  /// - Throws: when a column is unknown or stands twice, or a required one is missing.
  func check(_ keys: [String], in place: String) throws(Failure) {
    let known = required + optional
    for (index, key) in keys.enumerated() {
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
}
