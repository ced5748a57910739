import Crypto
import DunningBytes

/// What is wrong with a case file; nothing when it is as it was written.
package struct DossierCheck: Sendable {
  /// Each says where and what; empty when every byte is as it was written.
  package private(set) var findings: [String] = []
  /// What a reader should know besides, and is no fault.
  package private(set) var notes: [String] = []
  package private(set) var files = 0
  package private(set) var bytes = 0
  /// How many entries of the journal were followed.
  package private(set) var entries = 0
  /// The keys that the seals are signed with, hexadecimal; a reader compares them with ones from elsewhere.
  package private(set) var publicKeys: [String] = []

  private var sums: [UInt8] = []
  private var kept: [String: [UInt8]] = [:]
  private var hashes: [(name: String, hash: String)] = []

  /// Looks at every byte of a file, without any service.
  ///
  /// - Throws: ``DossierError`` when the file cannot be read or is no zip at all.
  package init(path: String) throws(DossierError) {
    let image = try read(path)
    checkSums()
    checkJournal()
    if let place = image {
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
    kept = [:]
  }

  /// Reads every file, and writes the archive anew beside it: where the two differ, it was changed.
  ///
  /// - Returns: where the container differs from one that is written from its files; nil when it does not.
  private mutating func read(_ path: String) throws(DossierError) -> String? {
    let reader = try ZipReader(path: path)
    let comparison = try Comparison(path: path)
    while let entry = try reader.next() {
      files += 1
      var hash = SHA256()
      var content: [UInt8] = []
      let keeps = Self.isKept(entry.name)
      try comparison.begin(entry.name, bytes: entry.bytes)
      while case let part = try reader.read(), !part.isEmpty {
        hash.update(data: part)
        bytes += part.count
        if keeps { content += part }
        guard content.count <= Self.keptBytesMax else { throw DossierError("\(entry.name) is too large to be checked") }
        try comparison.write(part)
      }
      if let flaw = reader.flaw { findings.append("\(entry.name): \(flaw)") }
      try comparison.end()
      if hashes.contains(where: { $0.name == entry.name }) { findings.append("\(entry.name): it is there twice") }
      if keeps { kept[entry.name] = content }
      hashes.append((entry.name, Hex.text(hash.finalize())))
    }
    return try comparison.finish()
  }

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
    for (name, hash) in hashes where name != DossierForm.sums {
      guard let stored = listed.removeValue(forKey: name) else {
        findings.append("\(name): it is not in \(DossierForm.sums)")
        continue
      }
      if stored != hash { findings.append("\(name): its SHA-256 is \(hash), \(DossierForm.sums) has \(stored)") }
    }
    findings += listed.keys.sorted().map { "\($0): it is missing" }
  }

  private mutating func checkJournal() {
    guard let journal = kept[DossierForm.journal], let heads = kept[DossierForm.hashes],
      let data = kept[DossierForm.data]
    else {
      findings.append("the journal is missing")
      return
    }
    let key = kept[DossierForm.key].flatMap { text in
      Hex.bytes(String(decoding: text.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
    findings += JournalCheck.findings(journal: journal, hashes: heads, data: data, key: key)
    entries = journal.count { $0 == UInt8(ascii: "\n") }
    let lines = String(decoding: heads, as: UTF8.self).split(separator: "\n").map(String.init)
    let seals = SealCheck(files: kept, hashes: lines)
    findings += seals.findings
    publicKeys = seals.publicKeys
    for number in seals.stamped {
      notes.append(
        "seal \(number) has a time stamp; whether its authority signed it, `openssl ts -verify` says (VERIFY.txt)")
    }
  }

  private static func isKept(_ name: String) -> Bool {
    name == DossierForm.sums || name.hasPrefix("journal/") || name.hasPrefix(DossierForm.seals)
  }

  /// Bytes of a file that is looked into and not only hashed.
  private static let keptBytesMax = 256 << 20
}
