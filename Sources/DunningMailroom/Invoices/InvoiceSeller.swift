import Dunning
import DunningInvoices

/// Whose invoice it is: the creditor with the number for value added tax, or with the account to which it asks to pay.
struct InvoiceSeller {
  struct Stranger: Error {
    let because: String
  }

  private let vatID: String?
  private let name: String?
  private let accounts: [String]

  init(_ invoice: Invoice) {
    (vatID, name, accounts) = (invoice.seller.vatID, invoice.seller.name, invoice.accounts)
  }

  func creditor(in rulebook: Rulebook) -> Result<Creditor, Stranger> {
    let all = rulebook.creditors.values.sorted { $0.id < $1.id }
    let byNumber = vatID.map { text in
      all.filter { $0.vatID.map { SquashedNumber($0) == SquashedNumber(text) } ?? false }
    }
    if let byNumber, byNumber.count == 1 { return .success(byNumber[0]) }
    let owners = Set(accounts.compactMap { rulebook.owners(ofAccount: $0)?.creditors }.joined())
    // Whoever has a number of their own is nobody else.
    let byAccount = all.filter { creditor in
      owners.contains(creditor.id) && (vatID == nil || creditor.vatID == nil || byNumber?.contains(creditor) == true)
    }
    if byAccount.count == 1 { return .success(byAccount[0]) }
    let known = [vatID.map { "VAT id \($0)" }, accounts.first.map { "account \($0)" }].compactMap { $0 }
    let whose = [name, known.isEmpty ? nil : "(\(known.joined(separator: ", ")))"].compactMap { $0 }
      .joined(separator: " ")
    guard byAccount.count < 2 else {
      return .failure(Stranger(because: "several creditors have its account: give them a vat_id"))
    }
    let said = "it is somebody else's invoice: no creditor is \(whose.isEmpty ? "named in it" : whose)"
    return .failure(Stranger(because: said + way(toNamesakeIn: all)))
  }

  /// What to write down where a creditor is called so; a name alone proves nothing, and anybody may write it.
  private func way(toNamesakeIn creditors: [Creditor]) -> String {
    guard let name, let namesake = creditors.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      return ""
    }
    let vat = namesake.vatID == nil ? vatID.map { "vat_id: \"\($0)\"" } : nil
    let account = accounts.first.map { "its account \($0) under accounts" }
    let missing = [vat, account].compactMap { $0 }
    guard !missing.isEmpty else { return "" }
    return "; creditor \(namesake.id) is called so: if it is theirs, add \(missing.joined(separator: ", or ")) to the "
      + "creditor in the configuration"
  }
}

/// A number of a firm without what people write between its letters and digits.
struct SquashedNumber: Hashable {
  let text: String

  init(_ text: String) { self.text = text.uppercased().filter { $0.isLetter || $0.isNumber } }
}
