/// One statement of a SWIFT file, from its `:20:` to the next.
struct MTStatement {
  private let isReport: Bool
  private var head: StatementHead
  private var foot = StatementFoot()
  private var isTold = false
  /// Whether its closing balance was read.
  private(set) var isClosed = false
  /// The entry that was read last, whose details may follow.
  private var movement: MTField?
  private var details: [MTField] = []

  init(line: Int, isReport: Bool) {
    head = StatementHead(line: line)
    self.isReport = isReport
  }

  mutating func take(_ field: MTField, _ events: inout [StatementEvent]) throws(StatementFailure) {
    switch field.tag {
    case "86", "NS":
      if movement != nil { details.append(field) }
    case "61":
      try endEntry(&events)
      movement = field
    default:
      try endEntry(&events)
      try takeFrame(field, &events)
    }
  }

  mutating func end(_ events: inout [StatementEvent]) throws(StatementFailure) {
    try endEntry(&events)
    // A message about a message has neither balances nor entries.
    guard isTold || head.account != nil else { return }
    tell(&events)
    events.append(.ended(foot))
  }

  private mutating func takeFrame(_ field: MTField, _ events: inout [StatementEvent]) throws(StatementFailure) {
    switch field.tag {
    case "25", "25P":
      if head.account == nil { head.account = field.text.squeezed }
    case "60F", "60M":
      let balance = try MTBalance(field)
      if foot.opening == nil { foot.opening = balance.amount }
      head.currency = head.currency ?? balance.currency
      tell(&events)
    case "62F", "62M":
      let balance = try MTBalance(field)
      foot.closing = balance.amount
      isClosed = true
      head.currency = head.currency ?? balance.currency
      tell(&events)
    case "34F", "90C", "90D":
      head.currency = head.currency ?? MTStatement.code(field.text)
    default: break
    }
  }

  /// The currency in `EURD0,00` and `1EUR2,30`.
  private static func code(_ text: String) -> String? {
    let code = text.drop(while: \.isDigit).prefix(3)
    return code.count == 3 && code.allSatisfy { $0.isASCII && $0.isUppercase } ? String(code) : nil
  }

  /// Tells that the statement has begun, as soon as its account and currency are known.
  private mutating func tell(_ events: inout [StatementEvent]) {
    guard !isTold else { return }
    isTold = true
    // Some banks write the currency behind the account.
    if let currency = head.currency, let account = head.account, account.hasSuffix(currency) {
      head.account = String(account.dropLast(currency.count))
    }
    events.append(.began(head))
  }

  private mutating func endEntry(_ events: inout [StatementEvent]) throws(StatementFailure) {
    guard let field = movement else { return }
    tell(&events)
    events.append(.entry(try entry(field)))
    (movement, details) = (nil, [])
  }

  private func entry(_ field: MTField) throws(StatementFailure) -> StatementEntry {
    let movement = try MTMovement(field)
    let said = MTDetails(details)
    var entry = StatementEntry(amount: movement.amount, currency: head.currency, line: field.line)
    (entry.booked, entry.value) = (movement.booked, movement.value)
    entry.status = movement.isExpected || isReport ? .pending : .booked
    entry.isReversal = movement.isReversal
    entry.bankReference = movement.bankReference
    entry.endToEnd = said.endToEnd ?? (movement.beyond == nil ? Self.reference(movement.customerReference) : nil)
    (entry.mandate, entry.structured, entry.returnReason) = (said.mandate, said.structured, said.returnReason)
    entry.name = said.name ?? movement.beyond
    let more = Supplement(field.lines.dropFirst())
    entry.text = said.text ?? more.text
    (entry.instructed, entry.instructedCurrency) = (
      said.instructed ?? more.instructed, said.instructedCurrency ?? more.instructedCurrency
    )
    entry.charges = said.charges ?? more.charges
    entry.account = said.account ?? more.account ?? movement.otherAccount
    // Triodos writes the creditor's own there.
    if let account = entry.account, head.account?.hasSuffix(account) == true { entry.account = nil }
    return entry
  }

  /// What can be a reference: words, and marks of where in the details it stands, cannot.
  private static func reference(_ text: String?) -> String? {
    guard let text, text.count >= 4, text.contains(where: \.isDigit), !text.contains(" ") else { return nil }
    return text
  }
}
