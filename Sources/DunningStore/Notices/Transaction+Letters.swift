import Dunning
import DunningBytes
import DunningSQL

extension Reading {
  /// What binds the message and the letter of a notice in the journal; nothing of what there is none.
  func parcelProof(of notice: NoticeID) throws -> [JournalKey: String] {
    let (number, hash) = (SQLValue.number(notice.number), { (row: SQLRow) in Hex.text(row.bytes(0)) })
    var proof: [JournalKey: String] = [:]
    proof[.sha256] = try sql.first("SELECT sha256 FROM message WHERE notice_id = ?", number, read: hash)
    proof[.letterSHA256] = try sql.first("SELECT sha256 FROM letter WHERE notice_id = ?", number, read: hash)
    return proof
  }

  func letter(of id: NoticeID) throws -> KeptLetter? {
    try sql.first("SELECT bytes, sha256 FROM letter WHERE notice_id = ?", .number(id.number)) {
      KeptLetter(bytes: $0.bytes(0), sha256: $0.bytes(1))
    }
  }

  func parcelFacts(of id: NoticeID) throws -> ParcelFacts {
    func part(_ table: String) throws -> ParcelFacts.Part? {
      try sql.first("SELECT sha256, length(bytes) FROM \(table) WHERE notice_id = ?", .number(id.number)) {
        ParcelFacts.Part(sha256: $0.bytes(0), size: Int($0.number(1)))
      }
    }
    return ParcelFacts(message: try part("message"), letter: try part("letter"))
  }

  func file(of id: NoticeID) throws -> NoticeFile {
    NoticeFile(
      notice: try notice(id), attempts: try attempts(of: id), deliveries: try deliveries(of: id),
      parcel: try parcelFacts(of: id), posting: try posting(of: id),
      recipients: try recipients(of: id), leftOut: try leftOut(of: id))
  }

  /// How many invoices do not go with a notice, as its claims' journals tell.
  private func leftOut(of id: NoticeID) throws -> Int {
    let data = try sql.first(
      "SELECT data FROM event WHERE notice_id = ? AND event = ? AND data <> '' LIMIT 1", .number(id.number),
      .text(Event.Kind.noteAdded.rawValue)
    ) { $0.text(0) }
    return try data.map(Journal.decode)?[.leftOut].flatMap { Int($0) } ?? 0
  }

  func posting(of id: NoticeID) throws -> Posting? {
    try sql.first(
      "SELECT posted_on, carrier, tracking, delivered_on FROM posting WHERE notice_id = ?", .number(id.number)
    ) { row in
      Posting(
        postedOn: try CivilDate(parsing: row.text(0)), carrier: row.textIfAny(1), tracking: row.textIfAny(2),
        deliveredOn: try row.textIfAny(3).map(CivilDate.init(parsing:)))
    }
  }

  fileprivate func requirePostable(_ notice: Notice) throws {
    guard let letter = try letter(of: notice.id), !letter.bytes.isEmpty else {
      throw DocketError(
        .wrongState, "notice \(notice.id) has no letter", hint: "only a step that sends a letter has one")
    }
    let deliveries = try deliveries(of: notice.id)
    let hasLeft =
      deliveries.isEmpty ? notice.state == .sent : deliveries.contains { $0.channel == .letter && $0.hasGone }
    guard hasLeft else {
      throw DocketError(
        .wrongState, "notice \(notice.id) is \(notice.state.rawValue): its letter has not left yet",
        hint: "`dunningctl notice show \(notice.id)` tells what it waits for")
    }
  }

}

extension Writing {
  /// Keeps the bytes of a notice, and says in the journals of its claims what is missing in them.
  func keep(_ parcel: HashedParcel, of notice: DueNotice) throws {
    let isKept = try sql.first("SELECT 1 FROM message WHERE notice_id = ?", .number(notice.id.number)) { _ in true }
    try keep(parcel, of: notice.id)
    guard parcel.leftOut > 0, isKept == nil else { return }
    let text =
      "\(parcel.leftOut) of the invoices do not go with \(notice.id): too large for a mail, or not there any more"
    for record in notice.claims {
      try journal(
        Event(
          .noteAdded, claim: record.claim.id, notice: notice.id, actor: actor,
          data: [.text: text, .leftOut: String(parcel.leftOut)]))
    }
  }

  /// Keeps the bytes of a notice; what is kept already stays, so that every try sends the same.
  func keep(_ parcel: HashedParcel, of notice: NoticeID) throws {
    for (table, part) in [("message", parcel.message), ("letter", parcel.letter)] {
      guard let part else { continue }
      try sql.run(
        "INSERT INTO \(table) (notice_id, bytes, sha256, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        .number(notice.number), .bytes(part.bytes), .bytes(part.sha256), .number(now.milliseconds))
    }
  }

  fileprivate func tell(_ posting: Posting, after known: Posting?, of notice: Notice) throws {
    var data: [JournalKey: String] = [.date: posting.postedOn.iso]
    data[.carrier] = posting.carrier
    data[.tracking] = posting.tracking
    let isPostingNew =
      known.map { ($0.postedOn, $0.carrier, $0.tracking) != (posting.postedOn, posting.carrier, posting.tracking) }
      ?? true
    for claim in notice.claims {
      if isPostingNew {
        try journal(Event(.letterPosted, claim: claim, notice: notice.id, actor: actor, data: data))
      }
      if let delivered = posting.deliveredOn, delivered != known?.deliveredOn {
        try journal(
          Event(.letterDelivered, claim: claim, notice: notice.id, actor: actor, data: [.date: delivered.iso]))
      }
    }
  }

}

extension Transaction {
  func post(_ id: NoticeID, _ draft: PostingDraft) throws {
    let notice = try notice(id)
    let known = try posting(of: id)
    try requirePostable(notice)
    guard let postedOn = draft.postedOn ?? known?.postedOn else {
      throw DocketError(
        .invalid, "nobody said when the letter of notice \(id) was posted", hint: "give the date of posting")
    }
    let posting = Posting(
      postedOn: postedOn, carrier: draft.carrier ?? known?.carrier, tracking: draft.tracking ?? known?.tracking,
      deliveredOn: draft.deliveredOn ?? known?.deliveredOn)
    try requirePlausible(posting, notice)
    guard posting != known else { return }
    try sql.run(
      """
      INSERT INTO posting (notice_id, posted_on, carrier, tracking, delivered_on) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (notice_id) DO UPDATE SET posted_on = excluded.posted_on, carrier = excluded.carrier,
        tracking = excluded.tracking, delivered_on = excluded.delivered_on
      """,
      .number(id.number), .text(posting.postedOn.iso), SQLValue(posting.carrier), SQLValue(posting.tracking),
      SQLValue(posting.deliveredOn?.iso))
    try tell(posting, after: known, of: notice)
    // A demand that is proved to have come may move limitation, and begin default.
    if posting.deliveredOn != known?.deliveredOn { try replanAbout(id) }
  }

  /// Nothing is posted before it was written, delivered before it was posted, or either on a day to come.
  private func requirePlausible(_ posting: Posting, _ notice: Notice) throws {
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
}
