import Dunning
import DunningAPI
import DunningStore

/// All that is held about a debtor but the bytes, as one JSON document (``DebtorExport``) that is written claim by claim.
struct DebtorSummary {
  /// The document, piece by piece.
  let lines: OrderedLines
  /// How long it is in all.
  private(set) var bytes = 0
  private var count: UInt64 = 0
  private var isEmpty: [Section: Bool] = [:]

  /// The parts of the document, in their order.
  private enum Section: UInt8 {
    case head, claims, mailsHead, mails, attachmentsHead, attachments, foot
  }

  /// Reads all of it.
  ///
  /// - Parameter papers: not read yet.
  init(of papers: DebtorPapers, _ responses: Responses) async throws {
    lines = try OrderedLines()
    let madeAt = responses.rulebook.operationZone.rfc3339(responses.now)
    try add(#"{"made_at":"\#(madeAt)","people":"#, to: .head)
    try add(try WireCoding.encode(papers.people.map(responses.person)), to: .head)
    try add(#","claims":["#, to: .head)
    try add(#"],"mails":["#, to: .mailsHead)
    try add(#"],"attachments":["#, to: .attachmentsHead)
    try add("]}", to: .foot)
    var papers = papers
    while let paper = try await papers.next() {
      let claim = paper.file.claim
      try add(element: responses.detail(claim), to: .claims)
      for mail in paper.incoming { try add(element: responses.mail(mail), to: .mails) }
      for attachment in paper.attachments {
        try add(
          element: responses.attachment(attachment, of: claim.record.claim.id.description), to: .attachments)
      }
    }
  }

  private mutating func add(element: some Encodable, to section: Section) throws {
    let comma = isEmpty[section] == false ? [UInt8(ascii: ",")] : []
    isEmpty[section] = false
    try add(comma + (try WireCoding.encode(element)), to: section)
  }

  private mutating func add(_ text: String, to section: Section) throws { try add(Array(text.utf8), to: section) }

  private mutating func add(_ text: [UInt8], to section: Section) throws {
    count += 1
    bytes += text.count
    let key = [section.rawValue] + withUnsafeBytes(of: count.bigEndian, Array.init)
    try lines.add([OrderedLines.Line(key: key, text: text)])
  }
}
