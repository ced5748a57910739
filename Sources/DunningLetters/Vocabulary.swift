/// The names that a template may use, and how: `etc/templates/README.md` explains each of them.
package enum Vocabulary {
  /// Every name, in alphabetical order.
  package static var allNames: [String] { Set(all.keys).union(item.keys).union(["address_line"]).sorted() }

  indirect enum Shape: Sendable {
    /// Always there.
    case text
    /// May be absent; a section of the same name must stand around it.
    case optional
    /// Only for sections.
    case flag
    /// Only for sections, in which these names are added.
    case list([String: Shape])
  }

  static func names(for kind: TemplateKind) -> [String: Shape] {
    switch kind {
    case .subject: all.filter { subjectNames.contains($0.key) }
    case .text: all
    case .html: all.filter { !textOnlyNames.contains($0.key) }
    }
  }

  static let all: [String: Shape] = [
    "creditor_name": .text, "creditor_email": .text, "creditor_phone": .optional,
    "creditor_address": .list(["address_line": .text]),
    "debtor_name": .text, "debtor_address": .list(["address_line": .text]),
    "debtor_is_business": .flag, "debtor_is_consumer": .flag,
    "iban": .optional, "bic": .optional, "bank": .optional, "payment_link": .optional,
    "language": .text, "today": .text, "notice_number": .text, "previous_notices": .optional,
    "reference": .text, "total": .text, "pay_by": .optional,
    "overdue": .flag, "due_today": .flag, "due_ahead": .flag, "part_paid": .flag,
    "charged": .flag, "principal": .text, "interest": .optional, "compensation": .optional,
    "late_basis": .optional, "provisional": .flag,
    "items": .list(item), "single": .list(item), "several": .flag,
    "break": .text, "tab": .text, "right": .text, "rule": .text,
  ]

  static let item: [String: Shape] = [
    "reference": .text, "issued": .optional, "contract": .optional,
    "due": .text, "due_date": .text, "due_time": .optional, "days_late": .optional,
    "overdue": .flag, "due_today": .flag, "due_ahead": .flag,
    "amount": .text, "paid": .optional, "outstanding": .text,
    "interest": .optional, "interest_periods": .list(["interest_period": .text]), "compensation": .optional,
  ]

  /// A subject is read on lock screens and by other people, so it names the document and no more.
  private static let subjectNames: Set = [
    "creditor_name", "notice_number", "reference", "several", "overdue", "due_today", "due_ahead", "previous_notices",
    "language",
  ]

  private static let textOnlyNames: Set = ["tab", "right", "rule"]
}
