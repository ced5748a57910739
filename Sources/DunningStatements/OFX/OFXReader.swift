/// Reads OFX, also as QFX and QBO: statements of banks, of credit cards, and the money in those of brokers.
///
/// - Source: Open Financial Exchange 1.0.2 to 2.2, chapter 11.
struct OFXReader: FormatReader {
  private var tokens: OFXTokens
  /// The aggregates that are open and matter, from the outside in.
  private var open: [String] = []
  private var head: StatementHead?
  private var isTold = false
  private var closing: Amount?
  private var transaction: OFXTransaction?
  /// What the bank says when it does not answer as it was asked.
  private var complaint = OFXComplaint()
  private var hasStatement = false
  private var isBroker = false
  private var isWhole = false
  /// What is known and not told yet, in reverse order.
  private var known: [StatementEvent] = []

  init(_ input: ByteInput) { tokens = OFXTokens(input) }

  mutating func next() throws(StatementFailure) -> StatementEvent? {
    while known.isEmpty {
      guard let token = try tokens.next() else {
        try end()
        return nil
      }
      switch token {
      case .start(let tag, let value): try start(tag, value)
      case .end(let tag): try end(tag)
      }
      known.reverse()
    }
    return known.popLast()
  }

  private static let statements: Set<String> = ["STMTRS", "CCSTMTRS", "INVSTMTRS"]
  private static let transactions: Set<String> = ["STMTTRN", "STMTTRNP"]
  private static let aggregates = statements.union(transactions).union([
    "OFX", "BANKACCTFROM", "CCACCTFROM", "BANKACCTTO", "CCACCTTO", "LEDGERBAL", "AVAILBAL", "BAL", "PAYEE", "CURRENCY",
    "ORIGCURRENCY", "STATUS", "BANKTRANLIST", "INVACCTFROM", "INVTRANLIST",
  ])

  private mutating func start(_ tag: String, _ value: String) throws(StatementFailure) {
    if Self.transactions.contains(tag) {
      try endTransaction()
      if head != nil { transaction = OFXTransaction(line: tokens.line, isPending: tag == "STMTTRNP") }
    }
    if Self.statements.contains(tag) {
      guard head == nil else {
        throw StatementFailure("a statement begins before the last one has ended", line: tokens.line)
      }
      head = StatementHead(line: tokens.line)
      (isTold, closing, hasStatement, isBroker) = (false, nil, true, tag == "INVSTMTRS")
    }
    if Self.aggregates.contains(tag) {
      // An aggregate without an end tag ends where the next of its kind begins.
      if Self.transactions.contains(tag), let place = open.lastIndex(where: Self.transactions.contains) {
        open.removeSubrange(place...)
      }
      open.append(tag)
      guard open.count <= StatementLimits.depthMax else {
        throw StatementFailure("the file has too many aggregates inside each other", line: tokens.line)
      }
    } else if !value.isEmpty {
      try take(tag, value)
    }
  }

  private mutating func take(_ tag: String, _ value: String) throws(StatementFailure) {
    switch (open.last, tag) {
    case ("STATUS", _): complaint.take(tag, value)
    case ("BANKACCTFROM", "ACCTID"), ("CCACCTFROM", "ACCTID"), ("INVACCTFROM", "ACCTID"): head?.account = value.squeezed
    case ("LEDGERBAL", "BALAMT"): closing = try OFXTransaction.amount(value, line: tokens.line)
    case (_, "CURDEF"): head?.currency = value.uppercased()
    default: try transaction?.take(tag, value, inside: open.last ?? "", line: tokens.line)
    }
  }

  private mutating func end(_ tag: String) throws(StatementFailure) {
    if let place = open.lastIndex(of: tag) { open.removeSubrange(place...) }
    if Self.transactions.contains(tag) || tag == "BANKTRANLIST" || Self.statements.contains(tag) {
      try endTransaction()
    }
    if Self.statements.contains(tag) { endStatement() }
    if tag == "OFX" { isWhole = true }
  }

  private mutating func endTransaction() throws(StatementFailure) {
    guard let transaction else { return }
    self.transaction = nil
    tell()
    known.append(.entry(try transaction.entry(currency: head?.currency)))
  }

  private mutating func endStatement() {
    guard head != nil else { return }
    tell()
    var foot = StatementFoot(closing: closing)
    if isBroker { foot.remarks.append("of a broker's statement only the transfers are read, not the trades") }
    known.append(.ended(foot))
    head = nil
  }

  private mutating func tell() {
    guard let head, !isTold else { return }
    isTold = true
    known.append(.began(head))
  }

  private func end() throws(StatementFailure) {
    guard hasStatement || complaint.words == nil else {
      throw StatementFailure("the bank answers with an error instead of a statement\(complaint.words ?? "")")
    }
    guard isWhole, head == nil else {
      throw StatementFailure(
        "the file ends before </OFX>: it is cut off; get it from the bank again", line: tokens.line)
    }
    guard hasStatement else { throw StatementFailure("the file holds no statement of an account (STMTRS)") }
  }
}
