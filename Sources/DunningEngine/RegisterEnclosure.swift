import Dunning
import DunningEvidence
import DunningLetters
import DunningMail
import DunningStore

/// The register of a month as it travels with a mail: as CSV, and as PDF where it can be printed.
struct RegisterEnclosure: Sendable {
  let facts: RegisterMailFacts
  let attachments: [MailAttachment]

  /// Bytes of all files together; in base64 they are a third more, and Postfix takes mails of 10,240,000 bytes.
  private static let bytesMax = 7_000_000

  /// Reads and sets it.
  ///
  /// - Parameter madeAt: the PDF's date of creation.
  /// - Throws: ``DocketError``.
  init(_ month: RegisterMonth, of creditor: Creditor, from docket: Docket, _ rules: Rules, madeAt: Instant) async throws
  {
    let rulebook = rules.rulebook
    var reading = try await docket.register(month.period(of: creditor.id), rulebook: rulebook)
    var csv = RegisterCSV(opening: reading.opening, rulebook: rulebook)
    var paper = RegisterPaper(reading.period, opening: reading.opening, rulebook: rulebook)
    var (text, count) = (Array(csv.head.utf8), 0)
    while case let entries = try await reading.next(), !entries.isEmpty {
      count += entries.count
      // What will not be sent need not be in memory.
      if text.count <= Self.bytesMax { text += Array(csv.rows(entries).utf8) }
      if count <= RegisterPaper.rowsMax { paper.add(entries) }
    }
    text += Array(csv.foot.utf8)
    let isTooLarge = text.count > Self.bytesMax
    let printed = isTooLarge || count > RegisterPaper.rowsMax ? nil : await Self.print(paper, madeAt)
    let name = "register-\(creditor.id)-\(month)"
    let file = MailAttachment(filename: "\(name).csv", contentType: "text/csv", bytes: text)
    var (files, withoutPDF): ([MailAttachment], RegisterMailFacts.WithoutPDF?) = (isTooLarge ? [] : [file], .tooLong)
    switch printed {
    case nil: break
    case .failure(let error): withoutPDF = .failed(error.message)
    case .success(let pdf) where text.count + pdf.count > Self.bytesMax: withoutPDF = .tooLarge
    case .success(let pdf):
      files.append(MailAttachment(filename: "\(name).pdf", contentType: "application/pdf", bytes: pdf))
      withoutPDF = nil
    }
    attachments = files
    facts = RegisterMailFacts(
      creditor: creditor.id, month: month, entries: count, withoutPDF: withoutPDF, isTooLarge: isTooLarge)
  }

  /// It takes seconds, during which other notices leave; the fonts are opened anew each month, not kept.
  private static func print(_ paper: RegisterPaper, _ madeAt: Instant) async -> Result<[UInt8], BookPress.Failure> {
    await LetterPress.set { () throws(BookPress.Failure) in try BookPress().pdf(paper, madeAt: madeAt) }
  }
}
