import Dunning
package import DunningAPI
import DunningIntake
package import DunningStore
import Hummingbird
import Logging

/// A file of a bank or wallet, and how it is to be read.
package struct StatementUpload: Sendable {
  package let bytes: [UInt8]
  /// How the file is called.
  package let file: String
  /// A map that the daemon has.
  package let map: String?
  /// The text of one that it does not have.
  package let mapText: String?
  /// The creditor's own account, for a file that does not say it.
  package let account: String?

  package init(bytes: [UInt8], file: String, map: String? = nil, mapText: String? = nil, account: String? = nil) {
    self.bytes = bytes
    self.file = file
    self.map = map
    self.mapText = mapText
    self.account = account
  }
}

/// What banks and wallets say.
struct StatementRoutes: Sendable {
  let desk: ControlDesk

  func take(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let isDryRun = try query.flag("dry_run")
    let (file, map) = (try query["file"].map { try line($0, "file") }, try query["map"].map { try line($0, "map") })
    let account = try query["account"].map { try line($0, "account") }
    let mapText = query["map_text"]
    let bytes = try await request.body(upTo: ControlLimits.statementBytesMax)
    guard !bytes.isEmpty else {
      throw Problem(.malformedRequest, detail: "the body is empty", hint: "send the file as the bank wrote it")
    }
    let upload = StatementUpload(
      bytes: bytes, file: file ?? "statement", map: map, mapText: mapText, account: account)
    var response = try await desk.operations.take(statement: upload, keeping: !isDryRun, by: desk.actor(context))
    desk.log(
      .statementTaken, context,
      ["entries": "\(response.entries.count)", "dry_run": "\(isDryRun)", "format": "\(response.format)"])
    if isDryRun { response.forgetPlanned() }
    return try .json(response)
  }

  func list(_ request: Request, _ context: ControlContext) async throws -> Response {
    let accounts = try await desk.docket.accounts(rulebook: desk.rulebook())
    return try .json(AccountList(accounts: accounts.map(AccountResponse.init)))
  }
}

extension StatementResponse {
  /// Without the numbers of payments that would be recorded: nothing can be done with them yet.
  fileprivate mutating func forgetPlanned() {
    for index in entries.indices where entries[index].verdict != Match.Verdict.known.rawValue {
      entries[index].payment = nil
    }
  }
}

extension AccountResponse {
  init(_ record: AccountRecord) {
    self.init(
      account: record.account, creditors: record.creditors, currency: record.currency, newest: record.newest?.iso,
      statements: record.statements, gaps: record.gaps.map(GapResponse.init), proposed: record.proposed,
      held: record.held)
  }
}

extension GapResponse {
  package init(_ gap: StatementGap) { self.init(from: gap.from.iso, until: gap.until.iso) }
}
