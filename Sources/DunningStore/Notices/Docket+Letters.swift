import Crypto
package import Dunning
import FoundationEssentials
import GRDB

extension Docket {
  /// A notice with every try, every way, the hashes of its bytes and its posting.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func file(of id: NoticeID) async throws(DocketError) -> NoticeFile {
    try await read { db in try Self.file(of: id, in: db) }
  }

  /// The PDF of a notice; nil while it was not written yet, and of one without a letter.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func letter(of id: NoticeID) async throws(DocketError) -> KeptLetter? {
    try await read { db in
      _ = try Self.notice(id, in: db)
      return try Self.letter(of: id, in: db)
    }
  }

  /// Writes down what somebody says of a letter's way by post.
  ///
  /// - Throws: ``DocketError`` `.notFound`; `.wrongState` when the notice has no letter, or has not left; `.invalid` when
  ///   the days cannot be so.
  package func post(
    _ id: NoticeID, _ draft: PostingDraft, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> NoticeFile {
    try await write { db in
      try Self.post(id, draft, by: actor, rulebook: rulebook, now: now, in: db)
      return try Self.file(of: id, in: db)
    }
  }

  static func letter(of id: NoticeID, in db: Database) throws -> KeptLetter? {
    try db.first("SELECT bytes, sha256 FROM letter WHERE notice_id = ?", .number(id.number)) {
      KeptLetter(bytes: $0.bytes(0), sha256: $0.bytes(1))
    }
  }

  /// Keeps the bytes of a notice; what is kept already stays, so that every try sends the same.
  static func keep(
    _ parcel: HashedParcel, of notice: NoticeID, now: Instant, in db: Database
  ) throws {
    for (table, part) in [("message", parcel.message), ("letter", parcel.letter)] {
      guard let part else { continue }
      try db.run(
        "INSERT INTO \(table) (notice_id, bytes, sha256, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        .number(notice.number), .bytes(part.bytes), .bytes(part.sha256), .number(now.milliseconds))
    }
  }

  static func parcelFacts(of id: NoticeID, in db: Database) throws -> ParcelFacts {
    func part(_ table: String) throws -> ParcelFacts.Part? {
      try db.first("SELECT sha256, length(bytes) FROM \(table) WHERE notice_id = ?", .number(id.number)) {
        ParcelFacts.Part(sha256: $0.bytes(0), size: Int($0.number(1)))
      }
    }
    return ParcelFacts(message: try part("message"), letter: try part("letter"))
  }

  private static func file(of id: NoticeID, in db: Database) throws -> NoticeFile {
    let attempts = try Row.fetchAll(
      db, sql: "SELECT * FROM attempt WHERE notice_id = ? ORDER BY id", arguments: [id.number])
    return NoticeFile(
      notice: try notice(id, in: db), attempts: try attempts.map(attempt), deliveries: try deliveries(of: id, in: db),
      parcel: try parcelFacts(of: id, in: db), posting: try posting(of: id, in: db))
  }

  // MARK: - Posting

  static func posting(of id: NoticeID, in db: Database) throws -> Posting? {
    try db.first(
      "SELECT posted_on, carrier, tracking, delivered_on FROM posting WHERE notice_id = ?", .number(id.number)
    ) { row in
      Posting(
        postedOn: try CivilDate(parsing: row.text(0)), carrier: row.textIfAny(1), tracking: row.textIfAny(2),
        deliveredOn: try row.textIfAny(3).map(CivilDate.init(parsing:)))
    }
  }

  private static func post(
    _ id: NoticeID, _ draft: PostingDraft, by actor: Actor, rulebook: Rulebook, now: Instant, in db: Database
  ) throws {
    let notice = try notice(id, in: db)
    let known = try posting(of: id, in: db)
    try requirePostable(notice, in: db)
    guard let postedOn = draft.postedOn ?? known?.postedOn else {
      throw DocketError(
        .invalid, "nobody said when the letter of notice \(id) was posted", hint: "give the date of posting")
    }
    let posting = Posting(
      postedOn: postedOn, carrier: draft.carrier ?? known?.carrier, tracking: draft.tracking ?? known?.tracking,
      deliveredOn: draft.deliveredOn ?? known?.deliveredOn)
    try requirePlausible(posting, notice, rulebook: rulebook, now: now)
    guard posting != known else { return }
    try db.run(
      """
      INSERT INTO posting (notice_id, posted_on, carrier, tracking, delivered_on) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (notice_id) DO UPDATE SET posted_on = excluded.posted_on, carrier = excluded.carrier,
        tracking = excluded.tracking, delivered_on = excluded.delivered_on
      """,
      .number(id.number), .text(posting.postedOn.iso), SQLValue(posting.carrier), SQLValue(posting.tracking),
      SQLValue(posting.deliveredOn?.iso))
    try tell(posting, after: known, of: notice, by: actor, now: now, in: db)
  }

  private static func requirePostable(_ notice: Notice, in db: Database) throws {
    guard let letter = try letter(of: notice.id, in: db), !letter.bytes.isEmpty else {
      throw DocketError(
        .wrongState, "notice \(notice.id) has no letter", hint: "only a step that sends a letter has one")
    }
    let deliveries = try deliveries(of: notice.id, in: db)
    let hasLeft =
      deliveries.isEmpty ? notice.state == .sent : deliveries.contains { $0.channel == .letter && $0.hasGone }
    guard hasLeft else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue): its letter has not left yet",
        hint: "`dunningctl notice show \(notice.id)` tells what it waits for")
    }
  }

  /// Nothing is posted before it was written, delivered before it was posted, or either on a day to come.
  private static func requirePlausible(
    _ posting: Posting, _ notice: Notice, rulebook: Rulebook, now: Instant
  ) throws {
    let zone = rulebook.creditors[notice.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
    let (written, today) = (zone.date(at: notice.openedAt), zone.date(at: now))
    guard (written...today).contains(posting.postedOn) else {
      throw DocketError(
        .invalid, "the letter cannot have been posted on \(posting.postedOn.iso)",
        hint: "it was written on \(written.iso), and today is \(today.iso)")
    }
    if let delivered = posting.deliveredOn, !(posting.postedOn...today).contains(delivered) {
      throw DocketError(
        .invalid, "the letter cannot have been delivered on \(delivered.iso)",
        hint: "it was posted on \(posting.postedOn.iso), and today is \(today.iso)")
    }
  }

  private static func tell(
    _ posting: Posting, after known: Posting?, of notice: Notice, by actor: Actor, now: Instant, in db: Database
  ) throws {
    var data = ["date": posting.postedOn.iso]
    data["carrier"] = posting.carrier
    data["tracking"] = posting.tracking
    let isPostingNew =
      known.map { ($0.postedOn, $0.carrier, $0.tracking) != (posting.postedOn, posting.carrier, posting.tracking) }
      ?? true
    for claim in notice.claims {
      if isPostingNew {
        try Journal.append(
          Event(.letterPosted, claim: claim, notice: notice.id, actor: actor, data: data), at: now, in: db)
      }
      if let delivered = posting.deliveredOn, delivered != known?.deliveredOn {
        try Journal.append(
          Event(.letterDelivered, claim: claim, notice: notice.id, actor: actor, data: ["date": delivered.iso]),
          at: now, in: db)
      }
    }
  }
}

/// Bytes with their hashes, computed while others write.
struct HashedParcel: Sendable {
  struct Part: Sendable {
    let bytes: [UInt8]
    let sha256: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      sha256 = Array(SHA256.hash(data: bytes))
    }
  }

  let message: Part?
  let letter: Part?

  init(_ parcel: Parcel) {
    message = parcel.message.map(Part.init)
    letter = parcel.letter.map(Part.init)
  }
}
