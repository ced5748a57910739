import Dunning
import DunningBytes
import DunningStore

/// Puts what the docket holds about a claim into order and numbers it.
struct ExhibitList {
  let exhibits: [Exhibit]

  struct Draft {
    let at: Instant?
    let title: String
    let source: String
    let proves: String
    let body: Exhibit.Body
    let name: String
    let endings: [String]
  }

  init(_ file: CaseFile, words: DossierWords, zone: ZoneRules, madeOn: CivilDate) {
    let told = Telling(words: words, zone: zone)
    let sent =
      file.attachments.map(told.attachment) + file.notices.flatMap { told.parts(of: $0, file.claim.events) }
      + file.entries.map(told.entry)
      + Self.counted(file.incoming).map { told.incoming($0.record, isSet: $0.number <= Self.mailPagesMax) }
    let inOrder = sent.enumerated().sorted { ($0.element.at ?? .max, $0.offset) < ($1.element.at ?? .max, $1.offset) }
    let all = inOrder.map(\.element) + told.sheets(madeOn: madeOn)
    exhibits = all.enumerated().map { index, draft in
      let number = index + 1
      let padded = String(repeating: "0", count: max(0, 3 - String(number).count)) + String(number)
      return Exhibit(
        number: number, at: draft.at, title: draft.title, source: draft.source, proves: draft.proves, body: draft.body,
        stem: "exhibits/A\(padded)-\(draft.name)", endings: draft.endings)
    }
  }

  /// Messages about one notice that are set as pages. Anybody can answer a letter a thousand times; what comes after these
  /// is in the case file as it came, and takes no minutes to set.
  static let mailPagesMax = 50

  /// Each message with its number among those about its notice, from 1.
  private static func counted(
    _ records: [CaseFile.IncomingRecord]
  ) -> [(record: CaseFile.IncomingRecord, number: Int)] {
    var counts: [NoticeID: Int] = [:]
    return records.map { record in
      counts[record.notice, default: 0] += 1
      return (record, counts[record.notice, default: 0])
    }
  }

  /// Says what each piece is and proves.
  struct Telling {
    let words: DossierWords
    let zone: ZoneRules

    /// The message, the letter, and what was said of its way by post.
    func parts(of record: CaseFile.NoticeRecord, _ events: [RecordedEvent]) -> [Draft] {
      var parts: [Draft] = []
      let kept = record.keptLetter
      // Of a notice that goes by post alone there is no message.
      if record.message != nil || kept == nil { parts.append(notice(record)) }
      if let kept { parts.append(letter(record, kept)) }
      if let posting = posting(record, events) { parts.append(posting) }
      return parts
    }

    func notice(_ record: CaseFile.NoticeRecord) -> Draft {
      let notice = record.notice
      let endings = (record.message == nil ? [] : [".eml", ".txt", ".pdf"]) + ["-delivery.txt"]
      return Draft(
        at: notice.completedAt ?? notice.openedAt,
        title: words(.notice, notice.id.description, notice.step) + " " + words(.sentTo, notice.recipient),
        source: record.message.map { words(.sourceOwnMessage, Hex.text($0.sha256)) } ?? words(.sourceDocket),
        proves: proves(record), body: .notice(record), name: "notice-\(notice.id)-\(asciiName(notice.step))",
        endings: endings)
    }

    /// Only what the record of the attempts bears out.
    private func proves(_ record: CaseFile.NoticeRecord) -> String {
      let notice = record.notice
      guard record.message != nil else { return words(.notWritten, time(notice.openedAt)) }
      if let way = record.deliveries.first(where: { $0.channel == .email }) { return proves(record, way) }
      let last = record.attempts.last
      switch notice.state {
      case .sent: return handedOver(record)
      // A report came back after the server had taken it.
      case .failed where last?.phase == .accepted: return handedOver(record)
      case .failed: return words(.refused, notice.lastReply ?? "")
      case .inDoubt: return words(.inDoubt, notice.recipient, time(last?.startedAt ?? notice.openedAt))
      case .dropped: return words(.neverLeft, notice.lastReply ?? "")
      case .awaitingApproval, .held, .pending, .sending, .deferred: return words(.waiting)
      }
    }

    /// What is proven of the mail of a notice that also goes by post.
    private func proves(_ record: CaseFile.NoticeRecord, _ way: NoticeDelivery) -> String {
      let last = record.attempts.last { $0.channel == .email }
      return switch way.state {
      case .sent: handedOver(record)
      case .failed where last?.phase == .accepted: handedOver(record)
      case .failed: words(.refused, way.lastReply ?? "")
      case .inDoubt: words(.inDoubt, record.notice.recipient, time(last?.startedAt ?? record.notice.openedAt))
      case .dropped: words(.neverLeft, way.lastReply ?? "")
      case .waiting, .sending: words(.waiting)
      }
    }

    private func handedOver(_ record: CaseFile.NoticeRecord) -> String {
      let notice = record.notice
      let attempts = record.attempts.filter { $0.channel == .email }
      guard let attempt = attempts.last(where: { $0.phase == .accepted }) else {
        // A person said so, or a report.
        return words(.inDoubt, notice.recipient, time(attempts.last?.startedAt ?? notice.openedAt))
      }
      let moment = time(attempt.endedAt ?? attempt.startedAt)
      if attempt.transport == "maildir" { return words(.spooled, notice.recipient, moment) }
      return [
        words(.handedOver, attempt.server ?? attempt.transport, notice.recipient, moment),
        attempt.reply.map { words(.handedOverReply, $0) } ?? "",
      ].joined(separator: "\n")
    }

    /// - Parameter isSet: whether it is also set as pages.
    func incoming(_ record: CaseFile.IncomingRecord, isSet: Bool) -> Draft {
      let (title, proves) = phrases(record.kind)
      let facts = words(proves, record.notice.description, record.sender ?? "?")
      let said = isSet || !record.isKept ? facts : "\(facts)\n\(words(.asFileAlone, "\(ExhibitList.mailPagesMax)"))"
      let endings = isSet ? [".eml", ".txt", ".pdf"] : [".eml"]
      return Draft(
        at: record.receivedAt, title: "\(words(title)): \(record.subject)",
        source: words(.sourceIncoming, Hex.text(record.sha256)),
        proves: record.isKept ? said : "\(said)\n\(words(.hashOnly))", body: .incoming(record, isSet: isSet),
        name: "\(record.kind.rawValue)-\(record.id)", endings: record.isKept ? endings : [])
    }

    private func phrases(_ kind: IncomingMail.Kind) -> (title: DossierPhrase, proves: DossierPhrase) {
      switch kind {
      case .bounce: (.bounce, .provesBounce)
      case .delay: (.delay, .provesDelay)
      case .delivered: (.delivered, .provesDelivered)
      case .relayed: (.relayed, .provesRelayed)
      case .autoReply: (.autoReply, .provesAutoReply)
      case .reply: (.reply, .provesReply)
      case .complaint: (.complaint, .provesComplaint)
      case .unknown: (.unknownMail, .provesUnknownMail)
      }
    }

    func sheets(madeOn: CivilDate) -> [Draft] {
      func sheet(_ title: DossierPhrase, _ proves: String, _ body: Exhibit.Body, _ name: String, _ endings: [String])
        -> Draft
      {
        Draft(
          at: nil, title: words(title), source: words(.sourceDocket), proves: proves, body: body, name: name,
          endings: endings)
      }
      return [
        sheet(
          .calculation, words(.provesCalculation, madeOn.iso), .calculation, "calculation", [".txt", ".pdf"]),
        sheet(.register, words(.provesRegister), .register, "register", [".csv", ".html"]),
        sheet(.journal, words(.provesJournal), .journal, "journal", [".txt"]),
      ]
    }

    /// With a space where a narrow column can be divided, as RFC 3339 allows it for readers.
    func time(_ instant: Instant) -> String { zone.rfc3339(instant).replacing("T", with: " ") }
  }
}

extension Instant {
  fileprivate static var max: Instant { Instant(milliseconds: .max) }
}
