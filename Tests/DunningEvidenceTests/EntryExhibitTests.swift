import Dunning
import DunningBytes
import DunningChain
import DunningDossier
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import DunningEvidence

@Suite("Entries of statements in a case file", .timeLimit(.minutes(20)))
struct EntryExhibitTests {
  private let fixture: DocketFixture

  init() throws {
    let account = CreditorAccount(number: "DE89370400440532013000", isIBAN: true)
    let creditor = try MadeFile.creditor("en", accounts: [account])
    fixture = try DocketFixture(
      rulebook: try Samples.rulebook(creditors: [creditor]), now: "2026-12-01T08:00:00+01:00")
  }

  private func entry(_ amount: String, _ text: String, name: String) throws -> MatchEntry {
    var entry = MatchEntry(amount: try Samples.euros(amount))
    entry.booked = try CivilDate(parsing: "2026-12-01")
    (entry.text, entry.name, entry.account) = (text, name, "DE02120300000000202051")
    return entry
  }

  private func take(_ entries: [MatchEntry]) async throws {
    let iban = try #require(fixture.rulebook.creditors["acme"]?.allAccounts.first?.number)
    let statement = BankStatement(
      account: iban, currency: try Samples.euros("0").currency, opening: nil, closing: nil, addsUp: nil,
      entries: entries.enumerated().map { BankStatement.Line($1, number: $0 + 1) })
    _ = try await fixture.docket.take(
      BankFile(name: "november.xml", sha256: [0xAB, 0xCD], format: "camt.053.001.08", statements: [statement]),
      by: .user(1000), rulebook: fixture.rulebook, now: fixture.now)
  }

  private func dossier(_ claim: String) async throws -> CaseDossier {
    let file = try await fixture.docket.caseFile(ClaimName(claim))
    let journal = try await fixture.docket.caseJournal(file.claim.record.claim.id, through: file.lastEvent?.id ?? 0)
    return CaseDossier(file, journal, madeOn: try CivilDate(parsing: "2026-12-31"), rulebook: fixture.rulebook)
  }

  @Test("the entry of the case is one, with where it stood; nobody else's payment is")
  func entry() async throws {
    for reference in ["R-2026-0001", "R-2026-0002"] { try await fixture.enqueue(try Samples.draft(reference)) }
    try await take([
      try entry("120.00", "R-2026-0002", name: "Somebody Else"),
      try entry("50.00", "R-2026-0001 part", name: "Anna Kunde"),
      try entry("77.00", "thanks", name: "Nobody Known"),
    ])
    let dossier = try await dossier("R-2026-0001")
    let exhibits = dossier.exhibits.filter { if case .entry = $0.body { true } else { false } }
    let exhibit = try #require(exhibits.first)
    #expect(exhibits.count == 1)
    #expect(exhibit.source.contains("november.xml, line 2") && exhibit.source.contains("abcd"))
    guard case .entry(let record) = exhibit.body else { return }
    let text = dossier.entryPage(exhibit, record).text
    for words in ["Anna Kunde", "R-2026-0001 part", "50.00 EUR", "DE02120300000000202051", "2026-12-01"] {
      #expect(text.contains(words), "\(words)")
    }
    var bytes: [UInt8] = []
    try await dossier.zip(
      from: fixture.docket, press: MadeFile.press, signer: try fixture.docket.sealKey()
    ) { bytes += $0 }
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.folder.path + "/case.zip"))
    // Whoever gets it finds it as it was made, by the program and by the script that comes with it.
    let key = try fixture.docket.sealKey().isCheckedWith.fingerprint
    let check = try DossierCheck(path: fixture.folder.path + "/case.zip", keys: [key])
    #expect(check.findings == [])
    let script = try Shell.run(
      "mkdir case && cd case && unzip -q ../case.zip && python3 verify.py --key \(key)", in: fixture.folder.path)
    #expect(!script.output.contains("A001-entry-e2.txt"), "\(script.output)")
    #expect(script.status != 1, "\(script.output)")
    let all = try Shell.run("unzip -p case.zip '*.txt' '*.html' '*.csv' 'journal/*'", in: fixture.folder.path).output
    #expect(all.contains("Anna Kunde"))
    for word in ["Somebody Else", "Nobody Known", "R-2026-0002"] { #expect(!all.contains(word), "\(word)") }
  }

  @Test("of money for several claims only what is for this one")
  func shared() async throws {
    for reference in ["R-2026-0001", "R-2026-0002"] { try await fixture.enqueue(try Samples.draft(reference)) }
    try await take([try entry("240.00", "R-2026-0001, R-2026-0002", name: "Anna Kunde")])
    let file = try await fixture.docket.caseFile("R-2026-0001")
    #expect(file.entries.map { $0.amounts.map(\.amount.decimal) } == [["120.00"]])
  }
}
