import DunningAPI
import DunningStore
import Hummingbird

/// Whom and what a path names, and what narrows it.
enum NameParameters {
  /// The query parameters that every route takes whose path names a claim or a debtor.
  static func implied(by route: String) -> [String] {
    if route.contains("{debtor}") { return ["creditor", "all_creditors"] }
    return route.contains("{claim}") ? ["creditor"] : []
  }
}

extension ControlContext {
  /// The claim in the path; `creditor` says whose, where several have its reference.
  ///
  /// - Throws: the problem `malformed-request`.
  func claimName(_ request: Request) throws -> ClaimName {
    ClaimName(try text("claim"), of: try Query(request)["creditor"])
  }

  /// The debtor in the path; `creditor` says whose, and `all_creditors` means the same one of each.
  ///
  /// - Throws: the problems `malformed-request` and `invalid-value`.
  func debtorName(_ request: Request) throws -> DebtorName {
    let (text, query) = (try text("debtor"), try Query(request))
    switch (query["creditor"], try query.flag("all_creditors")) {
    case (let creditor?, false): return DebtorName(text, of: .creditor(creditor))
    case (nil, true): return DebtorName(text, of: .all)
    case (nil, false): return DebtorName(text)
    case (.some, true):
      throw Problem(
        .invalidValue, detail: "creditor and all_creditors exclude each other", field: "all_creditors",
        hint: "leave one of them out")
    }
  }
}
