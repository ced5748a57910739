import Crypto
import DunningBytes
import DunningChain

/// What is wrong with a case file; nothing when it is as it was written.
package struct DossierCheck: Sendable {
  /// What can be said of a case file as a whole.
  package enum Verdict: String, Sendable {
    /// Every byte is as the holder of a known key has signed it.
    case intact
    /// Nothing in it contradicts anything else, and whoever made it could have made it otherwise: ``unproven`` says why.
    case agreesWithItself = "agrees-with-itself"
    case changed
  }

  /// Each says where and what; empty when nothing contradicts anything else.
  package private(set) var findings: [String] = []
  /// What nothing in the file proves to somebody who knows the given keys; empty when all of it is proven.
  package private(set) var unproven: [String] = []
  /// What a reader should know besides, and is no fault.
  package private(set) var notes: [String] = []
  package private(set) var files = 0
  package private(set) var bytes = 0
  /// How many entries of the journal were followed.
  package private(set) var entries = 0
  /// The keys that the file and the seals are signed with, hexadecimal; a reader compares them with ones from elsewhere.
  package var publicKeys: [String] { signers.map(\.text) }
  /// The same as they are written down somewhere else.
  package var fingerprints: [String] { signers.map(\.fingerprint) }

  package var verdict: Verdict {
    if !findings.isEmpty { return .changed }
    return unproven.isEmpty ? .intact : .agreesWithItself
  }

  private var signers: [SealPublicKey] = []
  private var kept: [String: [UInt8]] = [:]
  private var keptBytes = 0
  private var hashes: [(name: String, hash: String)] = []
  private var names: Set<String> = []

  /// Looks at every byte of a file, without any service.
  ///
  /// - Parameter keys: those that may have signed it, by fingerprint or in full; see ``SealPublicKey/isNamed(_:)``.
  /// - Throws: ``DossierError`` when the file cannot be read, is no zip at all, or unfolds to more than any case file.
  package init(path: String, keys: [String] = []) throws(DossierError) {
    let image = try read(path)
    checkSums()
    let signature = SignatureCheck(files: kept)
    findings += signature.findings
    if signature.isStamped { notes.append(Self.stampNote("the list of hashes")) }
    let seals = checkJournal(isSigned: signature.signer != nil)
    signers = ([signature.signer].compactMap { $0 } + (seals?.publicKeys ?? [])).uniqued
    compare(keys, signature.signer)
    if signature.signer == nil { tellWhatIsUnsigned(seals) }
    if let place = image { judge(container: place) }
    kept = [:]
  }

  /// Whether a text can name a key: 32 or 64 hexadecimal digits, colons and spaces aside.
  package static func isKeyName(_ text: String) -> Bool { SealPublicKey.isName(text) }

  private mutating func judge(container place: String) {
    let library = kept[DossierForm.library].map { String(decoding: $0, as: UTF8.self) } ?? ""
    let isSameLibrary = library.split(separator: "\n").first.map(String.init) == ZipWriter.library
    if findings.isEmpty, !isSameLibrary {
      notes.append(
        "the files are as they were written; their container was written by \(library.isEmpty ? "?" : library) and "
          + "cannot be compared byte by byte here, with \(ZipWriter.library)")
    } else {
      findings.append(place)
    }
  }

  // MARK: Reading

  /// Reads every file, and writes the archive anew beside it: where the two differ, it was changed.
  ///
  /// - Returns: where the container differs from one that is written from its files; nil when it does not.
  private mutating func read(_ path: String) throws(DossierError) -> String? {
    let reader = try ZipReader(path: path)
    let comparison = try Comparison(path: path)
    let bytesMax = Self.unfoldedBytesMax(path)
    while let entry = try reader.next() {
      files += 1
      guard files <= Self.filesMax else { throw DossierError("it holds more than \(Self.filesMax) files") }
      guard entry.bytes >= 0, entry.bytes <= bytesMax - bytes else { throw Self.tooLarge }
      var hash = SHA256()
      var content: [UInt8] = []
      let keeps = Self.isKept(entry.name)
      try comparison.begin(entry.name, bytes: entry.bytes)
      while case let part = try reader.read(), !part.isEmpty {
        hash.update(data: part)
        bytes += part.count
        guard bytes <= bytesMax else { throw Self.tooLarge }
        if keeps { try keep(part, of: entry.name, in: &content) }
        try comparison.write(part)
      }
      if let flaw = reader.flaw { findings.append("\(entry.name): \(flaw)") }
      try comparison.end()
      if !names.insert(entry.name).inserted { findings.append("\(entry.name): it is there twice") }
      if keeps { kept[entry.name] = content }
      hashes.append((entry.name, Hex.text(hash.finalize())))
    }
    return try comparison.finish()
  }

  private mutating func keep(_ part: [UInt8], of name: String, in content: inout [UInt8]) throws(DossierError) {
    content += part
    keptBytes += part.count
    guard keptBytes <= Self.keptBytesMax else { throw DossierError("\(name) is too large to be checked") }
  }

  /// Case files are written as they are; one that somebody has packed anew shrinks by a few times and no more.
  private static func unfoldedBytesMax(_ path: String) -> Int {
    // What cannot be asked for its size is read within the smallest limit.
    let size = (try? FileReader(path).size()) ?? 0
    return smallBytes + foldsMax * min(size, Int.max / 2 / foldsMax)
  }

  private static let tooLarge = DossierError(
    "it unfolds to far more bytes than it has, which no case file does: somebody has made it to do harm")

  // MARK: Checking

  private mutating func checkSums() {
    guard let list = kept[DossierForm.sums] else {
      findings.append("\(DossierForm.sums): it is missing, so that nothing can be checked")
      return
    }
    var listed: [String: String] = [:]
    for (index, line) in String(decoding: list, as: UTF8.self).split(separator: "\n").enumerated() {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].utf8.count == 64, parts[1].first == " " else {
        findings.append("\(DossierForm.sums) line \(index + 1): it is no hash with a name")
        continue
      }
      listed[String(parts[1].dropFirst())] = parts[0]
    }
    for (name, hash) in hashes where !DossierForm.unlisted.contains(name) {
      guard let stored = listed.removeValue(forKey: name) else {
        findings.append("\(name): it is not in \(DossierForm.sums)")
        continue
      }
      if stored != hash { findings.append("\(name): its SHA-256 is \(hash), \(DossierForm.sums) has \(stored)") }
    }
    findings += listed.keys.sorted().map { "\($0): it is missing" }
  }

  private mutating func checkJournal(isSigned: Bool) -> SealCheck? {
    guard let text = kept[DossierForm.journal], let heads = kept[DossierForm.hashes],
      let data = kept[DossierForm.data]
    else {
      findings.append("the journal is missing")
      return nil
    }
    let key = kept[DossierForm.key].flatMap { text in
      Hex.bytes(String(decoding: text.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
    let journal = JournalCheck(journal: text, hashes: heads, data: data, key: key)
    findings += journal.findings
    entries = journal.entries
    let lines = String(decoding: heads, as: UTF8.self).split(separator: "\n").map(String.init)
    let seals = SealCheck(files: kept, hashes: lines)
    findings += seals.findings
    for number in seals.stamped { notes.append(Self.stampNote("seal \(number)")) }
    check(ExhibitCheck(files: hashes, journal: journal, seals: seals.numbers), isSigned: isSigned)
    return seals
  }

  private mutating func check(_ exhibits: ExhibitCheck, isSigned: Bool) {
    findings += exhibits.findings
    if isSigned {
      notes += (exhibits.absentMails + exhibits.absentAttachments).map { "\($0), and was not when it was signed" }
    } else {
      findings += exhibits.absentAttachments
      unproven += exhibits.unbound + exhibits.absentMails
    }
  }

  /// Whether the keys are those that the reader knows.
  private mutating func compare(_ keys: [String], _ signer: SealPublicKey?) {
    if keys.isEmpty {
      let names = fingerprints.joined(separator: ", ")
      let told = names.isEmpty ? "" : ": compare \(names) with what was written down elsewhere, or name it with --key"
      unproven.append("who signed it: no key was compared\(told)")
      return
    }
    for key in signers where !keys.contains(where: key.isNamed) {
      findings.append("it is signed with the key \(key.fingerprint), which is none of those that were given")
    }
  }

  private mutating func tellWhatIsUnsigned(_ seals: SealCheck?) {
    unproven.append(
      "\(DossierForm.sums) is not signed (an earlier version made the file, or its signature was taken away): the "
        + "index, the calculation, the register and all that was drawn up with it could have been changed")
    guard let sealed = seals?.sealed else {
      unproven.append("no seal covers the journal: all of it could have been written anew")
      return
    }
    let left = entries - sealed
    if left > 0 {
      unproven.append("the last \(left) entries of the journal are under no seal, and more may be missing")
    }
  }

  private static func stampNote(_ what: String) -> String {
    "\(what) has a time stamp; whether its authority signed it, `openssl ts -verify` says (VERIFY.txt)"
  }

  private static func isKept(_ name: String) -> Bool {
    DossierForm.unlisted.contains(name) || name.hasPrefix("journal/") || name.hasPrefix(DossierForm.seals)
  }

  /// Bytes of the files that are looked into and not only hashed.
  private static let keptBytesMax = 256 << 20
  private static let filesMax = 100_000
  private static let smallBytes = 64 << 20
  private static let foldsMax = 8
}

extension [SealPublicKey] {
  /// Each once, in the order in which they came.
  fileprivate var uniqued: [SealPublicKey] {
    reduce(into: []) { keys, key in if !keys.contains(key) { keys.append(key) } }
  }
}
