import Dunning
import DunningConfiguration
import DunningStore
import DunningTables
import DunningTesting
import Foundation
import Logging
import Testing

@testable import DunningMailroom

@Suite("Files of banks and wallets, from their bytes to the claims", .timeLimit(.minutes(20)))
struct StatementRoomTests {
  private static let iban = "DE89370400440532013000"
  private let fixture: DocketFixture

  init() throws {
    let base = try Samples.creditor()
    let creditor = Creditor(
      id: base.id, name: base.name, address: base.address, country: base.country, from: base.from, iban: base.iban,
      language: base.language, timeZone: base.timeZone, policy: base.policy,
      accounts: [
        CreditorAccount(number: Self.iban, isIBAN: true, currency: Currency("EUR")),
        CreditorAccount(number: "shop88@acme.example", isIBAN: false, currency: Currency("CNY"), bank: "支付宝"),
      ])
    fixture = try DocketFixture(
      rulebook: try Samples.rulebook(creditors: [creditor]), now: "2026-12-01T08:00:00+01:00")
  }

  private static func map(_ text: StatementQuestion.MapText) -> Result<TableMap, MapTrouble> {
    do {
      return .success(try TableMap.reading(text.yaml, name: text.name))
    } catch {
      return .failure(MapTrouble("\(error)"))
    }
  }

  private var room: StatementRoom {
    let (rulebook, now) = (fixture.rulebook, fixture.now)
    return StatementRoom(
      docket: fixture.docket, reader: PlainStatementReader(map: Self.map), rulebook: { rulebook }, now: { now })
  }

  private func told(
    _ bytes: [UInt8], named name: String, map: StatementQuestion.MapText? = nil, account: String? = nil
  ) async throws -> [String] {
    let result = try await room.take(
      StatementQuestion(bytes: bytes, map: map, account: account), named: name, by: .user(1000))
    return result.taken.entries.map { entry in
      let claims = entry.allocations.map { "\($0.reference) \($0.amount.decimal)" }
      return ([entry.verdict.rawValue] + claims).joined(separator: " ")
    }
  }

  private func told(_ text: String, named name: String, account: String? = nil) async throws -> [String] {
    try await told(Array(text.utf8), named: name, account: account)
  }

  private func camt(_ message: String, _ entries: String) -> String {
    let (root, item) = message == "052" ? ("BkToCstmrAcctRpt", "Rpt") : ("BkToCstmrStmt", "Stmt")
    return """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(message).001.08"><\(root)><GrpHdr><MsgId>1</MsgId></GrpHdr>
      <\(item)><Id>1</Id><Acct><Id><IBAN>\(Self.iban)</IBAN></Id><Ccy>EUR</Ccy></Acct>
      \(entries)
      </\(item)></\(root)></Document>
      """
  }

  private func entry(_ reference: String, _ status: String, _ day: String, _ text: String) -> String {
    """
    <Ntry><Amt Ccy="EUR">120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>\(status)</Cd></Sts>
    <BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt><AcctSvcrRef>\(reference)</AcctSvcrRef>
    <NtryDtls><TxDtls><RmtInf><Ustrd>\(text)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
    """
  }

  @Test("a report of the day, the statement after it, and the same in MT940 book once")
  func formats() async throws {
    for reference in ["R-2026-0001", "R-2026-0002"] {
      try await fixture.enqueue(Samples.draft(reference, due: "2026-12-11"))
    }
    let report = camt("052", entry("B1", "PDNG", "2026-11-30", "R-2026-0001"))
    #expect(try await told(report, named: "052.xml") == ["held"])
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil?.iso == "2026-12-04")
    let statement = camt(
      "053",
      entry("B1", "BOOK", "2026-12-01", "R-2026-0001") + entry("B2", "BOOK", "2026-12-01", "Rechnung R-2026-0002"))
    #expect(try await told(statement, named: "053.xml") == ["booked R-2026-0001 120.00", "booked R-2026-0002 120.00"])
    #expect(try await fixture.claim("R-2026-0001").record.claim.heldUntil == nil)
    let swift = """
      :20:X
      :25:37040044/0532013000
      :28C:1/1
      :60F:C261130EUR0,00
      :61:2612011201C120,00NTRFNONREF
      :86:166?00GUTSCHRIFT?20R-2026-0001
      :61:2612011201C120,00NTRFNONREF
      :86:166?00GUTSCHRIFT?20Rechnung R-2026-0002
      :62F:C261201EUR240,00
      -

      """
    #expect(try await told(swift, named: "a.sta") == ["known", "known"])
    #expect(try await fixture.docket.payments().count == 2)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("at a wallet the other side has not paid until it is done")
  func wallet() async throws {
    let yuan = try #require(Currency("CNY"))
    try await fixture.enqueue(
      ClaimDraft(
        creditor: "acme", reference: "SO-20261130-17", debtor: try Samples.debtor(name: "王芳"),
        amount: Money(minorUnits: 12_000, currency: yuan), due: try Deadline(parsing: "2026-11-30"), policy: "standard")
    )
    let yaml = """
      kind: statement
      file: {header: 交易时间, thousands: ",", account: [支付宝账户], date: yyyy-mm-dd}
      take:
        booked: 交易时间
        amount: 金额
        direction: 收/支
        name: 交易对方
        text: [商品说明]
        status: 交易状态
        bank_reference: [交易订单号]
      direction: {in: [收入], out: [支出], neither: [不计收支, ""]}
      status: {done: [交易成功], pending: [等待确认收货], void: [交易关闭]}
      set: {currency: CNY}
      """
    func file(_ status: String) throws -> [UInt8] {
      let text = """
        支付宝交易记录明细查询
        支付宝账户：shop88@acme.example
        交易时间,交易对方,商品说明,收/支,金额,交易状态,交易订单号
        2026-11-30 10:12:13,王芳,订单 SO-20261130-17,收入,120.00,\(status),2026113022001
        """
      return Array(text.utf8)
    }
    let map = StatementQuestion.MapText(name: "alipay", yaml: yaml)
    #expect(try await told(try file("等待确认收货"), named: "1.csv", map: map) == ["held"])
    let held = try await fixture.claim("SO-20261130-17").record.claim
    #expect(held.heldUntil?.iso == "2026-12-04" && held.paid.minorUnits == 0)
    #expect(try await told(try file("交易成功"), named: "2.csv", map: map) == ["booked SO-20261130-17 120.00"])
    let paid = try await fixture.claim("SO-20261130-17").record.claim
    #expect(paid.state == .paid && paid.heldUntil == nil)
    #expect(try await told(try file("交易成功"), named: "3.csv", map: map) == ["known"])
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a file that is cut off, or is none, is refused with the line, and nothing of it is kept")
  func refused() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001"))
    let whole = camt("053", entry("B1", "BOOK", "2026-12-01", "R-2026-0001"))
    for (text, words) in [
      (String(whole.dropLast(40)), "cut off"), ("hello", "no statement"), ("a;b\n1;2\n", "map"),
      (#"{"amount":"1.00"}"#, "no day"),
      (#"{"amount":"0.001","booked":"2026-12-01","own_account":"\#(Self.iban)"}"#, "decimals"),
    ] {
      let error = await #expect(throws: StatementRefusal.self) { try await told(text, named: "x", account: Self.iban) }
      #expect(error.map { "\($0)" }?.isEmpty == false, "\(words)")
    }
    #expect(try await fixture.docket.payments().isEmpty)
    #expect(try await fixture.docket.accounts(rulebook: fixture.rulebook).allSatisfy { $0.statements == 0 })
  }

  @Test("the neutral form takes the account of its lines, and the currency of the account where it says none")
  func neutral() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001"))
    let line = #"{"amount":"120.00","booked":"2026-12-01","text":"R-2026-0001","own_account":"\#(Self.iban)"}"#
    #expect(try await told(line, named: "x.jsonl") == ["booked R-2026-0001 120.00"])
  }

  // MARK: The watched folder

  private func watcher(_ folder: String) -> StatementWatcher {
    StatementWatcher(
      folder: folder, room: room, map: { _ in nil }, timer: ContinuousClock(), logger: Logger(label: "test"))
  }

  @Test("a file whose name is no UTF-8 is taken in like any other, and one that is no file is told of")
  func nameOfBytes() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001"))
    let folder = try ScratchFolder()
    func path(_ name: [UInt8]) -> [CChar] {
      (Array("\(folder.path)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
    }
    let file = "\(folder.path)/plain"
    try camt("053", entry("B1", "BOOK", "2026-12-01", "R-2026-0001"))
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(rename(file, path(Array("Ums".utf8) + [0xE4] + Array("tze.xml".utf8))) == 0)
    #expect(mkdir(path([0xFE]), 0o700) == 0)
    var seen = StatementWatcher.Seen()
    _ = try await watcher(folder.path).takeAll(&seen)
    #expect(try await watcher(folder.path).takeAll(&seen) == nil)
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/done") == ["Ums=E4tze.xml"])
    #expect(LeftLying(folder: folder.path, now: fixture.now).words == ["=FE: a folder"])
  }

  @Test("a statement that speaks of an erased claim is named, and stays")
  func erased() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001"))
    let folder = try ScratchFolder()
    let (good, other) = (
      camt("053", entry("B1", "BOOK", "2026-12-01", "R-2026-0001")),
      camt("054", entry("B2", "BOOK", "2026-12-02", "R-2026-0009"))
    )
    var seen = StatementWatcher.Seen()
    for (name, text) in [("a.xml", good), ("b.xml", other), ("c.xml", "no statement")] {
      try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }
    for _ in 1...2 { _ = try await watcher(folder.path).takeAll(&seen) }
    _ = try await fixture.docket.erase(debtor: "k1", because: "asked", by: .user(1), now: fixture.now)
    let now = fixture.now
    let files = ErasedFiles(
      docket: fixture.docket, maildir: nil, statements: folder.path, invoices: nil, now: { now })
    let left = await files.removeFiles(namesStatements: true)
    #expect(left.count == 2)
    #expect(left.first?.contains("\(folder.path)/done/a.xml") == true && left.first?.contains("b.xml") == false)
    #expect(left.last?.contains("\(folder.path)/refused/c.xml") == true)
    #expect(await files.removeFiles(namesStatements: false) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/done").sorted() == ["a.xml", "b.xml"])
  }

  /// What creditors are told of refused files now.
  private func toldOfRefused() async throws -> [String] {
    try await fixture.take().flatMap { notice in
      if case .refused(let files) = notice.subject { files.map(\.name) } else { [String]() }
    }
  }

  @Test(
    "of a file that was mended and taken in before they were told of it the creditors hear nothing, but of another one",
    arguments: [true, false])
  func mended(isMoved: Bool) async throws {
    let folder = try ScratchFolder()
    let watcher = watcher(folder.path)
    var seen = StatementWatcher.Seen()
    try folder.write("no statement", to: "a.xml")
    for _ in 1...2 { _ = try await watcher.takeAll(&seen) }
    let place = "\(folder.path)/refused"
    #expect(try await fixture.docket.isRemembered(refused: "a.xml", .statement, in: place))
    // When
    if isMoved { try FileManager.default.removeItem(atPath: "\(place)/a.xml") }
    try folder.write(camt("053", entry("B1", "BOOK", "2026-12-01", "R-2026-0001")), to: "a.xml")
    for _ in 1...2 { _ = try await watcher.takeAll(&seen) }
    // Then
    #expect(try folder.names(in: "done") == ["a.xml"])
    #expect(try await fixture.docket.isRemembered(refused: "a.xml", .statement, in: place) == !isMoved)
    #expect(try await toldOfRefused() == (isMoved ? [] : ["a.xml"]))
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a refused file is that of its name and numbers, by its content")
  func namesakes() throws {
    let folder = try ScratchFolder()
    let drop = DropFolder(path: folder.path)
    let content = Array("same".utf8)
    func isAll() throws -> Bool { try drop.holdsNothing(under: "a.xml", but: content, aside: "refused") }
    #expect(try isAll())
    try FileManager.default.createDirectory(atPath: "\(folder.path)/refused", withIntermediateDirectories: true)
    for name in ["a.xml", "a.xml.1"] { try folder.write("same", to: "refused/\(name)") }
    for name in ["a.xml.txt", "b.xml"] { try folder.write("other", to: "refused/\(name)") }
    #expect(try isAll())
    try folder.write("diff", to: "refused/a.xml.2")
    #expect(try !isAll())
    try FileManager.default.removeItem(atPath: "\(folder.path)/refused")
    #expect(symlink("refused", "\(folder.path)/refused") == 0)
    #expect(throws: MailFolderError.self) { try isAll() }
  }

  @Test("what lies still in the folder is taken in and put away, and what cannot be is told of beside it")
  func folder() async throws {
    try await fixture.enqueue(Samples.draft("R-2026-0001"))
    let folder = try ScratchFolder()
    let good = camt("053", entry("B1", "BOOK", "2026-12-01", "R-2026-0001"))
    try good.write(toFile: "\(folder.path)/a.xml", atomically: true, encoding: .utf8)
    try "no statement".write(toFile: "\(folder.path)/b.txt", atomically: true, encoding: .utf8)
    let foreign = good.replacing(Self.iban, with: "DE02120300000000202051")
    try foreign.write(toFile: "\(folder.path)/c.xml", atomically: true, encoding: .utf8)
    let watcher = watcher(folder.path)
    var seen = StatementWatcher.Seen()
    // What has only just been seen may still be written.
    #expect(try await watcher.takeAll(&seen) != nil)
    #expect(try await fixture.docket.payments().isEmpty)
    #expect(try await watcher.takeAll(&seen) == nil)
    #expect(try await fixture.claim("R-2026-0001").record.claim.state == .paid)
    let files = FileManager.default
    #expect(try files.contentsOfDirectory(atPath: folder.path).sorted() == ["done", "refused"])
    #expect(try files.contentsOfDirectory(atPath: "\(folder.path)/done") == ["a.xml"])
    #expect(
      try files.contentsOfDirectory(atPath: "\(folder.path)/refused").sorted()
        == ["b.txt", "b.txt.txt", "c.xml", "c.xml.txt"])
    let reason = try String(contentsOfFile: "\(folder.path)/refused/c.xml.txt", encoding: .utf8)
    #expect(reason.contains("no creditor has the account DE02120300000000202051"))
    // The creditor is told of both in one mail.
    let told = try await fixture.take().compactMap { notice in
      if case .refused(let files) = notice.subject { files.map(\.name) } else { nil }
    }
    #expect(told == [["b.txt", "c.xml"]])
    #expect(try await fixture.take().isEmpty)
    #expect(try await fixture.docket.verify().findings == [])
    // Another file of the same name takes nobody's place.
    try good.write(toFile: "\(folder.path)/a.xml", atomically: true, encoding: .utf8)
    _ = try await watcher.takeAll(&seen)
    _ = try await watcher.takeAll(&seen)
    #expect(try files.contentsOfDirectory(atPath: "\(folder.path)/done").sorted() == ["a.xml", "a.xml.1"])
  }
}
