import Crypto
import Dunning
import DunningAPI
import DunningDossier
package import DunningPaper
package import DunningStore

extension CaseDossier {
  /// Writes the case file as a zip, part by part: no more than one of its files is in memory at a time.
  ///
  /// - Parameter send: takes the next bytes of the archive.
  package func zip(
    from docket: Docket, typesetter: Typesetter, send: ([UInt8]) async throws -> Void
  ) async throws {
    let writer = try DossierWriter()
    try writer.add("index.pdf", try pdf([index], typesetter))
    for (name, text) in frontMatter { try writer.add(name, text) }
    try await send(writer.take())
    for exhibit in exhibits {
      for (name, bytes) in try await files(of: exhibit, from: docket, typesetter) { try writer.add(name, bytes) }
      try await send(writer.take())
    }
    for (name, bytes) in journalFiles + sealFiles { try writer.add(name, bytes) }
    try writer.finish()
    try await send(writer.take())
  }

  private var frontMatter: [(String, String)] {
    let links = Set(exhibits.flatMap(\.files) + ["journal/journal.jsonl"])
    let page = index
    return [
      ("index.html", page.html { links.contains($0) ? $0 : nil }), ("index.txt", page.text),
      (
        "VERIFY.txt",
        VerifyTexts.instructions(
          hasSeals: journal.proof != nil, timestamps: journal.seals.filter { $0.timestamp != nil }.map(\.number),
          seals: journal.seals.map(\.number))
      ),
      ("verify.py", VerifyTexts.script), (DossierForm.library, "\(ZipWriter.library)\n"),
    ]
  }

  private func files(
    of exhibit: Exhibit, from docket: Docket, _ typesetter: Typesetter
  ) async throws -> [(String, [UInt8])] {
    switch exhibit.body {
    case .notice(let record):
      let delivery = (exhibit.stem + "-delivery.txt", Array(deliveryPage(record).text.utf8))
      guard let message = try await docket.message(of: record.notice.id) else { return [delivery] }
      return try messageFiles(exhibit, message, typesetter) + [delivery]
    case .incoming(let record):
      return record.isKept ? try messageFiles(exhibit, try await docket.incomingMessage(record.id), typesetter) : []
    case .calculation: return try printed(exhibit, calculation, typesetter)
    case .register:
      return [
        (exhibit.stem + ".csv", Array(registerText.utf8)), (exhibit.stem + ".html", Array(registerPage.html().utf8)),
      ]
    case .journal: return [(exhibit.stem + ".txt", Array(journalPage.text.utf8))]
    }
  }

  /// As text and as PDF.
  private func printed(
    _ exhibit: Exhibit, _ page: DossierPage, _ typesetter: Typesetter
  ) throws -> [(String, [UInt8])] {
    [(exhibit.stem + ".txt", Array(page.text.utf8)), (exhibit.stem + ".pdf", try pdf([page], typesetter))]
  }

  private func messageFiles(
    _ exhibit: Exhibit, _ bytes: [UInt8], _ typesetter: Typesetter
  ) throws -> [(String, [UInt8])] {
    [(exhibit.stem + ".eml", bytes)] + (try printed(exhibit, messagePage(exhibit, bytes), typesetter))
  }

  private func messagePage(_ exhibit: Exhibit, _ bytes: [UInt8]) -> DossierPage {
    messagePage("\(exhibit.label): \(exhibit.title)", bytes) { hex(SHA256.hash(data: $0)) }
  }

  /// Pages in type. What no font of the machine has must not keep the rest from being printed: then the page says so,
  /// and the words stand in the text beside it.
  private func pdf(_ pages: [DossierPage], _ typesetter: Typesetter) throws(PaperError) -> [UInt8] {
    do throws(PaperError) {
      return try typesetter.pdf(paper(pages))
    } catch {
      guard error.code == .missingGlyph else { throw error }
      let ascii = String(String.UnicodeScalarView(error.message.unicodeScalars.filter { $0.isASCII }))
      return try typesetter.pdf(paper([page("\(claim.id)", [.paragraph(ascii)])]))
    }
  }

  private func paper(_ pages: [DossierPage]) -> PaperDocument {
    let midnight = zone.instant(madeOn, TimeOfDay(seconds: 0))
    return DossierPage.paper(pages, words: words, unixSeconds: midnight.milliseconds / 1_000)
  }

  /// The case file as one document to be printed: the index, then every exhibit on sheets of its own.
  ///
  /// - Throws: ``PaperError`` `.missingGlyph` when it holds a character that no font of the machine has.
  package func pdf(from docket: Docket, typesetter: Typesetter) async throws -> [UInt8] {
    var pages = [index]
    for exhibit in exhibits {
      switch exhibit.body {
      case .notice(let record):
        if let bytes = try await docket.message(of: record.notice.id) { pages.append(messagePage(exhibit, bytes)) }
        pages.append(deliveryPage(record))
      case .incoming(let record):
        if record.isKept { pages.append(messagePage(exhibit, try await docket.incomingMessage(record.id))) }
      case .calculation: pages.append(calculation)
      case .register: pages.append(registerPage)
      case .journal: pages.append(journalPage)
      }
    }
    return try typesetter.pdf(paper(pages))
  }

  private var registerText: String {
    var csv = RegisterCSV(opening: [:], rulebook: rulebook)
    return csv.head + csv.rows(file.register) + csv.foot
  }

  // MARK: - What is checked

  private var journalFiles: [(String, [UInt8])] {
    let lines = { (line: (CaseJournal.Entry) -> [UInt8]) in
      self.journal.entries.flatMap { line($0) + [UInt8(ascii: "\n")] }
    }
    let files: [(String, [UInt8])] = [
      (DossierForm.journal, lines(\.canonicalJSON)), (DossierForm.hashes, lines { Array(hex($0.hash).utf8) }),
      (DossierForm.data, lines { Array($0.data.utf8) }),
    ]
    return journal.key.isEmpty ? files : files + [(DossierForm.key, Array((hex(journal.key) + "\n").utf8))]
  }

  private var sealFiles: [(String, [UInt8])] {
    guard let proof = journal.proof else { return [] }
    let seals = journal.seals.flatMap { seal -> [(String, [UInt8])] in
      let stem = "\(DossierForm.seals)seal-\(seal.number)"
      return [
        ("\(stem).json", seal.canonicalJSON), ("\(stem).sig", seal.signature),
        ("\(DossierForm.seals)public-key-\(seal.number).pem", Array(Ed25519PEM.text(seal.publicKey).utf8)),
      ] + (seal.timestamp.map { [("\(stem).tsr", $0)] } ?? [])
    }
    let path = proof.path.map { "[\"\($0.isLeft ? "left" : "right")\",\"\(hex($0.hash))\"]" }.joined(separator: ",")
    let json =
      "{\"entry\":\(proof.event),\"hash\":\"\(hex(proof.hash))\",\"path\":[\(path)],"
      + "\"seals\":[\(journal.seals.map { String($0.number) }.joined(separator: ","))],\"seq\":\(proof.seq)}\n"
    return seals + [(DossierForm.proof, Array(json.utf8))]
  }
}
