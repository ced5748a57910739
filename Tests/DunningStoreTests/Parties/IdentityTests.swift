import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Whose claim it is", .timeLimit(.minutes(20)))
struct IdentityTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  private func enqueue(
    _ reference: String, key: String? = nil, _ name: String, _ email: String? = nil, address: [String] = [],
    vatID: String? = nil, contract: String? = nil, due: String = "2026-11-30"
  ) async throws -> ClaimRecord {
    let to = try email.map { try Addressee.list(parsing: $0) } ?? []
    var debtor = Debtor(key: key, name: name, email: to.first?.address, address: address)
    debtor.vatID = vatID
    var draft = ClaimDraft(
      creditor: "acme", reference: reference, debtor: debtor, amount: try Samples.euros("10.00"),
      due: try Deadline(parsing: due), policy: "standard", contract: contract)
    if to.count > 1 { draft.contacts = to.map { Contact(.reminders, $0) } }
    return try await fixture.enqueue(draft)
  }

  private func expectClean() async throws {
    let result = try await fixture.docket.verify()
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test("without a number a firm is the same by its name and an address, a place or a number for value added tax")
  func same() async throws {
    let first = try await enqueue("1", "Bau  AG", "a@bau.example", address: ["Weg 1", "20095 Hamburg"], vatID: "DE 1")
    for (reference, name, email, address, vatID) in [
      ("2", "BAU AG", "a@bau.example", [String](), String?.none),
      ("3", "bau ag", nil, ["weg 1", "20095  Hamburg"], nil),
      ("4", "Ｂａｕ AG", nil, [], "de 1"),
    ] {
      let record = try await enqueue(reference, name, email, address: address, vatID: vatID)
      #expect(record.claim.draft.debtor.key == first.claim.draft.debtor.key, "\(reference)")
      #expect(record.claim.draft.debtor.name == "Bau  AG", "\(reference)")
    }
    for (reference, name, email) in [
      ("5", "Bau GmbH", "a@bau.example"), ("6", "Bau AG", "b@bau.example"),
    ] {
      let other = try await enqueue(reference, name, email)
      #expect(other.claim.draft.debtor.key != first.claim.draft.debtor.key, "\(reference)")
    }
    try await expectClean()
  }

  @Test("what contradicts a known debtor is refused, and names what differs and what corrects it")
  func contradiction() async throws {
    let first = try await enqueue("1", key: "K1", "Bau AG", "a@bau.example", address: ["Weg 1"])
    for (name, address, word) in [
      ("Other AG", ["Weg 1"], "--name 'Other AG'"), ("Bau AG", ["Weg 2"], "--address 'Weg 2'"),
    ] {
      let error = await #expect(throws: DocketError.self) {
        _ = try await enqueue("2", key: "K1", name, "a@bau.example", address: address)
      }
      #expect(error?.code == .debtorDiffers)
      #expect(error?.message.contains("Bau AG") == true || error?.message.contains("Weg 1") == true)
      #expect(
        error?.hint?.contains("dunningctl correct --debtor K1 --creditor acme \(word)") == true, "\(error?.hint ?? "")")
    }
    #expect(try await fixture.claim("1").record == first)
    #expect(try await enqueue("3", key: "K1", " bau ag", nil).claim.draft.debtor.name == "Bau AG")
    try await expectClean()
  }

  @Test("another address of a known debtor is that of its claim, and of the contract for those that come without one")
  func ownAddresses() async throws {
    _ = try await enqueue("N-1", key: "K7", "Hansa", "nord@h.example", due: "2026-11-20")
    _ = try await enqueue("S-1", key: "K7", "Hansa", "sued@h.example", contract: "Süd", due: "2026-11-20")
    _ = try await enqueue("S-2", key: "K7", "Hansa", nil, contract: "Süd", due: "2026-11-20")
    _ = try await enqueue("X-1", key: "K7", "Hansa", nil, due: "2026-11-20")
    func to(_ reference: String) async throws -> String {
      try await fixture.claim(reference).record.claim.draft.mailing.text
    }
    #expect(try await to("N-1") == "nord@h.example")
    #expect(try await to("S-1") == "sued@h.example")
    #expect(try await to("S-2") == "sued@h.example")
    #expect(try await to("X-1") == "nord@h.example")
    // Each group gets its own message, on one day.
    try fixture.at("2026-12-03T09:00:00+01:00")
    let sent = try await fixture.send()
    #expect(Set(sent.map(\.recipient)) == ["nord@h.example", "sued@h.example"])
    for notice in sent {
      let own = notice.recipient == "sued@h.example" ? ["S-1", "S-2"] : ["N-1", "X-1"]
      #expect(notice.claims.allSatisfy { own.contains($0.claim.draft.reference) })
    }
    // The debtor's address is another one then, and it is told which claims keep theirs.
    let corrected = try await fixture.correct(debtor: "K7", email: "nord@h.example, zwei@h.example")
    #expect(corrected.flatMap(\.ownAddresses).map(\.description) == ["c2", "c3"])
    try await fixture.correct(debtor: "K7", email: "nord@h.example")
    // What nobody has cannot be replaced: a mistyped one changes nothing.
    let before = try await fixture.docket.events(after: 0).count
    let error = await #expect(throws: DocketError.self) {
      try await fixture.correct(debtor: "K7", email: "neu@h.example", replacing: "sud@h.example")
    }
    #expect(error?.code == .invalid)
    #expect(error?.hint == "did you mean sued@h.example?")
    #expect(try await fixture.docket.events(after: 0).count == before)
    // The one that is replaced is replaced wherever it stands.
    try await fixture.correct(debtor: "K7", email: "neu@h.example", replacing: "sued@h.example")
    #expect(try await to("S-1") == "neu@h.example")
    #expect(try await to("S-2") == "neu@h.example")
    #expect(try await to("N-1") == "nord@h.example")
    let late = try await enqueue("S-3", key: "K7", "Hansa", "sued@h.example", contract: "Süd")
    #expect(late.claim.draft.mailing.text == "neu@h.example")
    try await expectClean()
  }

  @Test("a correction leaves before and after in the journal, the opposite undoes it, and what was written stays home")
  func correction() async throws {
    _ = try await enqueue("1", "Weber", "alt@weber.example", due: "2026-11-20")
    try fixture.at("2026-12-03T09:00:00+01:00")
    let taken = try #require(try await fixture.take().first)
    let corrected = try await fixture.correct(debtor: "Weber", email: "neu@weber.example")
    #expect(corrected.map(\.after.addressees.text) == ["neu@weber.example"])
    #expect(try await fixture.store(taken) != .open)
    let entry = try #require(try await fixture.claim("1").events.last { $0.event == "debtor-changed" })
    #expect(entry.data["before"]?.contains("\"email\":\"alt@weber.example\"") == true)
    #expect(entry.data["after"]?.contains("\"email\":\"neu@weber.example\"") == true)
    #expect(entry.data["reason"] == "moved")
    #expect(try await fixture.send().map(\.recipient) == ["neu@weber.example"])
    // What still comes in with the old one is the same debtor's, and goes to the new one.
    #expect(try await enqueue("2", "Weber", "alt@weber.example").claim.draft.mailing.text == "neu@weber.example")
    #expect(try await enqueue("3", "Weber", "neu@weber.example").claim.draft.mailing.text == "neu@weber.example")
    try await fixture.correct(debtor: "Weber", email: "alt@weber.example")
    #expect(try await fixture.claim("1").record.claim.draft.mailing.text == "alt@weber.example")
    try await expectClean()
  }

  @Test("a notice is shown as it was sent, whatever was corrected since")
  func asSent() async throws {
    _ = try await enqueue("1", "Weber", "alt@weber.example", due: "2026-11-20")
    try fixture.at("2026-12-03T09:00:00+01:00")
    let sent = try #require(try await fixture.send().first)
    var correction = DebtorCorrection()
    correction.name = "Weber GmbH"
    correction.email = try Addressee.list(parsing: "neu@weber.example")
    _ = try await fixture.docket.correct(
      debtor: "Weber", correction, reason: "x", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    let notice = try await fixture.notice(sent.id)
    #expect(notice.debtor == "Weber")
    #expect(notice.recipient == "alt@weber.example")
    #expect(try await fixture.claim("1").record.claim.draft.debtor.name == "Weber GmbH")
    try await expectClean()
  }

  @Test("without an address a claim says what is missing and is counted, until there is one")
  func noAddress() async throws {
    let record = try await enqueue("1", "Oma Erna", nil, address: ["Feldweg 3", "12345 Dorf"], due: "2026-11-20")
    #expect(record.next == nil)
    #expect(record.nothingBecause == Decision.Reason.noAddress.text)
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).unreachable == 1)
    try fixture.at("2026-12-03T09:00:00+01:00")
    #expect(try await fixture.send().isEmpty)
    try await fixture.correct(debtor: "Oma Erna", email: "erna@dorf.example")
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).unreachable == 0)
    #expect(try await fixture.send().map(\.recipient) == ["erna@dorf.example"])
    try await expectClean()
  }

  @Test("one message goes to all, each has a fate of its own, and it is sent when one of those it is to has got it")
  func recipients() async throws {
    _ = try await enqueue("1", "Bau AG", "a@bau.example, b@bau.example", due: "2026-11-20")
    try fixture.at("2026-12-03T09:00:00+01:00")
    let notice = try #require(try await fixture.take().first)
    #expect(notice.mailing.to.text == "a@bau.example, b@bau.example")
    #expect(try await fixture.store(notice) == .open)
    _ = try await fixture.docket.dotSent(notice, rulebook: fixture.rulebook, now: fixture.now)
    let result = AttemptResult(
      verdict: .accepted, server: "relay", reply: "250 ok", dialogue: [],
      answers: [.init(address: "b@bau.example", verdict: .refused, words: "550 no such user")])
    let attempt = try #require(notice.attempt)
    try await fixture.docket.record(
      result, attempt: attempt, of: notice.id, rulebook: fixture.rulebook, now: fixture.now)
    let file = try await fixture.docket.file(of: notice.id)
    #expect(file.notice.state == .sent)
    #expect(file.recipients.map(\.fate) == [.sent, .refused])
    #expect(file.recipients.last?.words == "550 no such user")
    try await expectClean()
  }

  @Test("a stop holds what comes in under the same name at another address, until a person says who it is")
  func namesake() async throws {
    _ = try await enqueue("1", "Pleite GmbH", "alt@p.example")
    try await fixture.change(debtor: "Pleite GmbH", .stop(.insolvency, reason: "36 IN 1/26"))
    let second = try await enqueue("2", "PLEITE  GmbH", "neu@p.example", due: "2026-11-20")
    #expect(second.claim.state == .paused)
    #expect(second.reason?.contains("of claim c1") == true)
    #expect(second.reason?.contains("alt@p.example") == false)
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).heldForNamesakes == 1)
    #expect(try await fixture.docket.doubles(rulebook: fixture.rulebook, now: fixture.now).count == 2)
    try await expectClean()
    _ = try await fixture.docket.keepApart(
      "neu@p.example", from: "alt@p.example", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("2").record.claim.state == .open)
    #expect(try await enqueue("3", "Pleite GmbH", "neu@p.example").claim.state == .open)
    #expect(try await fixture.docket.doubles(rulebook: fixture.rulebook, now: fixture.now).isEmpty)
    try await expectClean()
  }

  @Test("a stop that is said later holds for the claims of another of the name that come in from then on")
  func laterStop() async throws {
    _ = try await enqueue("1", "Pleite GmbH", "alt@p.example")
    _ = try await enqueue("2", "Pleite GmbH", "neu@p.example")
    try await fixture.change(debtor: "alt@p.example", .stop(.insolvency, reason: "x"))
    #expect(try await fixture.claim("2").record.claim.state == .open)
    #expect(try await enqueue("3", "Pleite GmbH", "neu@p.example").claim.state == .paused)
    try await fixture.change(debtor: "alt@p.example", .resume(reason: nil))
    #expect(try await fixture.claim("3").record.claim.state == .open)
    try await expectClean()
  }

  @Test("who has no claim yet can be entered and left alone")
  func before() async throws {
    let debtor = Debtor(key: "K-INT", name: "Konzern Intern AG", email: nil)
    let added = try await fixture.docket.add(
      debtor: debtor, of: "acme", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(added.isNew)
    try await fixture.change(debtor: "K-INT", .pause(until: nil, reason: "intercompany, never"))
    let claim = try await enqueue("1", key: "K-INT", "Konzern Intern AG", "x@k.example")
    #expect(claim.claim.state == .paused)
    #expect(claim.claim.draft.mailing.text == "x@k.example")
    #expect(try await enqueue("2", "konzern intern ag", "y@k.example").claim.state == .paused)
    try await expectClean()
  }

  @Test("who has no claim can be erased, too, unless they are on legal hold")
  func eraseWithoutClaims() async throws {
    let debtor = Debtor(key: "K9", name: "Erna Muster", email: try EmailAddress(parsing: "erna@muster.example"))
    _ = try await fixture.docket.add(
      debtor: debtor, of: "acme", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    let claims = try await fixture.docket.erase(debtor: "K9", because: "asked", by: .user(1), now: fixture.now)
    #expect(claims.isEmpty)
    #expect(
      try await fixture.code {
        _ = try await fixture.docket.debtor("K9", rulebook: fixture.rulebook, now: fixture.now)
      } == .notFound)
    #expect(
      try await fixture.code {
        _ = try await fixture.docket.debtor("erna@muster.example", rulebook: fixture.rulebook, now: fixture.now)
      } == .notFound)
    try await expectClean()
  }

  @Test("two that are one are put together and parted again, and every chain tells of it")
  func merge() async throws {
    _ = try await enqueue("1", key: "K1", "Bau AG", "a@bau.example", due: "2026-11-20")
    _ = try await enqueue("2", key: "K2", "Bau AG", "b@bau.example", due: "2026-11-20")
    try fixture.at("2026-12-03T09:00:00+01:00")
    let sent = try await fixture.send()
    #expect(sent.count == 2)
    let merged = try await fixture.docket.merge(
      "K1", into: "K2", reason: "one firm", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(merged.claims == 1)
    #expect(try await fixture.claim("1").record.claim.draft.debtor.key == "K2")
    #expect(try await fixture.claim("1").record.claim.draft.mailing.text == "b@bau.example")
    try await expectClean()
    // What comes in for the one is the other's, at the other's address.
    let third = try await enqueue("3", key: "K1", "Bau AG", "a@bau.example")
    #expect(third.claim.draft.debtor.key == "K2")
    #expect(third.claim.draft.mailing.text == "b@bau.example")
    #expect(try await fixture.docket.debtor("K1", rulebook: fixture.rulebook, now: fixture.now)[0].debtor.key == "K2")
    try await fixture.correct(debtor: "K2", email: "neu@bau.example")
    try await expectClean()
    let parted = try await fixture.docket.part(
      "K1", reason: "two firms", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(parted.claims == 2)
    #expect(try await fixture.claim("1").record.claim.draft.mailing.text == "a@bau.example")
    #expect(try await fixture.claim("3").record.claim.draft.debtor.key == "K1")
    #expect(try await fixture.claim("2").record.claim.draft.mailing.text == "neu@bau.example")
    try await expectClean()
  }

  @Test("whom nothing can be mailed to does not become the debtor of what is mailed, unless a person says so")
  func mergeIntoSilence() async throws {
    _ = try await enqueue("1", key: "K1", "Bau AG", "a@bau.example")
    _ = try await enqueue("2", key: "K2", "Bau AG", nil, address: ["Weg 1"])
    func merge(_ name: DebtorName, into other: DebtorName, isSilenceAccepted: Bool) async throws {
      _ = try await fixture.docket.merge(
        name, into: other, reason: "one firm", isSilenceAccepted: isSilenceAccepted, by: .user(1),
        rulebook: fixture.rulebook, now: fixture.now)
    }
    let error = await #expect(throws: DocketError.self) {
      try await merge("K1", into: "K2", isSilenceAccepted: false)
    }
    #expect(error?.code == .invalid)
    #expect(error?.hint?.contains("a@bau.example") == true)
    #expect(try await fixture.claim("1").record.claim.draft.debtor.key == "K1")
    try await merge("K1", into: "K2", isSilenceAccepted: true)
    // The claim says what is missing, and it is counted.
    #expect(try await fixture.claim("1").record.nothingBecause == Decision.Reason.noAddress.text)
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).unreachable == 2)
    try await expectClean()
    _ = try await fixture.docket.part(
      "K1", reason: "two", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    // The other way round there is an address for both.
    try await merge("K2", into: "K1", isSilenceAccepted: false)
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).unreachable == 0)
    try await expectClean()
  }

  @Test("the money of one who is put together with another goes with them and comes back, or nothing is parted")
  func mergeMoney() async throws {
    _ = try await enqueue("1", key: "K1", "Bau AG", "a@bau.example")
    _ = try await enqueue("2", key: "K2", "Bau AG", "b@bau.example")
    func pay(_ debtor: DebtorName, _ amount: String, to shares: [PaymentShare] = []) async throws -> PaymentRecord {
      try await fixture.docket.pay(
        debtor: debtor, PaymentTelling(amount: amount), to: shares, by: .user(1), rulebook: fixture.rulebook,
        now: fixture.now)
    }
    func credit(_ debtor: DebtorName) async throws -> String? {
      try await fixture.docket.debtor(debtor, rulebook: fixture.rulebook, now: fixture.now)[0].credit.values.first?
        .decimal
    }
    // When one of them has paid more than is owed
    let early = try await pay("K1", "13.00")
    #expect(try await credit("K1") == "3.00")
    func merge() async throws {
      _ = try await fixture.docket.merge(
        "K1", into: "K2", reason: "one", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    }
    func part() async throws {
      _ = try await fixture.docket.part("K1", reason: "two", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    }
    try await merge()
    // Then it is money of both, and holds what the other owes
    #expect(try await credit("K2") == "3.00")
    #expect(try await fixture.claim("2").record.claim.covered.decimal == "3.00")
    try await expectClean()
    try await part()
    #expect(try await credit("K1") == "3.00")
    #expect(try await fixture.claim("2").record.claim.covered.decimal == "0.00")
    #expect(try await fixture.docket.payment("\(early.id)").debtor?.key == "K1")
    try await expectClean()
    // What was set against a claim of the other meanwhile bars the way back
    try await merge()
    _ = try await fixture.docket.undo(
      "\(early.id)", because: "for both", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    _ = try await pay("K2", "20.00")
    await #expect(throws: DocketError.self) { try await part() }
    #expect(try await fixture.claim("1").record.claim.draft.debtor.key == "K2")
    try await expectClean()
  }

  @Test("what is said of one of two holds for both when they are put together")
  func mergeStopped() async throws {
    _ = try await enqueue("1", key: "K1", "Bau AG", "a@bau.example")
    _ = try await enqueue("2", key: "K2", "Bau AG", "b@bau.example")
    try await fixture.change(debtor: "K1", .stop(.insolvency, reason: "x"))
    _ = try await fixture.docket.merge(
      "K1", into: "K2", reason: "one", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("2").record.claim.state == .stopped)
    #expect(try await enqueue("3", key: "K2", "Bau AG", nil).claim.state == .stopped)
    try await expectClean()
  }
}
