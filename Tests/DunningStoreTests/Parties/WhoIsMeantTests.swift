import Dunning
import DunningTesting
import Testing

@testable import DunningStore

@Suite("Who is meant where no number is given, and who may be", .timeLimit(.minutes(20)))
struct WhoIsMeantTests {
  private let fixture: DocketFixture

  init() throws { fixture = try DocketFixture() }

  /// What a claim tells of its debtor.
  private struct Told {
    var name = "Meier GmbH"
    var key: String?
    var email: String?
    var address: [String] = []
    var vatID: String?
    var language: String?
    var kind: Debtor.Kind?
    var country: String?
    var contract: String?
  }

  private func enqueue(_ reference: String, _ told: Told, due: String = "2026-11-20") async throws -> ClaimRecord {
    let to = try told.email.map { try Addressee.list(parsing: $0) } ?? []
    var debtor = Debtor(
      key: told.key, name: told.name, email: to.first?.address, language: told.language, kind: told.kind,
      country: told.country, address: told.address)
    debtor.vatID = told.vatID
    var draft = ClaimDraft(
      creditor: "acme", reference: reference, debtor: debtor, amount: try Samples.euros("10.00"),
      due: try Deadline(parsing: due), policy: "standard", contract: told.contract)
    if to.count > 1 { draft.contacts = to.map { Contact(.reminders, $0) } }
    return try await fixture.enqueue(draft)
  }

  private func key(_ reference: String, _ told: Told) async throws -> String {
    try await enqueue(reference, told).claim.draft.debtor.key
  }

  private func mailing(_ reference: String, _ told: Told) async throws -> String {
    try await enqueue(reference, told).claim.draft.mailing.text
  }

  private func doubles() async throws -> [String] {
    try await fixture.docket.doubles(rulebook: fixture.rulebook, now: fixture.now).map(\.debtor.key)
  }

  private func expectClean() async throws {
    let result = try await fixture.docket.verify()
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  // MARK: Nothing but a name

  @Test("of whom nothing but a name is known is one of their own, and gets no address from anybody")
  func bare() async throws {
    var keys: [String] = []
    let tellings = [
      Told(), Told(), Told(language: "fr"), Told(country: "FR"), Told(kind: .consumer), Told(vatID: "DE123456789"),
      Told(email: "m@x.example", vatID: "DE123456789"), Told(), Told(email: "m@x.example"),
      Told(address: ["Weg 1", "10115 Berlin"]), Told(), Told(vatID: "DE999999999"),
    ]
    for (index, told) in tellings.enumerated() { keys.append(try await key("N\(index)", told)) }
    // The number for value added tax is the same, and then the address that came with it.
    #expect(keys[6] == keys[5])
    #expect(keys[8] == keys[5])
    #expect(Set(keys).count == tellings.count - 2, "\(keys)")
    #expect(try await Set(doubles()) == Set(keys))
    try fixture.at("2026-12-03T09:00:00+01:00")
    let sent = try await fixture.send()
    #expect(sent.flatMap { $0.claims.map(\.claim.draft.reference) }.sorted() == ["N5", "N6", "N8"])
    #expect(Set(sent.map(\.recipient)) == ["m@x.example"])
    // A correction is that one's alone, and nobody inherits it.
    try await fixture.correct(debtor: keys[0], email: "first@x.example")
    #expect(try await mailing("N20", Told()) == "")
    #expect(try await mailing("N0", Told()) == "first@x.example")
    try await expectClean()
  }

  @Test("many of one name are each one of their own, and a stop of one holds all that come later")
  func manyBare() async throws {
    for number in 0..<DocketLimits.namesakesMax + 20 { _ = try await enqueue("N\(number)", Told()) }
    let known = try await key("K", Told(email: "k@x.example"))
    #expect(try await key("K2", Told(email: "k@x.example")) == known)
    try await fixture.change(debtor: known, .stop(.insolvency, reason: "x"))
    #expect(try await enqueue("L", Told()).claim.state == .paused)
    try await expectClean()
  }

  @Test("a number for value added tax is the same however it is set, and no contradiction")
  func vatID() async throws {
    let first = try await key("1", Told(email: "a@x.example", vatID: "DE222222222"))
    for (index, spelt) in ["DE 222 222 222", "de222222222", "DE222.222.222", "DE-222222222", "ＤＥ２２２２２２２２２"].enumerated()
    {
      #expect(try await key("V\(index)", Told(email: "v\(index)@x.example", vatID: spelt)) == first, "\(spelt)")
      #expect(try await key("W\(index)", Told(vatID: spelt)) == first, "\(spelt)")
    }
    #expect(try await key("X", Told(vatID: "DE222222223")) != first)
    try await expectClean()
  }

  @Test("half-width letters are those of full width")
  func width() async throws {
    let pairs = [("ﾔﾏﾀﾞ", "ヤマダ"), ("ｶﾞｷﾞﾊﾟﾋﾟ", "ガギパピ"), ("ｿﾆｰ", "ソニー"), ("ＡＣＭＥ　Ｌｔｄ", "acme ltd"), ("ﾃﾞｰﾀ･ﾎｰﾑ", "データ・ホーム")]
    for (index, (half, full)) in pairs.enumerated() {
      let first = try await key("H\(index)", Told(name: half, email: "y@x.example"))
      #expect(try await key("F\(index)", Told(name: full, email: "y@x.example")) == first, "\(half)")
    }
    #expect(
      try await key("O", Told(name: "ﾔﾏﾀ", email: "y@x.example")) != key("P", Told(name: "ﾔﾏﾀﾞ", email: "y@x.example")))
    try await expectClean()
  }

  @Test("where two fit it is somebody new, and the same told again is the same again")
  func twoFit() async throws {
    let weg = ["Weg 1", "10115 Berlin"]
    let cases: [(Told, Told, Told)] = [
      (Told(email: "a@x.example", address: weg), Told(email: "b@x.example"), Told(email: "b@x.example", address: weg)),
      (
        Told(name: "T AG", email: "a@x.example", vatID: "DE1"), Told(name: "T AG", email: "b@x.example"),
        Told(name: "T AG", email: "b@x.example", vatID: "DE1")
      ),
      (
        Told(name: "S AG", address: weg, vatID: "DE1"), Told(name: "S AG", email: "b@x.example"),
        Told(name: "S AG", email: "b@x.example", address: weg, vatID: "DE1")
      ),
      (
        Told(name: "R AG", key: "K1", email: "a@x.example"), Told(name: "R AG", key: "K2", email: "a@x.example"),
        Told(name: "R AG", email: "a@x.example")
      ),
    ]
    for (index, (one, two, both)) in cases.enumerated() {
      let (first, second) = (try await key("A\(index)", one), try await key("B\(index)", two))
      let third = try await key("C\(index)", both)
      #expect(Set([first, second, third]).count == 3, "\(index)")
      #expect(try await Set(doubles()).isSuperset(of: [first, second, third]))
      if index < 3 { #expect(try await key("D\(index)", both) == third, "\(index)") }
    }
    try await expectClean()
  }

  // MARK: Who may be the same

  private var stopped: Told {
    Told(
      name: "Müller-Söhne GmbH", email: "a@x.example", address: ["Weg 1", "10115 Berlin"], vatID: "DE111111111")
  }

  @Test("a stop holds what comes in under a like name, or with the same address, place or number")
  func likeNames() async throws {
    let first = try await key("1", stopped)
    try await fixture.change(debtor: first, .stop(.insolvency, reason: "36 IN 1/26"))
    let likes = [
      Told(name: "MÜLLER SÖHNE GMBH", email: "b@x.example"), Told(name: "Mueller-Soehne GmbH", email: "c@x.example"),
      Told(name: "Mueller Soehne G.m.b.H.", email: "d@x.example"), Told(name: "Müllersöhne GmbH"),
      Told(name: "Müller\u{200B}-Söhne GmbH", key: "K9"), Told(name: "Müller-Söhne GmbH i.L.", email: "A@X.example"),
      Told(name: "Insolvenzverwalter", email: "other@x.example, a@x.example"),
      Told(name: "Verwaltung", address: ["weg 1", "10115  BERLIN"]), Told(name: "Holding", vatID: "DE 111.111.111"),
    ]
    for (index, told) in likes.enumerated() {
      let record = try await enqueue("L\(index)", told)
      #expect(record.claim.state == .paused, "\(told)")
      #expect(record.reason?.contains("claim c1") == true, "\(record.reason ?? "")")
      #expect(record.reason?.contains("a@x.example") == false)
      #expect(try await Set(doubles()).isSuperset(of: [first, record.claim.draft.debtor.key]), "\(told)")
    }
    for (index, told) in [
      Told(name: "Müller Töchter GmbH", email: "z@x.example"), Told(name: "Müller-Söhne AG", email: "y@x.example"),
      Told(name: "Anna", address: ["Weg 2", "10115 Berlin"], vatID: "DE111111112"),
    ].enumerated() {
      #expect(try await enqueue("O\(index)", told).claim.state == .open, "\(told)")
    }
    let held = likes.count
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).heldForNamesakes == held)
    try fixture.at("2026-12-03T09:00:00+01:00")
    #expect(
      try await fixture.send().flatMap { $0.claims.map(\.claim.draft.reference) }.allSatisfy { $0.hasPrefix("O") })
    try await expectClean()
    // One is somebody else, and goes on
    _ = try await fixture.docket.keepApart(
      "b@x.example", from: DebtorName(first), by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("L0").record.claim.state == .open)
    #expect(try await enqueue("M0", likes[0]).claim.state == .open)
    #expect(try await fixture.claim("L1").record.claim.state == .paused)
    try await expectClean()
    // And when the stop is over all do
    try await fixture.change(debtor: first, .resume(reason: nil))
    for index in likes.indices { #expect(try await fixture.claim("L\(index)").record.claim.state == .open) }
    #expect(try await fixture.docket.counts(rulebook: fixture.rulebook, now: fixture.now).heldForNamesakes == 0)
    try await expectClean()
  }

  @Test("who was known before holds what comes in for them after a stop of one who is alike")
  func knownBefore() async throws {
    let first = try await key("1", stopped)
    let other = Told(name: "Mueller-Soehne GmbH", key: "K2", email: "k@x.example")
    _ = try await enqueue("2", other)
    try await fixture.change(debtor: first, .dispute(reason: "x"))
    #expect(try await fixture.claim("2").record.claim.state == .open)
    #expect(try await enqueue("3", other).claim.state == .paused)
    try await expectClean()
    // Somebody says that it was another name altogether
    var correction = DebtorCorrection()
    correction.name = "Weber GmbH"
    _ = try await fixture.docket.correct(
      debtor: "K2", correction, reason: "x", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    #expect(try await fixture.claim("3").record.claim.state == .open)
    try await expectClean()
  }

  @Test("a pause that is over does not hide the stop of another")
  func pauseThatIsOver() async throws {
    let first = try await key("1", Told(email: "a@x.example"))
    try await fixture.change(debtor: first, .pause(until: try CivilDate(parsing: "2026-11-25"), reason: "x"))
    let second = try await key("2", Told(email: "b@x.example"))
    _ = try await fixture.docket.keepApart(
      DebtorName(second), from: DebtorName(first), by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.change(debtor: second, .stop(.insolvency, reason: "x"))
    let third = Told(email: "c@x.example")
    #expect(try await enqueue("3", third).claim.state == .paused)
    try fixture.at("2026-12-03T09:00:00+01:00")
    #expect(try await enqueue("4", third).claim.state == .paused)
    #expect(try await enqueue("5", Told(email: "d@x.example")).claim.state == .paused)
    try await expectClean()
  }

  // MARK: Addresses that were replaced

  @Test("an address that was replaced is followed wherever a claim brings it, also of a contract")
  func replaced() async throws {
    for (key, contract) in [("D", "W"), ("I", nil)] {
      let dan = { (email: String?, contract: String?) in Told(name: "Dan", key: key, email: email, contract: contract) }
      _ = try await enqueue("\(key)1", dan("old@x.example", nil))
      if contract == nil { _ = try await enqueue("\(key)2", dan("old@x.example", "V")) }
      _ = try await enqueue("\(key)3", dan("boss@x.example, old@x.example", "W"))
      try await fixture.correct(debtor: key, email: "new@x.example")
      #expect(try await mailing("\(key)4", dan("old@x.example", nil)) == "new@x.example")
      #expect(try await mailing("\(key)5", dan(nil, nil)) == "new@x.example")
      #expect(try await mailing("\(key)6", dan(nil, "V")) == "new@x.example")
      #expect(try await mailing("\(key)7", dan(nil, "W")) == "boss@x.example, new@x.example")
      #expect(
        try await mailing("\(key)8", dan("boss@x.example, OLD@x.example", "W")) == "boss@x.example, new@x.example")
      #expect(try await mailing("\(key)9", dan("old@x.example", "W")) == "new@x.example")
      // What is told as it was told before is no difference.
      #expect(
        try await mailing("\(key)3", dan("boss@x.example, old@x.example", "W")) == "boss@x.example, old@x.example")
      // And what takes the place of the new one is followed in turn.
      try await fixture.correct(debtor: key, email: "newer@x.example")
      #expect(try await mailing("\(key)10", dan("old@x.example", nil)) == "newer@x.example")
      #expect(try await mailing("\(key)11", dan("new@x.example", "W")) == "newer@x.example")
    }
    try await expectClean()
  }

  @Test("what took the place of one address alone is where that goes, and not the main one")
  func replacedAlone() async throws {
    let gus = { (email: String?) in Told(name: "Gus", key: "G", email: email) }
    _ = try await enqueue("1", gus("main@x.example"))
    _ = try await enqueue("2", gus("old2@x.example"))
    try await fixture.correct(debtor: "G", email: "new@x.example", replacing: "old2@x.example")
    #expect(try await fixture.claim("2").record.claim.draft.mailing.text == "new@x.example")
    #expect(try await mailing("3", gus("old2@x.example")) == "new@x.example")
    #expect(try await mailing("4", gus(nil)) == "main@x.example")
    try await fixture.correct(debtor: "G", email: "next@x.example", replacing: "new@x.example")
    #expect(try await mailing("5", gus("old2@x.example")) == "next@x.example")
    #expect(try await mailing("6", gus("main@x.example, old2@x.example")) == "main@x.example, next@x.example")
    // What something goes to again is no former one.
    try await fixture.correct(debtor: "G", email: "old2@x.example", replacing: "main@x.example")
    #expect(try await mailing("7", gus("old2@x.example")) == "old2@x.example")
    #expect(try await mailing("8", gus("main@x.example")) == "old2@x.example")
    try await expectClean()
  }

  @Test("an address that was taken away does not come back with the next claim")
  func takenAway() async throws {
    for key in ["K1", nil] {
      let name = "Ida \(key ?? "")"
      _ = try await enqueue("\(name)1", Told(name: name, key: key, email: "ida@x.example"))
      var correction = DebtorCorrection()
      correction.email = []
      _ = try await fixture.docket.correct(
        debtor: DebtorName(name), correction, reason: "a stranger's", by: .user(1), rulebook: fixture.rulebook,
        now: fixture.now)
      #expect(try await mailing("\(name)2", Told(name: name, key: key, email: "ida@x.example")) == "")
      #expect(try await mailing("\(name)3", Told(name: name, key: key, email: "ida@x.example", contract: "V")) == "")
    }
    try await fixture.correct(debtor: "K1", email: "ida@x.example")
    #expect(try await mailing("Z", Told(name: "Ida K1", key: "K1", email: "ida@x.example")) == "ida@x.example")
    try await expectClean()
  }

  @Test("an address beside the known one is beside it, with a number and without")
  func beside() async throws {
    for key in ["K1", nil] {
      let name = "Weber \(key ?? "")"
      _ = try await enqueue("\(name)1", Told(name: name, key: key, email: "a@x.example"))
      let both = Told(name: name, key: key, email: "a@x.example, boss@x.example")
      #expect(try await mailing("\(name)2", both) == "a@x.example, boss@x.example", "\(name)")
    }
  }

  @Test("a name of which only a part was told is answered with those in whom it stands")
  func near() async throws {
    _ = try await enqueue("1", Told(name: "Müller & Söhne Bau GmbH", key: "K1", email: "a@x.example"))
    for part in ["Müller", "söhne bau", "K", "a@x"] {
      let error = await #expect(throws: DocketError.self) {
        _ = try await fixture.docket.debtor(DebtorName(part), rulebook: fixture.rulebook, now: fixture.now)
      }
      #expect(error?.code == .notFound)
      #expect(
        error?.hint?.contains("did you mean \"Müller & Söhne Bau GmbH\"") == true, "\(part): \(error?.hint ?? "")")
      #expect(try await fixture.docket.claims(ClaimFilter(debtor: part)).isEmpty)
    }
  }

  // MARK: What is written out, and what is erased

  @Test("what was sent while two were one is not written out for the one whose it was not")
  func notSent() async throws {
    _ = try await enqueue("A", Told(name: "Anna Alpha", key: "K1", email: "anna@x.example"))
    _ = try await enqueue("C", Told(name: "Cid Gamma", key: "K2", email: "cid@x.example"))
    _ = try await fixture.docket.merge(
      "K1", into: "K2", reason: "one", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    try fixture.at("2026-12-03T09:00:00+01:00")
    #expect(try await fixture.send().allSatisfy { $0.recipient == "cid@x.example" })
    _ = try await fixture.docket.part("K1", reason: "two", by: .user(1), rulebook: fixture.rulebook, now: fixture.now)
    for (debtor, own, others) in [("K1", "A", ["cid", "gamma"]), ("K2", "C", ["anna", "alpha"])] {
      var papers = try await fixture.docket.debtorPapers(DebtorName(debtor))
      var claims = 0
      while let paper = try await papers.next() {
        claims += 1
        let claim = paper.file.claim
        #expect(claim.record.claim.draft.reference == own)
        if debtor == "K1" { #expect(paper.written.isEmpty && paper.incoming.isEmpty) }
        let texts =
          claim.events.flatMap { $0.data.values }
          + claim.notices.flatMap { [$0.debtor, $0.recipient, $0.lastReply ?? ""] + $0.references }
        for text in texts { #expect(!others.contains(where: text.lowercased().contains), "\(debtor): \(text)") }
      }
      #expect(claims == 1)
    }
    try await expectClean()
  }

  @Test("who is held for one who is erased waits on, and the rows stay right")
  func erased() async throws {
    let first = try await key("1", stopped)
    try await fixture.change(debtor: first, .stop(.insolvency, reason: "x"))
    #expect(try await enqueue("2", Told(name: "Mueller-Soehne GmbH", email: "b@x.example")).claim.state == .paused)
    #expect(try await enqueue("3", Told(name: "Müller-Söhne GmbH", email: "c@x.example")).claim.state == .paused)
    try await fixture.change("1", .writeOff(reason: "x"))
    _ = try await fixture.docket.erase(debtor: DebtorName(first), because: "asked", by: .user(1), now: fixture.now)
    #expect(try await fixture.claim("2").record.claim.state == .paused)
    try await expectClean()
  }
}
