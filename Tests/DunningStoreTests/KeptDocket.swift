import Dunning
import DunningBytes
import DunningStore
import DunningTesting
import FoundationEssentials
import GRDB
import Testing

/// A docket with a real history, as one version of dunningd left it: `Fixtures/docket-8` is one of the eighth schema.
///
/// `MAKE_DOCKET=docket-9 swift test --filter KeptDocketTests` lives the same four months with the present version, and
/// keeps what comes of it under that name; do it before a migration is added.
struct KeptDocket {
  /// The moment at which it was left.
  static let end = "2027-02-01T20:00:00+01:00"

  let fixture: DocketFixture

  // MARK: - The rules

  static func rulebook() throws -> Rulebook {
    let rule = InterestRule(
      id: "TEST", jurisdiction: "XX", who: "anybody", basis: "none", rate: nil,
      limitation: Limitation(years: 3, from: .due, demand: .restart), source: "none",
      checkedOn: try CivilDate(parsing: "2026-01-01"))
    let terms = try InterestTerms(rule: rule, options: InterestOptions())
    func policy(_ name: String, _ groupBy: Policy.GroupBy, _ steps: [Step]) -> Policy {
      Policy(name: name, steps: steps, sendWindow: Samples.officeHours, groupBy: groupBy, lateTerms: terms)
    }
    let reminder = try Samples.step("reminder", "due+3d")
    let demand = try Samples.step(
      "demand", "due+14d", .demand, gap: "7d", payWithin: "14d", approval: .required)
    return try Samples.rulebook(
      creditors: [
        Samples.creditor(register: .monthly), Samples.creditor("zenit", address: "ar@zenit.example", policy: "mail"),
      ],
      policies: [
        policy(
          "standard", .debtor,
          [
            reminder, Samples.step("second-reminder", "due+10d", gap: "7d", payWithin: "7d"),
            Samples.step(
              "demand", "due+30d", .demand, gap: "7d", payWithin: "14d", approval: .required,
              channels: [.email, .letter]),
          ]),
        policy(
          "post", .claim,
          [reminder, Samples.step("demand", "due+14d", .demand, payWithin: "14d", channels: [.email, .letter])]),
        policy("mail", .claim, [reminder, demand]),
        // The rung in the middle is the one that needs a person.
        policy(
          "odd", .debtor,
          [
            reminder, Samples.step("second", "due+10d", gap: "7d", approval: .required),
            Samples.step("last", "due+20d", gap: "7d"),
          ]),
      ])
  }

  // MARK: - What happens in it

  static func lived() async throws -> KeptDocket {
    let kept = KeptDocket(fixture: try DocketFixture(rulebook: rulebook(), now: "2026-10-05T08:00:00+02:00"))
    try await kept.autumn()
    try await kept.winter()
    try await kept.lastDay()
    try await kept.bank()
    try await kept.fixture.docket.keepMark()
    return kept
  }

  private func autumn() async throws {
    let rules = (fixture.rulebook, "autumn")
    _ = try await fixture.docket.replanAll(rules: { rules }, now: fixture.now)
    for reference in ["A-1", "A-2"] { try await enqueue(reference, "standard", debtor: "anna") }
    for reference in ["POST-SENT", "POST-HELD", "POST-DOUBT", "POST-WAITS"] { try await enqueue(reference, "post") }
    for reference in ["REFUSED", "IN-DOUBT", "BOUNCED", "ANSWERED"] { try await enqueue(reference, "mail") }
    for reference in ["PAID", "PART", "CREDITED", "BACK"] { try await enqueue(reference, "mail") }
    for reference in ["KEPT", "BROKEN", "DISPUTED", "STOPPED", "PAUSED", "WITHDRAWN", "LOST"] {
      try await enqueue(reference, "mail")
    }
    try await enqueue("Z-1", "mail", creditor: "zenit", debtor: "gone")
    try await attach("contract", "contract.txt", to: "Z-1")
    try await attach("signed contract", "signed.txt", to: "POST-SENT")
    try await day("2026-10-15")
    try await receive(.reply, about: "ANSWERED", "I shall look into it")
    try await receive(.bounce, about: "BOUNCED", "550 5.1.1 no such user")
    try await receive(.autoReply, about: "A-1", "out of office")
    try await seal()
    try await money()
    try await words()
    // The print spool is away from here on.
    try await day("2026-10-26", letterIsPrinted: ["POST-SENT", "POST-DOUBT"])
    try await seal(isStamped: true)
    let demand = try await notice(about: "POST-SENT")
    try await attach("receipt", "receipt.txt", to: "POST-SENT", notice: demand)
    let posting = PostingDraft(postedOn: try date("2026-10-26"), carrier: "Post", tracking: "RR 1")
    _ = try await fixture.docket.post(demand, posting, by: .user(1001), rulebook: fixture.rulebook, now: fixture.now)
    try await fixture.change(try await notice(about: "POST-HELD"), .hold)
    try await receive(.delivered, about: "POST-SENT", "250 delivered")
  }

  /// What a bank says: a payment, a question, something that has not moved, a batch, and what is nobody's.
  private func bank() async throws {
    let bank = BankWorld(fixture)
    let day = "2027-02-01"
    var batch = try BankWorld.entry("-30.00", "Sammler", day: day, reference: "B4")
    batch.parts = try [BankWorld.entry("-10.00", "Porto", day: nil), BankWorld.entry("-20.00", "Papier", day: nil)]
    try await bank.take(
      try BankWorld.file(
        "a.xml", opening: "0.00", closing: "200.00", try BankWorld.entry("5.00", "PAUSED", day: day, reference: "B1"),
        try BankWorld.entry("77.70", "Danke", day: day, name: "paused") { $0.account = "DE02120300000000202051" },
        try BankWorld.pending("3.00", "PAUSED", day: day, reference: "B3"), batch,
        try BankWorld.entry("-1.00", "Gebuehr", day: day)))
    // Another program calls the first one otherwise.
    try await bank.take(
      try BankWorld.file("b.sta", format: "MT940", try BankWorld.entry("5.00", "PAUSED", day: day, reference: "X1")))
    let ignored = EntryID(2)
    _ = try await fixture.docket.ignore(
      ignored, because: "rent", by: .user(1001), rulebook: fixture.rulebook, now: fixture.now)
  }

  private func money() async throws {
    try await fixture.pay("PAID", "120.00", id: "bank-1")
    try await fixture.pay("PART", "20.00", id: "bank-2", date: "2026-10-14")
    try await fixture.pay("CREDITED", "30.00", kind: .creditNote)
    try await fixture.pay("CREDITED", "90.00")
    try await fixture.pay("BACK", "120.00")
    try await fixture.pay("BACK", "50.00", kind: .chargeback)
    try await fixture.pay("Z-1", "120.00", id: "bank-3")
  }

  private func words() async throws {
    let by = PromiseTerms.day(try date("2026-10-20"), amount: nil)
    for reference in ["KEPT", "BROKEN"] { try await fixture.change(reference, .promise(by, reason: "by phone")) }
    try await fixture.pay("KEPT", "120.00")
    try await fixture.change("DISPUTED", .dispute(reason: "never ordered"))
    try await fixture.change(debtor: "stopped", .stop(.insolvency, reason: "court file 7"))
    try await fixture.change("PAUSED", .pause(until: try date("2027-03-01"), reason: "asked to wait"))
    try await fixture.change("WITHDRAWN", .withdraw(reason: "a mistake"))
    try await fixture.change("LOST", .writeOff(reason: "not to be had"))
    let note = Note(text: "call again", contact: "Ms Li", remindOn: try date("2026-11-03"), cause: .technical)
    _ = try await fixture.docket.note("PART", note, by: .user(1001), rulebook: fixture.rulebook, now: fixture.now)
    _ = try await fixture.docket.setLegalHold("lawsuit", on: "DISPUTED", by: .user(1001), now: fixture.now)
    _ = try await fixture.docket.erase(debtor: "gone", because: "asked", by: .user(1001), now: fixture.now)
  }

  private func winter() async throws {
    for moment in ["2026-11-02", "2026-11-03", "2026-11-09", "2026-11-23", "2026-12-01"] { try await day(moment) }
    for (reference, due) in [("ODD-1", "2026-12-28"), ("ODD-2", "2027-01-08")] {
      try await enqueue(reference, "odd", debtor: "odd", due: due)
    }
    try await enqueue("LEFT", "mail", due: "2027-01-11")
    for reference in ["AWAITS", "APPROVED", "HELD", "APPROVED-HELD"] {
      try await enqueue(reference, "mail", due: "2027-01-18")
    }
    try await enqueue("DEFERRED", "mail", due: "2027-01-29")
    try await enqueue("RUNNING", "mail", due: "2027-02-10")
    for moment in ["2026-12-31", "2027-01-04", "2027-01-07"] { try await day(moment) }
    for notice in try await fixture.docket.notices(state: .awaitingApproval) where notice.references == ["ODD-1"] {
      try await fixture.change(notice.id, .approve())
    }
    for moment in ["2027-01-11", "2027-01-14", "2027-01-18", "2027-01-25"] { try await day(moment) }
  }

  private func lastDay() async throws {
    try await fixture.change("RUNNING", .promise(.day(date("2027-02-22"), amount: "60.00"), reason: nil))
    let left = try await notice(about: "LEFT")
    let seen = try #require(try await fixture.docket.file(of: left).parcel.message).sha256
    try await fixture.change(left, .approve(seen: Hex.text(seen)))
    try await day("2027-02-01")
    try await seal()
    for (reference, changes) in [
      ("HELD", [NoticeChange.hold]), ("APPROVED-HELD", [.approve(), .hold]), ("APPROVED", [.approve()]),
      ("ODD-1", [.hold, .release]),
    ] {
      try fixture.at(Self.end)
      for change in changes { try await fixture.change(try await notice(about: reference), change) }
    }
  }

  // MARK: - How it happens

  /// A morning on which all that is due goes out.
  ///
  /// - Parameter letterIsPrinted: the claims whose letters the print spool takes; nil takes all.
  private func day(_ day: String, letterIsPrinted: Set<String> = []) async throws {
    try fixture.at("\(day)T09:00:00\(day < "2026-10-25" ? "+02:00" : "+01:00")")
    while true {
      let notices = try await fixture.take(printsLetters: true)
      if notices.isEmpty { return }
      for notice in notices {
        let reference = notice.claims.first?.claim.draft.reference ?? ""
        try await fixture.carry(
          notice, mail: try verdict(on: reference),
          letter: letterIsPrinted.contains(reference)
            ? (reference == "POST-DOUBT" ? .inDoubt : .accepted)
            : .deferred(until: Samples.moment("2027-06-01T09:00:00Z")))
      }
    }
  }

  private func verdict(on reference: String) throws -> AttemptResult.Verdict {
    switch reference {
    case "REFUSED": .refused
    case "IN-DOUBT": .inDoubt
    case "DEFERRED": .deferred(until: try Samples.moment("2027-06-01T09:00:00Z"))
    default: .accepted
    }
  }

  private func date(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  /// Each debtor is named like the claim in lower case, or as it is said.
  private func enqueue(
    _ reference: String, _ policy: String, creditor: String = "acme", debtor: String? = nil, due: String = "2026-10-12"
  ) async throws {
    let key = debtor ?? reference.lowercased()
    try await fixture.enqueue(
      Samples.draft(
        reference, due: due, creditor: creditor, policy: policy,
        debtor: Samples.debtor(
          key: key, name: "\(key) GmbH", email: "\(key)@kunde.example",
          address: ["Hauptstraße 1, \(key)", "10115 Berlin"])))
  }

  /// The newest notice about a claim.
  private func notice(about reference: String) async throws -> NoticeID {
    try #require(try await fixture.claim(reference).notices.last).id
  }

  private func receive(_ kind: IncomingMail.Kind, about reference: String, _ words: String) async throws {
    let mail = IncomingMail(
      kind: kind, ties: ["\(try await notice(about: reference))@acme.example"], isAddressDead: kind == .bounce,
      words: words, from: "\(reference.lowercased())@kunde.example", subject: "Re: \(reference)",
      bytes: Array("Subject: Re: \(reference)\r\n\r\n\(words)\r\n".utf8))
    _ = try await fixture.docket.receive(
      mail, holdsOnReply: true, by: .user(1001), rulebook: fixture.rulebook, now: fixture.now)
  }

  private func attach(_ text: String, _ name: String, to claim: String, notice: NoticeID? = nil) async throws {
    let content = try await fixture.docket.beginAttachment(to: ClaimName(claim))
    try content.append(Array(text.utf8))
    _ = try await fixture.docket.attach(
      content, name: name, mediaType: "text/plain", note: nil, to: ClaimName(claim), notice: notice, by: .user(1001),
      now: fixture.now)
  }

  private func seal(isStamped: Bool = false) async throws {
    guard let seal = try await fixture.docket.sealIfDue(now: fixture.now), isStamped else { return }
    try await fixture.docket.keep(
      timestamp: [0x30, 0x22, 0x04, 0x20] + seal.hash, of: seal.number, from: "http://tsa.example", now: fixture.now)
  }
}

// MARK: - As files

extension KeptDocket {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  /// All dockets that are kept, by name.
  static func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

  /// Puts the docket into a folder among the fixtures.
  func keep(as name: String) async throws {
    let place = "\(Self.folder)/\(name)"
    let manager = FileManager.default
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    for file in ["seal.key", "docket.mark", "attachments"] {
      try manager.copyItem(atPath: "\(fixture.folder.path)/\(file)", toPath: "\(place)/\(file)")
    }
    let queue = try DatabaseQueue(path: "\(fixture.folder.path)/docket.sqlite")
    try await queue.vacuum(into: "\(place)/docket.sqlite")
    try queue.close()
    let contents = try await Self.contents(of: fixture.docket).joined(separator: "\n")
    try Data("\(contents)\n".utf8).write(to: URL(filePath: "\(place)/contents.txt"))
  }

  /// A copy that may be opened.
  static func copy(_ name: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for file in ["docket.sqlite", "seal.key", "docket.mark", "attachments"] {
      try FileManager.default.copyItem(atPath: "\(Self.folder)/\(name)/\(file)", toPath: "\(folder.path)/\(file)")
    }
    return folder
  }

  /// What ``contents(of:)`` said when it was kept.
  static func contents(of name: String) throws -> [String] {
    let text = try String(contentsOf: URL(filePath: "\(folder)/\(name)/contents.txt"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }

  /// What a docket holds, one line a claim or a notice.
  static func contents(of docket: Docket) async throws -> [String] {
    let rulebook = try rulebook()
    var lines: [String] = []
    for record in try await docket.claims(limit: 1_000) {
      let file = try await docket.claim(ClaimName(record.claim.id))
      let claim = record.claim
      lines.append(
        "\(claim.id) \(claim.draft.reference): \(claim.state.rawValue), \(claim.outstanding.decimal) open, "
          + "\(file.payments.count) payments, \(file.promises.map(\.state.rawValue)), \(file.followUps.count) follow-ups, "
          + "barred after \(rulebook.limitation(of: claim, history: file.history)?.iso ?? "-"), "
          + "went out: \(file.history.map { "\($0.step) \($0.at.rfc3339(offsetSeconds: 0)) \($0.payBy?.iso ?? "-")" })")
    }
    for notice in try await docket.notices(limit: 1_000).reversed() {
      let file = try await docket.file(of: notice.id)
      lines.append(
        "\(notice.id) \(notice.step), a \(notice.tone) about \(notice.references): \(notice.state.rawValue), "
          + "\(notice.attempts) attempts, \(file.deliveries.map { "\($0.channel.rawValue) \($0.state.rawValue)" })")
    }
    return lines
  }
}
