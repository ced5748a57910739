/// An account of a creditor's on which money comes in.
package struct CreditorAccount: Hashable, Sendable {
  /// An IBAN without spaces, or the number as the bank or wallet names it.
  package let number: String
  /// Whether ``number`` is an IBAN.
  package let isIBAN: Bool
  /// Nil where it is not said: whatever comes.
  package let currency: Currency?
  /// What the bank or wallet is called.
  package let bank: String?

  package init(number: String, isIBAN: Bool, currency: Currency? = nil, bank: String? = nil) {
    self.number = number
    self.isIBAN = isIBAN
    self.currency = currency
    self.bank = bank
  }

  /// Whether money goes there with a Swiss QR reference alone.
  package var isQRIBAN: Bool {
    // What is no IBAN is no QR-IBAN either.
    isIBAN && (try? IBAN(parsing: number))?.isQRIBAN ?? false
  }

  /// Its letters and digits alone: how the docket calls it.
  package var key: String { MatchClaim.payerKey(number) }

  /// How well a statement's words for an account fit it.
  enum Fit: Int, Comparable {
    case none
    /// By its last digits.
    case ending
    /// Without country and check digits, or as bank and account.
    case national
    case whole

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  func fit(_ text: String) -> Fit {
    let said = MatchClaim.payerKey(text)
    guard !said.isEmpty else { return .none }
    // Some banks write the currency behind it.
    if said == key || said.hasPrefix(key) && Currency(String(said.dropFirst(key.count))) != nil { return .whole }
    guard isIBAN else { return .none }
    let national = key.dropFirst(4)
    if said == national { return .national }
    let parts = text.split(separator: "/").map { MatchClaim.payerKey(String($0)) }.filter { !$0.isEmpty }
    if parts.count == 2, national.hasPrefix(parts[0]), !parts[0].isEmpty {
      // Banks leave out noughts before the number.
      let (own, other) = (national.dropFirst(parts[0].count), parts[1])
      if own.drop(while: { $0 == "0" }) == other.drop(while: { $0 == "0" }) { return .national }
    }
    return said.count >= Self.endingLeast && national.hasSuffix(said) ? .ending : .none
  }

  /// Digits by whose being the last ones an account is known.
  private static let endingLeast = 7
}

extension Creditor {
  /// Every account on which money for the creditor comes in, the one that is printed first among them.
  package var allAccounts: [CreditorAccount] {
    let printed = [
      iban.map { CreditorAccount(number: $0, isIBAN: true) },
      account.map { CreditorAccount(number: $0, isIBAN: false, bank: bankName) },
    ].compactMap { $0 }
    return accounts + printed.filter { one in !accounts.contains { $0.key == one.key } }
  }
}

extension Rulebook {
  /// The only account that any creditor has; nil where there are several, or none.
  package var onlyAccount: String? {
    let accounts = creditors.values.flatMap(\.allAccounts)
    return Set(accounts.map(\.key)).count == 1 ? accounts.first?.number : nil
  }

  /// Whose an account is that a statement names.
  package struct AccountOwners: Hashable, Sendable {
    /// How the docket calls the account: ``CreditorAccount/key``.
    package let key: String
    package let currency: Currency?
    /// ``Creditor/id``, in order; several may share an account.
    package let creditors: [String]
    /// The keys of all accounts of these.
    package let ownAccounts: Set<String>
  }

  /// Nil where no creditor has it, or two may: nobody's money is guessed.
  package func owners(ofAccount text: String) -> AccountOwners? {
    let all = creditors.values.flatMap { creditor in creditor.allAccounts.map { (creditor.id, $0, $0.fit(text)) } }
    guard let best = all.map(\.2).max(), best > .none else { return nil }
    let fitting = all.filter { $0.2 == best }
    let keys = Set(fitting.map(\.1.key))
    guard keys.count == 1, let key = keys.first else { return nil }
    let ids = Set(fitting.map(\.0)).sorted()
    let currencies = Set(fitting.compactMap(\.1.currency))
    return AccountOwners(
      key: key, currency: currencies.count == 1 ? currencies.first : nil, creditors: ids,
      ownAccounts: Set(ids.compactMap { creditors[$0] }.flatMap(\.allAccounts).map(\.key)))
  }
}
