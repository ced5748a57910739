import Dunning
import DunningBytes
import DunningStore

extension ExhibitList.Telling {
  /// The PDF of a notice.
  func letter(_ record: CaseFile.NoticeRecord, _ letter: CaseFile.Stored) -> ExhibitList.Draft {
    let notice = record.notice
    let way = record.deliveries.first { $0.channel == .letter }
    return ExhibitList.Draft(
      at: way?.completedAt ?? notice.completedAt ?? letter.at,
      title: words(.letter, notice.id.description, notice.step),
      source: words(.sourceOwnLetter, Hex.text(letter.sha256)),
      proves: proves(record, way), body: .letter(record), name: "letter-\(notice.id)-\(asciiName(notice.step))",
      endings: [".pdf"] + (way == nil ? [] : ["-delivery.txt"]))
  }

  private func proves(_ record: CaseFile.NoticeRecord, _ way: NoticeDelivery?) -> String {
    guard let way else {
      return record.notice.state == .sent && record.message != nil
        ? words(.letterEnclosed, record.notice.id.description) : words(.letterWaiting)
    }
    return switch way.state {
    case .sent: words(.letterPrinted, time(way.completedAt ?? record.notice.openedAt))
    case .inDoubt: words(.letterInDoubt)
    case .failed: words(.letterFailed, way.lastReply ?? "")
    case .dropped: words(.neverLeft, way.lastReply ?? "")
    case .waiting, .sending: words(.letterWaiting)
    }
  }

  /// What somebody said of a letter's way by post; nil where nobody did.
  func posting(_ record: CaseFile.NoticeRecord, _ events: [RecordedEvent]) -> ExhibitList.Draft? {
    guard let posting = record.posting else { return nil }
    let kinds = [Event.Kind.letterPosted, .letterDelivered].map(\.rawValue)
    let said = events.filter { $0.notice == record.notice.id && kinds.contains($0.event) }
    let way = [posting.carrier, posting.tracking].compactMap { $0 }.joined(separator: ", ")
    var proves = words(.provesPosting, posting.postedOn.iso, way.isEmpty ? "–" : way)
    if let delivered = posting.deliveredOn { proves += "\n" + words(.provesPostDelivered, delivered.iso) }
    return ExhibitList.Draft(
      at: said.first?.at, title: words(.posting, record.notice.id.description),
      source: said.map { words(.sourceSaid, $0.actor, time($0.at)) }.joined(separator: "\n"),
      proves: proves, body: .posting(record), name: "posting-\(record.notice.id)", endings: [".txt"])
  }

  /// A file that somebody attached.
  func attachment(_ record: CaseFile.AttachmentRecord) -> ExhibitList.Draft {
    let attachment = record.attachment
    let proves =
      record.notice.map { words(.provesPostProof, $0.description) } ?? words(.provesAttachment)
    let (base, ending) = FileName.parts(of: attachment.name, mediaType: attachment.mediaType)
    return ExhibitList.Draft(
      at: attachment.addedAt,
      title: [attachment.name, attachment.note ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"),
      source: words(.sourceAttached, record.actor, time(attachment.addedAt), attachment.sha256),
      proves: record.file == nil ? "\(proves)\n\(words(.contentGone))" : proves, body: .attachment(record),
      name: "attachment-\(base)", endings: record.file == nil ? [] : [ending])
  }
}

extension CaseFile.NoticeRecord {
  /// The PDF; nil where there is none, and where it was erased.
  var keptLetter: CaseFile.Stored? { letter.flatMap { $0.bytes > 0 ? $0 : nil } }
}
