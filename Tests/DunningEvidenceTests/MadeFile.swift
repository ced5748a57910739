import Dunning
import DunningChain
import DunningDossier
import DunningEvidence
import DunningPaper
import DunningStore
import DunningTesting
import DunningTimestamp
import Foundation
import Testing

/// A case file of a claim that was reminded of, partly paid, and sealed.
struct MadeFile {
  static let typesetter = Typesetter()
  static let press = BookPress()
  let fixture: DocketFixture
  let folder: ScratchFolder
  let bytes: [UInt8]

  /// - Parameter authority: stamps the seals; nil for none.
  init(language: String = "en", authority: StampingServer? = nil) async throws {
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
    if let authority { try await Self.stamp(fixture.docket, authority, now: fixture.now) }
    bytes = try await Self.zip(fixture, authority: try authority?.certificate, stamp: authority.map(Self.stamp))
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file.zip"))
  }

  static func creditor(_ language: String, accounts: [CreditorAccount] = []) throws -> Creditor {
    Creditor(
      id: "acme", name: "ACME GmbH", address: ["Musterstraße 1", "10115 Berlin"], country: "DE",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "billing@acme.example")), iban: nil,
      language: language, timeZone: "Europe/Berlin", policy: "standard", accounts: accounts)
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

  /// What the check finds; that it cannot be read counts as a finding.
  func findings(_ bytes: [UInt8]) throws -> [String] {
    let path = folder.path + "/changed.zip"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      return try DossierCheck(path: path).findings
    } catch {
      return [error.message]
    }
  }

  /// The files in the zip, and where their bytes stand in it: stored, so that they are found as they are.
  func members() throws -> [(name: String, range: Range<Int>)] {
    let script =
      "python3 -c \"import zipfile\nf = open('file.zip', 'rb')\nfor e in zipfile.ZipFile(f).infolist():\n"
      + " f.seek(e.header_offset + 26); a = int.from_bytes(f.read(2), 'little') + int.from_bytes(f.read(2), 'little')\n"
      + " print(e.header_offset + 30 + a, e.file_size, e.filename)\""
    return try Shell.run(script, in: folder.path).output.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let start = Int(parts[0]), let count = Int(parts[1]) else { return nil }
      return (String(parts[2]), start..<start + count)
    }
  }

  /// Checks a copy that Python has written entry by entry.
  ///
  /// - Parameters:
  ///   - entry: what is done with each entry `e` of `i`, the archive, for `o`, the copy.
  ///   - after: what is done at the end.
  func rewritten(_ entry: String, after: String = "") throws -> DossierCheck {
    let script =
      "import zipfile\ni=zipfile.ZipFile('file.zip')\no=zipfile.ZipFile('other.zip','w')\n"
      + "for e in i.infolist():\n  \(entry)\n\(after)\no.close()"
    try script.write(toFile: folder.path + "/change.py", atomically: true, encoding: .utf8)
    let outcome = try Shell.run("python3 -W ignore change.py", in: folder.path)
    guard outcome.status == 0 else { throw DossierError(outcome.output) }
    return try DossierCheck(path: folder.path + "/other.zip")
  }

  /// The journal, the seals and the message as a case file of their own, small enough that every byte can be tried.
  func small() throws -> [UInt8] {
    let writer = try DossierWriter()
    for (name, range) in try members()
    where name.hasPrefix("journal/") || name.hasPrefix("seals/") || name.hasSuffix(".eml") {
      try writer.add(name, Array(bytes[range]))
    }
    try writer.finish(signature: try fixture.docket.sealKey().sign(writer.list))
    return writer.take()
  }

  /// The case file as one document to be printed.
  func pdf() async throws -> [UInt8] {
    try await Self.dossier(fixture).pdf(from: fixture.docket, press: Self.press)
  }

  private static func stamp(_ docket: Docket, _ server: StampingServer, now: Instant) async throws {
    let authority = try #require(TimestampAuthority(url: server.url))
    while let seal = try await docket.sealToTimestamp() {
      let stamp = try await authority.stamp(hash: seal.hash, nonce: Samples.bytes(8))
      try await docket.keep(timestamp: stamp, of: seal.number, from: server.url, now: now)
    }
  }

  private static func stamp(_ server: StampingServer) -> CaseDossier.Stamp {
    let url = server.url
    return { hash in try? await TimestampAuthority(url: url)?.stamp(hash: hash, nonce: Samples.bytes(8)) }
  }

  private static func zip(
    _ fixture: DocketFixture, authority: String? = nil, stamp: CaseDossier.Stamp? = nil
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await dossier(fixture, authority: authority)
      .zip(from: fixture.docket, press: press, signer: try fixture.docket.sealKey(), stamp: stamp) { bytes += $0 }
    return bytes
  }

  private static func dossier(_ fixture: DocketFixture, authority: String? = nil) async throws -> CaseDossier {
    let file = try await fixture.docket.caseFile("R-1")
    let journal = try await fixture.docket.caseJournal(file.claim.record.claim.id, through: file.lastEvent?.id ?? 0)
    return CaseDossier(
      file, journal, madeOn: try CivilDate(parsing: "2026-12-31"), rulebook: fixture.rulebook,
      authority: authority)
  }
}
