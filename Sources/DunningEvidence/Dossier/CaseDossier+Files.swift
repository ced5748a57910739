import Crypto
import Dunning
import DunningBytes
package import DunningChain
import DunningDossier
import DunningPaper
package import DunningStore

extension CaseDossier {
  /// Has a SHA-256 stamped by an authority (RFC 3161): the answer, DER; nil where there is none to be had.
  package typealias Stamp = @Sendable (_ hash: [UInt8]) async -> [UInt8]?

  /// Writes the case file as a zip, part by part: no more than one of its files is in memory at a time.
  ///
  /// - Parameters:
  ///   - signer: signs the list of hashes, and with it every file.
  ///   - stamp: has the SHA-256 of the list stamped by an authority, and answers with its DER, or with nil where the
  ///     authority is away; nil where there is none.
  ///   - send: takes the next bytes of the archive.
  package func zip(
    from docket: Docket, press: BookPress, signer: SealKey, stamp: Stamp? = nil,
    send: ([UInt8]) async throws -> Void
  ) async throws {
    let typesetter = press.typesetter
    let writer = try DossierWriter()
    try writer.add("index.pdf", try pdf([index], typesetter))
    for (name, text) in frontMatter(signer.isCheckedWith, isStamped: stamp != nil) { try writer.add(name, text) }
    try await send(writer.take())
    for exhibit in exhibits {
      if case .attachment(let record) = exhibit.body {
        try await attach(record, exhibit, to: writer, send: send)
        continue
      }
      for (name, bytes) in try await files(of: exhibit, from: docket, typesetter) { try writer.add(name, bytes) }
      try await send(writer.take())
    }
    for (name, bytes) in journalFiles + sealFiles { try writer.add(name, bytes) }
    try writer.add(DossierForm.signer, signer.isCheckedWith.pem)
    let list = writer.list
    try writer.finish(
      signature: try signer.sign(list), timestamp: await stamp?(Array(SHA256.hash(data: list))))
    try await send(writer.take())
  }

  /// An attachment goes piece by piece, since it may be large.
  private func attach(
    _ record: CaseFile.AttachmentRecord, _ exhibit: Exhibit, to writer: DossierWriter,
    send: ([UInt8]) async throws -> Void
  ) async throws {
    guard let path = record.file, let name = exhibit.files.first else { return }
    let reader = try AttachmentReader(file: path)
    try writer.begin(name, bytes: Int(record.attachment.size))
    while let piece = try reader.next() {
      try writer.write(piece)
      try await send(writer.take())
    }
    try writer.end()
  }

  private func frontMatter(_ signer: SealPublicKey, isStamped: Bool) -> [(String, String)] {
    let links = Set(exhibits.flatMap(\.files) + ["journal/journal.jsonl"])
    let page = index
    return [
      ("index.html", page.html { links.contains($0) ? $0 : nil }), ("index.txt", page.text),
      (
        "VERIFY.txt",
        VerifyTexts.instructions(
          signer: signer, stamped: stamped.map(\.number), isStamped: isStamped, hasAuthority: authority != nil,
          seals: journal.seals.map(\.text))
      ),
      ("verify.py", VerifyTexts.script), (DossierForm.library, "\(ZipWriter.library)\n"),
    ]
  }

  private func files(
    of exhibit: Exhibit, from docket: Docket, _ typesetter: Typesetter
  ) async throws -> [(String, [UInt8])] {
    switch exhibit.body {
    case .notice(let record):
      let delivery = (exhibit.stem + "-delivery.txt", Array(deliveryPage(exhibit, record, .email).text.utf8))
      guard let message = try await docket.message(of: record.notice.id) else { return [delivery] }
      return try messageFiles(exhibit, message, typesetter) + [delivery]
    case .letter(let record):
      let delivery = (exhibit.stem + "-delivery.txt", Array(deliveryPage(exhibit, record, .letter).text.utf8))
      guard let letter = try await docket.letter(of: record.notice.id) else { return [] }
      return [(exhibit.stem + ".pdf", letter.bytes)] + (exhibit.endings.count > 1 ? [delivery] : [])
    case .posting(let record): return [(exhibit.stem + ".txt", Array(postingPage(exhibit, record).text.utf8))]
    case .entry(let record): return [(exhibit.stem + ".txt", Array(entryPage(exhibit, record).text.utf8))]
    case .attachment: return []
    case .incoming(let record, let isSet):
      guard record.isKept else { return [] }
      let bytes = try await docket.incomingMessage(record.id)
      return isSet ? try messageFiles(exhibit, bytes, typesetter) : [(exhibit.stem + ".eml", bytes)]
    case .calculation: return try printed(exhibit, calculation.labelled(exhibit.label), typesetter)
    case .register:
      return [
        (exhibit.stem + ".csv", Array(registerText.utf8)),
        (exhibit.stem + ".html", Array(registerPage.labelled(exhibit.label).html().utf8)),
      ]
    case .journal: return [(exhibit.stem + ".txt", Array(journalPage.labelled(exhibit.label).text.utf8))]
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

  func messagePage(_ exhibit: Exhibit, _ bytes: [UInt8]) -> DossierPage {
    messagePage("\(exhibit.label): \(exhibit.title)", bytes)
  }

  func messagePage(_ title: String, _ bytes: [UInt8]) -> DossierPage {
    messagePage(title, bytes) { Hex.text(SHA256.hash(data: $0)) }
  }

  private func pdf(_ pages: [DossierPage], _ typesetter: Typesetter) throws(PaperError) -> [UInt8] {
    try typesetter.pdf(try paper(pages, typesetter))
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
      (DossierForm.journal, lines(\.canonicalJSON)), (DossierForm.hashes, lines { Array(Hex.text($0.hash).utf8) }),
      (DossierForm.data, lines { Array($0.data.utf8) }),
    ]
    return journal.key.isEmpty ? files : files + [(DossierForm.key, Array((Hex.text(journal.key) + "\n").utf8))]
  }

  private var stamped: [Seal] { journal.seals.filter { $0.timestamp != nil } }

  private var authorityFile: [(String, [UInt8])] {
    guard let authority else { return [] }
    return [(DossierForm.authority, Array(authority.utf8))]
  }

  private var sealFiles: [(String, [UInt8])] {
    guard let proof = journal.proof else { return authorityFile }
    let seals = journal.seals.flatMap { seal -> [(String, [UInt8])] in
      let stem = "\(DossierForm.seals)seal-\(seal.number)"
      return [
        ("\(stem).json", seal.text.canonicalJSON), ("\(stem).sig", seal.signature),
        ("\(DossierForm.seals)public-key-\(seal.number).pem", Array(seal.text.publicKeyPEM.utf8)),
      ] + (seal.timestamp.map { [("\(stem).tsr", $0)] } ?? [])
    }
    let json = proof.json(seals: journal.seals.map(\.number)) + "\n"
    return seals + authorityFile + [(DossierForm.proof, Array(json.utf8))]
  }
}
