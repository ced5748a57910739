import DunningBytes

/// Compares what lies in a case file with what its journal names: what was sent, printed, received and attached must be
/// there with its very bytes, and nothing else may lie beside it but what is drawn up with every case file.
struct ExhibitCheck {
  private(set) var findings: [String] = []
  /// What the journal does not bind and only a signature over the whole file can.
  private(set) var unbound: [String] = []
  /// Mails that the journal names; too large ones are never kept.
  private(set) var absentMails: [String] = []
  /// Attachments that the journal names; a folder may have lost them.
  private(set) var absentAttachments: [String] = []

  private let journal: JournalCheck
  private let hashes: [String: String]
  private let messages: Set<String>

  /// - Parameters:
  ///   - files: with their SHA-256.
  ///   - seals: the numbers of those that the proof names.
  init(files: [(name: String, hash: String)], journal: JournalCheck, seals: [Int64]) {
    self.journal = journal
    hashes = Dictionary(files.map { ($0.name, $0.hash) }) { first, _ in first }
    messages = Set(files.map(\.name).filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) })
    let known = Self.known.union(seals.flatMap(Self.files(ofSeal:)))
    for (name, hash) in files where !known.contains(name) {
      guard let exhibit = Self.exhibit(name) else {
        findings.append("\(name): no case file has such a file")
        continue
      }
      check(exhibit, name, hash)
    }
    findMissing()
  }

  private mutating func check(_ exhibit: Substring, _ name: String, _ hash: String) {
    if exhibit.hasPrefix("attachment-") {
      expect(.attachment, "", name, hash)
    } else if exhibit.hasPrefix("letter-"), exhibit.hasSuffix(".pdf") {
      expect(.letter, Self.number(exhibit), name, hash)
    } else if exhibit.hasPrefix("notice-"), exhibit.hasSuffix(".eml") {
      expect(.message, Self.number(exhibit), name, hash)
    } else if exhibit.hasSuffix(".eml") {
      expect(.mail, Self.mail(exhibit), name, hash)
    } else if !isDrawnUp(exhibit, name) {
      findings.append("\(name): the journal names no such exhibit")
    }
  }

  private mutating func expect(_ kind: JournalCheck.Content.Kind, _ number: String, _ name: String, _ hash: String) {
    let named = journal.contents.filter { $0.kind == kind && (kind == .attachment || $0.number == number) }
    if named.contains(where: { $0.hash == hash }) { return }
    // Written before there were chains, not handed over yet, or erased: then the journal names no hash.
    let isToBeBound = kind == .attachment || kind == .mail || !named.isEmpty || !journal.notices.contains(number)
    if isToBeBound, !journal.isErased {
      let said = named.first.map { "the journal has \($0.hash)" } ?? "the journal names none like it"
      findings.append("\(name): its SHA-256 is \(hash), \(said)")
    } else {
      unbound.append("\(name): the journal does not name its hash")
    }
  }

  /// Whether it is one of the sheets that are written with the case file.
  private func isDrawnUp(_ exhibit: Substring, _ name: String) -> Bool {
    if Self.sheets.contains(String(exhibit)) { return true }
    if exhibit.wholeMatch(of: /entry-e[0-9]+\.txt/) != nil { return journal.hasPayments }
    if exhibit.hasPrefix("posting-"), exhibit.hasSuffix(".txt") {
      return journal.notices.contains(String(exhibit.dropFirst(8).dropLast(4)))
    }
    if exhibit.hasSuffix("-delivery.txt") { return journal.notices.contains(Self.number(exhibit)) }
    guard exhibit.hasSuffix(".txt") || exhibit.hasSuffix(".pdf") else { return false }
    return messages.contains(String(name.dropLast(4)))
  }

  /// What was named once must be there: a message that was sent, a letter, a mail, an attachment.
  private mutating func findMissing() {
    let there = Set(hashes.values)
    for content in journal.contents where !there.contains(content.hash) {
      let name = [content.kind.rawValue, content.number].filter { !$0.isEmpty }.joined(separator: " ")
      let words = "\(name) with SHA-256 \(content.hash), which the journal names, is not in the file"
      switch content.kind {
      case .message, .letter: findings.append(words)
      case .mail: absentMails.append(words)
      case .attachment: absentAttachments.append(words)
      }
    }
  }

  // MARK: Names

  /// What stands behind the number of an exhibit: `notice-n7-reminder.eml` of `exhibits/A003-notice-n7-reminder.eml`.
  private static func exhibit(_ name: String) -> Substring? {
    guard name.hasPrefix("exhibits/A"), let hyphen = name.firstIndex(of: "-") else { return nil }
    let digits = name[name.index(name.startIndex, offsetBy: 10)..<hyphen]
    guard digits.utf8.count >= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let rest = name[name.index(after: hyphen)...]
    return rest.contains("/") ? nil : rest
  }

  /// `n7` of `notice-n7-reminder.eml`.
  private static func number(_ exhibit: Substring) -> String {
    let parts = exhibit.split(separator: "-", maxSplits: 2)
    return parts.count > 1 ? String(parts[1].prefix { $0 != "." }) : ""
  }

  /// `m3` of `auto-reply-m3.eml`.
  private static func mail(_ exhibit: Substring) -> String {
    String(exhibit.dropLast(4).split(separator: "-").last ?? "")
  }

  private static let known: Set<String> = [
    "index.pdf", "index.html", "index.txt", "VERIFY.txt", "verify.py", DossierForm.sums, DossierForm.signature,
    DossierForm.timestamp, DossierForm.journal, DossierForm.hashes, DossierForm.data, DossierForm.key,
    DossierForm.library, DossierForm.proof, DossierForm.authority, DossierForm.signer,
  ]

  private static let sheets: Set<String> = [
    "calculation.txt", "calculation.pdf", "register.csv", "register.html", "journal.txt",
  ]

  private static func files(ofSeal number: Int64) -> [String] {
    ["seal-\(number).json", "seal-\(number).sig", "seal-\(number).tsr", "public-key-\(number).pem"]
      .map { DossierForm.seals + $0 }
  }
}
