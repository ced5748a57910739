import Dunning
import DunningBytes
import DunningChain
import DunningInbound
import DunningStore

extension CaseDossier {
  /// The table of exhibits, the course of events, and how all of it is checked.
  var index: DossierPage {
    page(
      words(.title, claim.draft.reference),
      [.facts(facts), .heading(words(.exhibits)), .paragraph(words(.exhibitsLead)), .table(exhibitTable)]
        + [.heading(words(.chronology)), .table(chronology), .heading(words(.integrity))]
        + [.paragraph(words(.integrityLead)), .paragraph(sealed)])
  }

  private var facts: [(name: String, value: String)] {
    let draft = claim.draft
    let creditorLines = ([creditor?.name ?? draft.creditor] + (creditor?.address ?? [])).joined(separator: "\n")
    return [
      (words(.claim), "\(draft.reference) (\(claim.id))"), (words(.creditor), creditorLines),
      (
        words(.debtor),
        ([draft.debtor.name] + draft.debtor.address + (draft.debtor.email.map { [$0.text] } ?? [])).joined(
          separator: "\n")
      ),
      (words(.amount), Self.sum(draft.amount)), (words(.due), draft.due.text(in: zone)),
      (words(.state), claim.state.rawValue),
      (words(.owed, madeOn.iso), Self.sum(late?.total ?? claim.outstanding)), (words(.rules), draft.policy),
      (words(.madeOn), madeOn.iso),
    ]
  }

  private var exhibitTable: DossierPage.Table {
    DossierPage.Table(
      head: [words(.number), words(.time), words(.document), words(.source), words(.proves), words(.files)],
      shares: [0.05, 0.16, 0.14, 0.23, 0.25, 0.17],
      rows: exhibits.map { exhibit in
        let files = exhibit.body.isJournal ? exhibit.files + ["journal/journal.jsonl"] : exhibit.files
        return [
          exhibit.label, exhibit.at.map(moment) ?? madeOn.iso, exhibit.title, exhibit.source, exhibit.proves,
          files.joined(separator: "\n"),
        ]
      })
  }

  private var chronology: DossierPage.Table {
    var labels: [NoticeID: String] = [:]
    for exhibit in exhibits {
      if let notice = exhibit.notice, labels[notice] == nil { labels[notice] = exhibit.label }
    }
    var rows: [[String]] = []
    for event in file.claim.events { rows.append(row(event, number: rows.count + 1, labels)) }
    return DossierPage.Table(
      head: ["", words(.time), words(.event), words(.by), words(.details)], shares: [0.05, 0.2, 0.2, 0.1, 0.45],
      rows: rows)
  }

  private func row(_ event: RecordedEvent, number: Int, _ labels: [NoticeID: String]) -> [String] {
    var details = event.data.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "; ")
    if let label = event.notice.flatMap({ labels[$0] }) { details = "\(label): \(details)" }
    return ["\(number)", moment(event.at), event.event, event.actor, details]
  }

  private var sealed: String {
    guard let seal = journal.seals.first, let proof = journal.proof else { return words(.notSealed) }
    let sealed = words(
      .sealed, "\(proof.seq)", "\(seal.number)", moment(seal.at), seal.publicKeyText, seal.keyFingerprint)
    let stamps = journal.seals.compactMap { seal in
      seal.timestampServer.map { words(.stamped, "\(seal.number)", $0) }
    }
    return ([sealed] + stamps.prefix(1)).joined(separator: "\n")
  }

  /// The journal as a list to be read.
  var journalPage: DossierPage { page(words(.journal), [.table(chronology)]) }

  /// What was booked of the claim.
  var registerPage: DossierPage {
    var balance = Money(minorUnits: 0, currency: claim.draft.amount.currency)
    let rows = file.register.map { entry in
      balance.add(entry.amount)
      return [
        moment(entry.bookedAt), entry.kind.rawValue, entry.valueDate?.iso ?? "", entry.externalID ?? "",
        entry.amount.decimal, balance.decimal,
      ]
    }
    return page(
      "\(words(.register)) – \(claim.draft.reference)",
      [
        .table(
          .init(
            head: [
              words(.bookedAt), words(.kind), words(.value), words(.reference),
              "\(words(.amount)) \(balance.currency.code)", words(.balance),
            ], sums: [4, 5], shares: [0.26, 0.16, 0.14, 0.16, 0.14, 0.14],
            rows: rows + [[words(.total), "", "", "", "", balance.decimal]], hasTotal: true))
      ])
  }

  /// What each attempt to hand a notice over came to, with the words of both sides.
  func deliveryPage(
    _ exhibit: Exhibit, _ record: CaseFile.NoticeRecord, _ channel: Step.Channel
  ) -> DossierPage {
    let attempts = record.attempts.filter { $0.channel == channel }.flatMap { attempt -> [DossierPage.Block] in
      [
        .heading("\(attempt.number). \(moment(attempt.startedAt))"),
        .facts(
          [
            (words(.phase), attempt.phase.rawValue), (words(.server), attempt.server ?? attempt.transport),
            (words(.answer), attempt.reply ?? ""), (words(.until), attempt.endedAt.map(moment) ?? ""),
          ].filter { !$0.1.isEmpty }),
        attempt.dialogue.isEmpty ? .paragraph(words(.noDialogue)) : .lines(attempt.dialogue),
      ]
    }
    let notice = record.notice
    return page(
      "\(exhibit.label): \(words(.attempts)), \(words(.notice, notice.id.description, notice.step))",
      [.facts([("Message-ID", notice.messageID), (words(.state), notice.state.rawValue)])] + attempts)
  }

  /// What somebody said of a letter's way by post.
  func postingPage(_ exhibit: Exhibit, _ record: CaseFile.NoticeRecord) -> DossierPage {
    let facts = [
      (words(.postedOn), record.posting?.postedOn.iso), (words(.carrier), record.posting?.carrier),
      (words(.tracking), record.posting?.tracking), (words(.deliveredOn), record.posting?.deliveredOn?.iso),
      (words(.source), exhibit.source), ("SHA-256", record.keptLetter.map { Hex.text($0.sha256) }),
    ].compactMap { name, value in value.map { (name: name, value: $0) } }
    return page("\(exhibit.label): \(exhibit.title)", [.facts(facts), .paragraph(exhibit.proves)])
  }

  /// An entry of a statement, and what of it is for the claim.
  func entryPage(_ exhibit: Exhibit, _ record: CaseFile.EntryEvidence) -> DossierPage {
    let entry = record.entry
    let part = record.part.map { ", \(words(.number)) \($0)" } ?? ""
    let facts = [
      (words(.bankAccount), record.account),
      (words(.amount), "\(entry.amount.decimal) \(entry.amount.currency.code)\(part)"),
      (words(.booked), entry.booked?.iso), (words(.value), entry.value?.iso), (words(.payer), entry.name),
      (words(.payersAccount), entry.account), (words(.bankReference), entry.bankReference),
      (words(.endToEnd), entry.endToEnd), (words(.reference), entry.structured), (words(.text), entry.text),
      (words(.source), exhibit.source),
    ].compactMap { name, value in value.map { (name: name, value: $0) } }
    let amounts = record.amounts.map {
      (name: $0.payment.description, value: "\($0.kind.rawValue) \($0.amount.decimal) \($0.amount.currency.code)")
    }
    return page(
      "\(exhibit.label): \(exhibit.title)",
      [.facts(facts), .paragraph(exhibit.proves), .heading("\(claim.draft.reference)"), .facts(amounts)])
  }

  /// A message as a person reads it: not its layout, its words.
  func messagePage(_ title: String, _ bytes: [UInt8], sha256: (_ bytes: [UInt8]) -> String) -> DossierPage {
    guard let message = ReadableMessage(bytes) else { return page(title, [.paragraph(words(.noText))]) }
    let attachments = message.attachments.map { attachment in
      (
        name: attachment.name ?? attachment.type,
        value: "\(attachment.type), \(attachment.bytes.count) B, SHA-256 \(sha256(attachment.bytes))"
      )
    }
    let text = message.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return page(
      title,
      [.facts(message.fields.map { ($0.name, $0.value) }), .lines(text.isEmpty ? [words(.noText)] : text)]
        + (attachments.isEmpty ? [] : [.heading(words(.attachments)), .facts(attachments)]))
  }

  func page(_ title: String, _ blocks: [DossierPage.Block]) -> DossierPage {
    DossierPage(title: title, language: words.language, blocks: blocks)
  }

  /// `2026-12-03 10:00:00+01:00`: as RFC 3339 allows it for readers, since a narrow column can be divided there.
  private func moment(_ instant: Instant) -> String { zone.rfc3339(instant).replacing("T", with: " ") }

  static func sum(_ money: Money) -> String { "\(money.decimal) \(money.currency.code)" }
}

extension Exhibit {
  fileprivate var notice: NoticeID? {
    if case .notice(let record) = body { record.notice.id } else { nil }
  }
}

extension Exhibit.Body {
  fileprivate var isJournal: Bool { if case .journal = self { true } else { false } }
}
