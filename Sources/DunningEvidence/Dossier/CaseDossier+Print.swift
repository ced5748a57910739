import Crypto
import Dunning
import DunningPaper
package import DunningStore

extension CaseDossier {
  /// The case file as one document to be printed: the index, then every exhibit on sheets of its own; of letters and
  /// attachments their own pages, where paper can show them.
  ///
  /// - Throws: ``PaperError``.
  package func pdf(from docket: Docket, press: BookPress) async throws -> [UInt8] {
    do {
      return try await pdf(DossierPrint(self, press), from: docket)
    } catch let trouble as PDFTrouble {
      // Each could be bound by itself, and all of them together cannot: then the sheets say so.
      return try await pdf(DossierPrint(self, press, refusing: trouble), from: docket)
    }
  }

  private func pdf(_ start: DossierPrint, from docket: Docket) async throws -> [UInt8] {
    var print = start
    print.add(index)
    for exhibit in exhibits { try await add(exhibit, to: &print, from: docket) }
    return try await print.pdf()
  }

  private func add(_ exhibit: Exhibit, to print: inout DossierPrint, from docket: Docket) async throws {
    switch exhibit.body {
    case .notice(let record):
      if let bytes = try await docket.message(of: record.notice.id) { print.add(messagePage(exhibit, bytes)) }
      print.add(deliveryPage(exhibit, record, .email))
    case .letter(let record):
      guard let letter = try await docket.letter(of: record.notice.id) else { return }
      await print.add(exhibit, [(words(.source), exhibit.source)], .pdf(letter.bytes))
      if exhibit.endings.count > 1 { print.add(deliveryPage(exhibit, record, .letter)) }
    case .posting(let record): print.add(postingPage(exhibit, record))
    case .entry(let record): print.add(entryPage(exhibit, record))
    case .attachment(let record):
      await print.add(exhibit, facts(of: record, exhibit), try record.file.flatMap { try picture(of: record, at: $0) })
    case .incoming(let record, let isSet):
      if record.isKept, isSet { print.add(messagePage(exhibit, try await docket.incomingMessage(record.id))) }
    case .calculation: print.add(calculation.labelled(exhibit.label))
    case .register: print.add(registerPage.labelled(exhibit.label))
    case .journal: print.add(journalPage.labelled(exhibit.label))
    }
  }

  private func facts(of record: CaseFile.AttachmentRecord, _ exhibit: Exhibit) -> [(name: String, value: String)] {
    let attachment = record.attachment
    return [
      (words(.document), attachment.name), (words(.note), attachment.note ?? ""),
      (words(.mediaType), attachment.mediaType), (words(.size), "\(attachment.size) B"),
      (words(.source), exhibit.source),
    ].filter { !$0.1.isEmpty }
  }

  /// By what the content is, and not by what it is called; nil for what paper cannot show.
  private func picture(of record: CaseFile.AttachmentRecord, at path: String) throws -> DossierPicture? {
    let reader = try AttachmentReader(file: path)
    guard let head = try reader.next() else { return nil }
    if head.starts(with: Array("%PDF-".utf8)) { return .file(path) }
    var bytes = head
    while let piece = try reader.next() { bytes += piece }
    if let photograph = JPEGFile(bytes) { return .pdf(photograph.pdf) }
    if let image = PNGFile(bytes, name: record.attachment.name) { return .image(image) }
    if record.attachment.mediaType == "message/rfc822" { return .page(messagePage("", bytes)) }
    guard record.attachment.mediaType.hasPrefix("text/"), bytes.count <= Self.printedTextMax, !bytes.contains(0),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    return .page(page("", [.lines(lines)]))
  }

  /// A longer text is for a machine. In bytes.
  private static let printedTextMax = 256 << 10

  /// What no font of the machine has must not keep the rest from being printed: it is shown by its number.
  func paper(_ pages: [DossierPage], _ typesetter: Typesetter) throws(PaperError) -> PaperDocument {
    do throws(PaperError) {
      let document = document(pages)
      _ = try typesetter.check(document)
      return document
    } catch {
      guard error.code == .missingGlyph else { throw error }
      var shown: [DossierPage] = []
      for page in pages {
        shown.append(
          try Self.shown(page, error) { page throws(PaperError) in
            _ = try typesetter.check(document([page]))
          })
      }
      return document(shown)
    }
  }

  private static func shown(
    _ page: DossierPage, _ error: PaperError, check: (DossierPage) throws(PaperError) -> Void
  ) throws(PaperError) -> DossierPage {
    var page = page
    while true {
      do throws(PaperError) {
        try check(page)
        return page
      } catch {
        guard let missing = error.missing else { throw error }
        let code = String(missing.value, radix: 16, uppercase: true)
        let name = "[U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
        page = page.mapping { text in
          String(
            text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { result, scalar in
              if scalar == missing { result.append(contentsOf: name.unicodeScalars) } else { result.append(scalar) }
            })
        }
      }
    }
  }

  private func document(_ pages: [DossierPage]) -> PaperDocument {
    let midnight = zone.instant(madeOn, TimeOfDay(seconds: 0))
    return DossierPage.paper(pages, words: words, unixSeconds: midnight.milliseconds / 1_000)
  }
}
