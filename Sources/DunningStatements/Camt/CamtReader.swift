/// Reads ISO 20022's statements (camt.053), reports of the day (052) and notifications (054).
struct CamtReader: FormatReader {
  private var facts: XMLFacts<CamtField>
  private var head = StatementHead(line: 0)
  private var balances = CamtBalances()
  private var isCopy = false
  private var isTold = false
  /// What is open, from the outside in: a balance, an entry, a detail of it.
  private var balance: CamtFields?
  private var entry: CamtFields?
  private var detail: CamtFields?
  private var details: [CamtFields] = []
  /// Bytes of the entry's texts, with its details'.
  private var entryBytes = 0
  /// What is known and not told yet, in reverse order.
  private var known: [StatementEvent] = []

  init(_ input: ByteInput) throws(StatementFailure) { facts = try XMLFacts(input, .camt) }

  mutating func next() throws(StatementFailure) -> StatementEvent? {
    while known.isEmpty {
      guard let fact = try facts.next() else { return nil }
      switch fact {
      case .began(let group): begin(group)
      case .value(let field, let text): try take(field, text)
      case .ended(let group): try end(group)
      }
      known.reverse()
    }
    return known.popLast()
  }

  private mutating func begin(_ group: CamtField) {
    switch group {
    case .statement:
      (head, balances) = (StatementHead(line: facts.line), CamtBalances())
      (isCopy, isTold) = (false, false)
    case .balance: balance = CamtFields(line: facts.line)
    case .entry: (entry, details, entryBytes) = (CamtFields(line: facts.line), [], 0)
    case .detail: detail = CamtFields(line: facts.line)
    default: break
    }
  }

  private mutating func take(_ field: CamtField, _ text: String) throws(StatementFailure) {
    switch field {
    case .ownAccount: head.account = head.account ?? text.squeezed
    case .ownCurrency: head.currency = text
    case .copy: isCopy = true
    case _ where balance != nil: balance?.append(field, text)
    case _ where detail != nil: detail?.append(field, text)
    default: entry?.append(field, text)
    }
    if entry != nil { entryBytes += text.utf8.count }
    guard entryBytes <= StatementLimits.entryBytesMax else {
      throw StatementFailure("an entry is too large: this is no statement", line: facts.line)
    }
  }

  private mutating func end(_ group: CamtField) throws(StatementFailure) {
    switch group {
    case .balance:
      if let balance { try balances.append(balance) }
      balance = nil
    case .detail:
      if let detail { details.append(detail) }
      detail = nil
      guard details.count <= StatementLimits.partsMax else {
        throw StatementFailure("an entry has too many parts: this is no statement", line: facts.line)
      }
    case .entry: try endEntry()
    case .statement: endStatement()
    default: break
    }
  }

  private mutating func endEntry() throws(StatementFailure) {
    guard let entry else { return }
    tell(currency: entry[.currency])
    let made = CamtEntry(fields: entry, details: details, ownAccount: head.account, ownCurrency: head.currency)
    known.append(.entry(try made.entry()))
    (self.entry, details, entryBytes) = (nil, [], 0)
  }

  private mutating func endStatement() {
    tell(currency: nil)
    var foot = StatementFoot()
    foot.opening = balances.opening(in: head.currency)
    foot.closing = balances.closing(in: head.currency)
    if isCopy { foot.remarks.append("the bank says that this is a copy of a statement") }
    known.append(.ended(foot))
  }

  /// Tells that the statement has begun, as soon as all is known that stands before its entries.
  private mutating func tell(currency: String?) {
    guard !isTold else { return }
    isTold = true
    head.currency = head.currency ?? balances.currency ?? currency
    known.append(.began(head))
  }
}
