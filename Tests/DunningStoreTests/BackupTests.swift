import Dunning
import DunningBytes
import DunningTesting
import FoundationEssentials
import Glibc
import Testing

@testable import DunningStore

/// A docket that was copied while it was in use, and what becomes of the copy.
@Suite("Backup and restore", .timeLimit(.minutes(20)))
struct BackupTests {
  private let kept: KeptDocket
  private let folder: ScratchFolder

  init() async throws {
    kept = try await KeptDocket.lived()
    folder = try ScratchFolder()
  }

  private var docket: Docket { kept.fixture.docket }
  private var now: Instant { kept.fixture.now }
  private var file: String { folder.path + "/backup.tar" }

  private func back(up configuration: [String] = []) async throws {
    try await write(try await docket.backup(now: now), configuration)
  }

  /// Writes a backup into ``file``.
  private func write(_ backup: DocketBackup, _ configuration: [String] = []) async throws {
    let draft = try FileDraft(file + ".new")
    let count = try await backup.write(
      configuration: configuration.map { DocketBackup.Extra(path: $0) }, version: "0.1.0"
    ) { piece in try draft.append(piece) }
    try draft.publish(as: file)
    #expect(try FileReader(file).size() == count)
  }

  private func check() throws -> Restoration { try Restoration.check(file, scratch: folder.path) }

  private func restored(_ name: String, replacing: Bool = false) throws -> (Restoration, String) {
    let place = "\(folder.path)/\(name)"
    // A docket that was dropped a moment ago can still be in the hands of a thread that ends its last work.
    for _ in 0..<1000 where Self.isHeld(place) { usleep(5000) }
    return (try Restoration.restore(file, into: place, replacing: replacing, now: now), place)
  }

  private static func isHeld(_ folder: String) -> Bool {
    access(folder, F_OK) == 0 && (try? DocketLock(directory: folder)) == nil
  }

  @Test("a backup of a docket with a real history is clean, and holds what lies beside it")
  func whole() async throws {
    try folder.write("mode: held\n", to: "dunningd.yaml")
    try await back(up: [folder.path + "/dunningd.yaml"])
    let checked = try check()
    let verification = try #require(checked.verification)
    #expect(verification.findingCount == 0)
    #expect(verification.attachments > 0)
    #expect(verification.claims == (try await docket.verify().claims))
    let paths = checked.manifest.files.map(\.path)
    #expect(paths.first == "docket.sqlite")
    #expect(paths.contains("seal.key"))
    #expect(paths.last == "configuration\(folder.path)/dunningd.yaml")
    #expect(try folder.names(in: "").sorted() == ["backup.tar", "dunningd.yaml"])
  }

  @Test("a path that takes steps aside is kept by where it leads, once")
  func steps() async throws {
    try folder.write("mode: held\n", to: "dunningd.yaml")
    let ways = ["/./dunningd.yaml", "/dunningd.yaml", "/none/../dunningd.yaml"].map { folder.path + $0 }
    try FileManager.default.createDirectory(atPath: folder.path + "/none", withIntermediateDirectories: false)
    try await back(up: ways)
    let configuration = try check().manifest.files.map(\.path).filter { $0.hasPrefix("configuration") }
    #expect(configuration == ["configuration\(folder.path)/dunningd.yaml"])
    #expect(try restored("other").0.configurationFolder != nil)
  }

  @Test("what is restored is the same docket, held, with its configuration beside it")
  func restore() async throws {
    try folder.write("mode: held\n", to: "dunningd.yaml")
    _ = try await docket.arm(by: .user(1000), now: now)
    try await back(up: [folder.path + "/dunningd.yaml"])
    let (restoration, place) = try restored("other")
    #expect(restoration.replaced == nil)
    let configuration = try #require(restoration.configurationFolder)
    #expect(FileReader.text(of: "\(configuration)\(folder.path)/dunningd.yaml", atMost: 100) == "mode: held\n")
    let other = try Docket(
      directory: place, randomBytes: Samples.bytes, home: { _ in DocketHome(machine: "another", fileMade: 1) }, now: now
    )
    #expect(try await other.verify().findingCount == 0)
    #expect(try await other.claims().count == docket.claims().count)
  }

  @Test("a restored docket of the same machine is held, since its file is another")
  func held() async throws {
    let state = folder.path + "/state"
    try await armed(state)
    let (restoration, _) = try restored("state", replacing: true)
    #expect(restoration.replaced?.hasPrefix(state + "/replaced-") == true)
    #expect(access(restoration.replaced.map { $0 + "/docket.sqlite" } ?? "", F_OK) == 0)
    let again = try open(state, made: 2)
    let mode = try await again.mode(rulebook: kept.fixture.rulebook)
    #expect(mode.heldBecause?.contains("put here as a copy") == true)
  }

  /// A docket on this machine, in a file that was made at a moment.
  private func open(_ directory: String, made: Int64) throws -> Docket {
    try Docket(
      directory: directory, randomBytes: Samples.bytes,
      home: { _ in DocketHome(machine: String(repeating: "m", count: 32), fileMade: made) }, now: now)
  }

  /// Makes a docket, arms it and backs it up.
  private func armed(_ directory: String) async throws {
    let first = try open(directory, made: 1)
    _ = try await first.arm(by: .user(1000), now: now)
    try await write(try await first.backup(now: now))
    try await first.close()
  }

  @Test("nothing is written over: a docket that is there stays, and so it does while a daemon has it")
  func refused() async throws {
    try await back(up: [])
    let error = #expect(throws: DocketError.self) {
      try Restoration.restore(file, into: kept.fixture.folder.path, replacing: true, now: now)
    }
    #expect(error?.code == .inUse)
    _ = try restored("other")
    let second = #expect(throws: DocketError.self) { try restored("other") }
    #expect(second?.code == .wrongState)
  }

  @Test("one that broke off, or of which a byte is another, is refused and leaves nothing")
  func damaged() async throws {
    try await back(up: [])
    let bytes = try FileReader.content(of: file, atMost: 1 << 28)
    // The last two blocks and the manifest before them, the middle, the beginning.
    for count in [bytes.count - 1_024 - 600, bytes.count / 2, 700, 0] {
      try DurableFile.write(Array(bytes.prefix(count)), to: file)
      #expect(throws: DocketError.self, "\(count) bytes") { try restored("cut") }
    }
    for place in [0, 600, bytes.count / 3, bytes.count / 2] {
      var other = bytes
      other[place] ^= 0x10
      try DurableFile.write(other, to: file)
      let error = #expect(throws: DocketError.self, "byte \(place)") { try restored("changed") }
      #expect(error?.code == .invalid)
    }
    #expect(try folder.names(in: "changed") == ["docket.lock"])
  }

  @Test(
    "an archive of a stranger writes nowhere else",
    arguments: [
      "../docket.sqlite", "/etc/passwd", "dunningd-backup/../../x", "dunningd-backup/configuration/../../x",
      "dunningd-backup/attachments/../x", "dunningd-backup/docket.sqlite/x", "dunningd-backup/configuration//x",
      "dunningd-backup/docket.mark",
    ])
  func foreign(name: String) throws {
    let head = try #require(TarEntry(name: name, size: 1).head(made: 0))
    try DurableFile.write(head + [120] + [UInt8](repeating: 0, count: 511) + TarEntry.end, to: file)
    let error = #expect(throws: DocketError.self) { try restored("foreign") }
    #expect(error?.code == .invalid)
    #expect(try folder.names(in: "foreign") == ["docket.lock"])
  }

  @Test("claims that come while it is made are in it or not, and never half")
  func concurrent() async throws {
    async let more: Void = enqueue(100)
    for _ in 0..<5 {
      try await back()
      #expect(try check().verification?.findingCount == 0)
    }
    try await more
    #expect(try await docket.verify().findingCount == 0)
  }

  private func enqueue(_ count: Int) async throws {
    for number in 0..<count { try await kept.fixture.enqueue(try Samples.draft("NEW-\(number)")) }
  }

  @Test("when the last one was handed over is on record, and what a crash leaves of one is gone with the next start")
  func noted() async throws {
    let fixture = try DocketFixture()
    #expect(try await fixture.docket.lastBackup() == nil)
    try await fixture.docket.noteBackup(at: fixture.now)
    #expect(try await fixture.docket.lastBackup() == fixture.now)
    try folder.write("half", to: "docket.backup-0011.sqlite")
    _ = try Docket(directory: folder.path, randomBytes: Samples.bytes, now: fixture.now)
    #expect(try !folder.names(in: "").contains("docket.backup-0011.sqlite"))
  }
}
