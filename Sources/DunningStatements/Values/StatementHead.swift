/// What is known of a statement before its entries.
package struct StatementHead: Hashable, Sendable {
  /// The creditor's own: an IBAN without spaces, or as the bank writes it; nil when the file does not say.
  package var account: String?
  /// A code of ISO 4217.
  package var currency: String?
  /// Where the statement begins in the file, from 1.
  package var line: Int
}
