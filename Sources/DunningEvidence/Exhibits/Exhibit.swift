import Dunning
import DunningStore

/// One numbered piece of evidence, with what it proves and nothing more.
struct Exhibit: Sendable {
  enum Body: Sendable {
    case notice(CaseFile.NoticeRecord)
    case letter(CaseFile.NoticeRecord)
    case posting(CaseFile.NoticeRecord)
    case entry(CaseFile.EntryEvidence)
    case attachment(CaseFile.AttachmentRecord)
    case incoming(CaseFile.IncomingRecord, isSet: Bool)
    case calculation
    case register
    case journal
  }

  /// From 1; shown as `A1`.
  let number: Int
  /// Nil for what is drawn up with the file itself.
  let at: Instant?
  let title: String
  let source: String
  let proves: String
  let body: Body
  /// Its files without their ending, e.g. `exhibits/A03-notice-n7-reminder`.
  let stem: String
  let endings: [String]

  var label: String { "A\(number)" }
  var files: [String] { endings.map { stem + $0 } }
}
