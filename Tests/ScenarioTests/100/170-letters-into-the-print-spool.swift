import Dunning
import DunningAPI
import DunningConfiguration
import DunningEngine
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("170 letters into the print spool", .timeLimit(.minutes(20)))
struct LettersIntoThePrintSpool {
  private static func steps(_ send: String, _ more: String = "") -> String {
    "      - {name: demand, at: due+3d, tone: demand, send: \(send), pay_within: 14d\(more)}"
  }

  private func world(
    _ steps: String = steps("[email, letter]", ", post: registered"),
    answer: @escaping @Sendable (Envelope, Int) -> ScriptedTransport.Answer = { _, _ in .accept }
  ) throws -> World {
    let world = try World(at: "2026-11-23T10:00:00+01:00", answer: answer)
    try clear(world)
    try world.configure(
      Book.configuration(steps: steps, delivery: "brake: off, print_spool: \(world.folder.path)/letters"))
    return world
  }

  /// Makes the folder of letters.
  private func clear(_ world: World) throws {
    let place = world.folder.path + "/letters"
    if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
  }

  /// Puts a file in the folder's place.
  private func block(_ world: World) throws {
    try FileManager.default.removeItem(atPath: world.folder.path + "/letters")
    try world.folder.write("in the way", to: "letters")
  }

  private static func claim() -> ClaimRequest {
    var claim = Book.claim(due: "2026-11-30")
    claim.address = "Hauptstraße 1|10115 Berlin"
    claim.country = "DE"
    return claim
  }

  private func printed(_ world: World) throws -> [String] {
    let place = world.folder.path + "/letters"
    guard FileManager.default.fileExists(atPath: place) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: place).sorted()
  }

  @Test("a demand leaves by both ways: the same PDF with the mail and on paper, with a slip that says where to")
  func both() async throws {
    let world = try world()
    try await world.run { daemon in
      // Given
      try await daemon.enqueue(Self.claim())
      // When
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      // Then
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
      let pdf = try #require(FileManager.default.contents(atPath: world.folder.path + "/letters/n1.pdf"))
      let mail = try #require(world.transport.arrived.first)
      #expect(mail.text.contains("Demand-R-1.pdf"))
      #expect(mail.text.contains("application/pdf"))
      let encoded = pdf.base64EncodedString().prefix(70)
      #expect(mail.text.contains(encoded))
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.map { "\($0.channel) \($0.state)" } == ["email sent", "letter sent"])
      let slip = try #require(FileManager.default.contents(atPath: world.folder.path + "/letters/n1.json"))
      let words = try #require(JSONSerialization.jsonObject(with: slip) as? [String: Any])
      #expect(words["address"] as? [String] == ["Anna Kunde", "Hauptstraße 1", "10115 Berlin"])
      #expect(words["service"] as? String == "registered")
      #expect(words["country"] as? String == "DE")
      #expect(words["sha256"] as? String == file.letter?.sha256)
      #expect(words["pages"] as? Int == 1)
      let letter = try await daemon.daemon.docket.letter(of: .init(1))
      #expect(letter?.bytes == Array(pdf))
    }
  }

  @Test("to somebody without an e-mail address every step goes by letter, also one that is an e-mail to others")
  func withoutEmail() async throws {
    let world = try world(
      "      - {name: reminder, at: due+3d, tone: reminder, send: [email], gap: 1d}\n"
        + "      - {name: last, at: due+5d, tone: demand, send: [email, letter], gap: 1d, approval: required}")
    try await world.run { daemon in
      // Given
      var claim = Self.claim()
      claim.email = ""
      try await daemon.enqueue(claim)
      #expect(try await daemon.status().unreachable == 0)
      // When
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      // Then
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.map { "\($0.channel) \($0.state)" } == ["letter sent"])
      // And when a person has approved the one after it
      try await daemon.advance(to: "2026-12-07T15:00:00+01:00")
      try await daemon.approve("n2")
      try await daemon.advance(to: "2026-12-08T15:00:00+01:00")
      #expect(try printed(world) == ["n1.json", "n1.pdf", "n2.json", "n2.pdf"])
      #expect(world.transport.arrived.isEmpty)
      #expect(try await daemon.daemon.docket.verify().findings == [])
    }
  }

  @Test("a mail server that refuses the e-mail does not stop the letter, and the step is done")
  func refused() async throws {
    let world = try world { _, _ in .refusal("550 5.1.1 no such user") }
    try await world.run { daemon in
      try await daemon.enqueue(Self.claim())
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.notice.lastReply?.contains("550") == true)
      #expect(file.deliveries.map(\.state) == ["failed", "sent"])
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
    }
  }

  @Test("a spool that cannot be written delays the letter alone; it is printed once, and the mail is not sent again")
  func blocked() async throws {
    let world = try world()
    try await world.run { daemon in
      try block(world)
      try await daemon.enqueue(Self.claim())
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      var file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "deferred")
      #expect(file.deliveries.map(\.state) == ["sent", "waiting"])
      #expect(try await daemon.status().printSpool?.healthy == false)
      // When
      try clear(world)
      try await daemon.advance(to: "2026-12-03T12:00:00+01:00")
      // Then
      file = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.map(\.state) == ["sent", "sent"])
      #expect(world.transport.handovers.count == 1)
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
    }
  }

  /// What `GET /v1/health/ready` and `GET /v1/doctor` say of the spool.
  private func told(_ daemon: RunningDaemon) async throws -> [String] {
    struct Ready: Decodable {
      let degraded: [String]
    }
    let ready: Ready = try await daemon.get("/v1/health/ready")
    let doctor: DoctorResponse = try await daemon.get("/v1/doctor")
    let check = try #require(doctor.checks.first { $0.name == "print-spool" })
    return ready.degraded + [check.level, check.text]
  }

  @Test("a folder that goes away, and one that holds another letter of the name, is told everywhere alike")
  func unhealthy() async throws {
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    var world = try world()
    world.notified = { line.yield($0) }
    try await world.run { [world] daemon in
      let letters = world.folder.path + "/letters"
      try await daemon.enqueue(Self.claim())
      #expect(try await told(daemon) == ["ok", "\(letters) can be written"])
      // When another's letter lies in its place
      try world.folder.write("old", to: "letters/n1.pdf")
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      // Then
      let found = try await told(daemon)
      #expect(found.prefix(2) == ["print-spool", "critical"])
      #expect(found.last?.contains("another letter lies at \(letters)/n1.pdf") == true)
      await world.hear("print spool NOT HEALTHY", in: lines)
      // When the whole folder goes
      try FileManager.default.removeItem(atPath: letters)
      #expect(try await told(daemon).last?.contains("there is no print spool at \(letters)") == true)
      try await daemon.advance(to: "2026-12-03T12:00:00+01:00")
      #expect(!FileManager.default.fileExists(atPath: letters))
      #expect(try await daemon.status().printSpool?.lastError?.contains("there is no print spool") == true)
      // When it is there again
      try clear(world)
      try await daemon.advance(to: "2026-12-04T12:00:00+01:00")
      #expect(try await told(daemon).first == "ok")
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
    }
  }

  @Test("a folder that is not there keeps the daemon from starting")
  func noFolder() throws {
    let world = try world()
    try FileManager.default.removeItem(atPath: world.folder.path + "/letters")
    let error = #expect(throws: ConfigurationError.self) { try world.makeDaemon() }
    #expect(error.map { "\($0)" }?.contains("there is no folder \(world.folder.path)/letters") == true)
  }

  @Test("after a payment nothing more leaves of a notice whose letter waits, and its mail stays sent")
  func paid() async throws {
    let world = try world()
    try await world.run { daemon in
      try block(world)
      try await daemon.enqueue(Self.claim())
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      // When
      try await daemon.post("/v1/claims/R-1/payments", PaymentRequest(amount: "120.00"))
      try clear(world)
      try await daemon.advance(by: .seconds(30 * 86_400))
      // Then
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.map(\.state) == ["sent", "dropped"])
      #expect(try printed(world).filter { $0.hasSuffix(".pdf") } == [])
    }
  }

  @Test("a notice that is held is not printed, also when its e-mail comes back; released, it is")
  func held() async throws {
    let world = try world()
    try await world.run { daemon in
      try block(world)
      // Given
      try await daemon.enqueue(Self.claim())
      try await daemon.advance(to: "2026-12-03T09:00:00+01:00")
      try await daemon.post("/v1/notices/n1/hold", NoticeActionRequest(reason: "look again"))
      // When its e-mail comes back and the spool is there again
      let notice: NoticeDetail = try await daemon.get("/v1/notices/n1")
      let mail = IncomingMail(
        kind: .bounce, ties: [notice.notice.messageId], isAddressDead: true, words: "550 no such user", bytes: [1])
      _ = try await daemon.daemon.docket.receive(
        mail, holdsOnReply: true, by: .daemon, rulebook: daemon.daemon.rules.value.rulebook, now: world.clock.now)
      try clear(world)
      try await daemon.advance(to: "2026-12-10T12:00:00+01:00")
      // Then
      var file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "held")
      #expect(file.deliveries.map(\.state) == ["failed", "waiting"])
      #expect(try printed(world).filter { $0.hasSuffix(".pdf") } == [])
      // When
      try await daemon.post("/v1/notices/n1/release")
      try await daemon.settle()
      // Then
      file = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.map(\.state) == ["failed", "sent"])
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
      let verified: VerificationResponse = try await daemon.get("/v1/verify")
      #expect(verified.findings.isEmpty)
    }
  }

  @Test("a letter without an address is not written, and nothing leaves by either way")
  func nowhere() async throws {
    let world = try world()
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "failed")
      #expect(file.notice.lastReply?.contains("no postal address") == true)
      #expect(world.transport.handovers.isEmpty)
      #expect(try printed(world).filter { $0.hasSuffix(".pdf") } == [])
    }
  }

  @Test("where nobody prints, the letter goes with the mail, and needs no address")
  func attached() async throws {
    let world = try World(at: "2026-11-23T10:00:00+01:00", Book.configuration(steps: Self.steps("[email, letter]")))
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim(due: "2026-11-30"))
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      let file: NoticeDetail = try await daemon.get("/v1/notices/n1")
      #expect(file.notice.state == "sent")
      #expect(file.deliveries.isEmpty)
      #expect(file.letter != nil)
      #expect(world.transport.arrived.first?.text.contains("Demand-R-1.pdf") == true)
    }
  }

  @Test("a letter alone needs no mail server; its posting is written down with who said so")
  func posting() async throws {
    let world = try world(Self.steps("[letter]")) { _, _ in .unreachable }
    try await world.run { daemon in
      try await daemon.enqueue(Self.claim())
      try await daemon.advance(to: "2026-12-04T15:00:00+01:00")
      #expect(try printed(world) == ["n1.json", "n1.pdf"])
      #expect(world.transport.handovers.isEmpty)
      // When
      let early = try await daemon.post("/v1/notices/n1/posting", PostingRequest(date: "2026-12-02"))
      try await daemon.post(
        "/v1/notices/n1/posting", PostingRequest(date: "2026-12-04", carrier: "Post", tracking: "RR1"))
      try await daemon.advance(to: "2026-12-08T15:00:00+01:00")
      let answer = try await daemon.post("/v1/notices/n1/posting", PostingRequest(delivered: "2026-12-07"))
      // Then
      #expect(early.status == 422)
      let file: NoticeDetail = try answer.decoded()
      #expect(
        file.posting
          == PostingRequest(date: "2026-12-04", carrier: "Post", tracking: "RR1", delivered: "2026-12-07"))
      let events = try await daemon.claim("R-1").events.filter { $0.event.hasPrefix("letter-") }
      #expect(events.map(\.event) == ["letter-posted", "letter-delivered"])
      #expect(events.allSatisfy { $0.actor.hasPrefix("uid ") })
    }
  }
}
