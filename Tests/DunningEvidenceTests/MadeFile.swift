import Dunning
import DunningDossier
import DunningEvidence
import DunningPaper
import DunningStore
import DunningTesting
import Foundation

/// A case file of a claim that was reminded of, partly paid, and sealed.
struct MadeFile {
  static let typesetter = Typesetter()
  let fixture: DocketFixture
  let folder: ScratchFolder
  let bytes: [UInt8]

  init(language: String = "en") async throws {
    folder = try ScratchFolder()
    fixture = try DocketFixture(rulebook: try Samples.rulebook(creditors: [Self.creditor(language)]))
    try await fixture.enqueue(try Samples.draft())
    for number in 2...9 {
      try await fixture.enqueue(try Samples.draft("R-\(number)", debtor: Samples.debtor(key: "k\(number)")))
    }
    try fixture.at("2026-12-03T10:00:00+01:00")
    try await fixture.send()
    try await fixture.pay("R-1", "20.00", id: "bank-7")
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    try fixture.at("2026-12-04T10:00:00+01:00")
    try await fixture.change("R-2", .dispute(reason: "says that it was paid"))
    try await fixture.change("R-1", .dispute(reason: "says the goods were broken"))
    try await fixture.change("R-3", .withdraw(reason: "invoiced twice"))
    try fixture.at("2026-12-05T10:00:00+01:00")
    _ = try await fixture.docket.sealIfDue(now: fixture.now)
    bytes = try await Self.zip(fixture)
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file.zip"))
  }

  static func creditor(_ language: String) throws -> Creditor {
    Creditor(
      id: "acme", name: "ACME GmbH", address: ["Musterstraße 1", "10115 Berlin"], country: "DE",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "billing@acme.example")), iban: nil,
      language: language, timeZone: "Europe/Berlin", policy: "standard")
  }

  func zip() async throws -> [UInt8] { try await Self.zip(fixture) }

  func check() throws -> DossierCheck { try DossierCheck(path: folder.path + "/file.zip") }

  /// Whether the check finds something, or cannot read it at all.
  func isFaulty(_ bytes: [UInt8]) throws -> Bool {
    let path = folder.path + "/changed.zip"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      return try !DossierCheck(path: path).findings.isEmpty
    } catch {
      return true
    }
  }

  /// The case file as one document to be printed.
  func pdf() async throws -> [UInt8] {
    try await Self.dossier(fixture).pdf(from: fixture.docket, typesetter: Self.typesetter)
  }

  private static func zip(_ fixture: DocketFixture) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await dossier(fixture).zip(from: fixture.docket, typesetter: typesetter) { bytes += $0 }
    return bytes
  }

  private static func dossier(_ fixture: DocketFixture) async throws -> CaseDossier {
    let file = try await fixture.docket.caseFile("R-1")
    let journal = try await fixture.docket.caseJournal(file.claim.record.claim.id, through: file.lastEvent?.id ?? 0)
    return CaseDossier(file, journal, madeOn: try CivilDate(parsing: "2026-12-31"), rulebook: fixture.rulebook)
  }
}
