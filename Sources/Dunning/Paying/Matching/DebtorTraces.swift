/// By what a movement of an account is known to be about a debtor, where it counts for nobody.
package struct DebtorTraces: Sendable {
  /// ``Creditor/id``.
  package let creditor: String
  package let name: String
  /// From which they have paid: ``MatchClaim/payerKey(_:)``.
  private let accounts: Set<String>
  /// Of their claims, squashed.
  private let references: [String]

  /// - Parameter references: of their claims; those that may stand in a text by chance are passed over.
  package init(creditor: String, name: String, accounts: [String], references: [String]) {
    self.creditor = creditor
    self.name = name
    self.accounts = Set(accounts)
    self.references = references.map { SquashedText($0).text }.filter { $0.utf8.count > Self.chanceBytesMax }
  }

  private static let chanceBytesMax = 4

  /// - Parameter isNameTheirs: false where somebody else is called so.
  package func stand(in entry: MatchEntry, isNameTheirs: Bool) -> Bool {
    if let account = entry.account, accounts.contains(MatchClaim.payerKey(account)) { return true }
    if isNameTheirs, let other = entry.name, NameKey.agrees(other, with: name) { return true }
    return [entry.text, entry.structured, entry.endToEnd].compactMap { $0 }.contains { text in
      let squashed = SquashedText(text).text
      return isNameTheirs && NameKey.stands(name, in: text) || references.contains { squashed.contains($0) }
    }
  }
}
