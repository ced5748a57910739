import DunningChain
import DunningDossier
import DunningTesting
import Foundation
import Testing

@Suite("case files that were forged")
struct ForgeryTests {
  typealias Change = @Sendable (inout Forgery) throws -> Void

  struct Kind: CustomTestStringConvertible {
    let testDescription: String
    /// What is found by somebody who has written the key down.
    let words: String
    let change: Change

    init(_ name: String, finds words: String, _ change: @escaping Change) {
      (testDescription, self.words, self.change) = (name, words, change)
    }
  }

  static func other() throws -> SealKey { try SealKey(seed: [UInt8](repeating: 7, count: SealKey.seedBytes)) }

  /// What is wrong whoever has signed it.
  static let contradictions: [Kind] = [
    Kind("a sum in the message that was sent", finds: "notice-n1-reminder.eml: its SHA-256 is") {
      $0[".eml"] += Array("\r\nP.S. 500.00\r\n".utf8)
    },
    Kind("an attachment that nobody attached", finds: "the journal names none like it") {
      $0.files.append(("exhibits/A009-attachment-contract.pdf", Array("%PDF".utf8)))
    },
    Kind("a reply that nobody sent", finds: "the journal names none like it") {
      $0.files.append(("exhibits/A009-reply-m4.eml", Array("Subject: I admit it\r\n\r\n".utf8)))
    },
    Kind("a letter that nobody wrote", finds: "the journal names none like it") {
      $0.files.append(("exhibits/A009-letter-n7-demand.pdf", Array("%PDF".utf8)))
    },
    Kind("a file that no case file has", finds: "no case file has such a file") {
      $0.files.append(("opinion.pdf", Array("%PDF".utf8)))
    },
    Kind("an exhibit that is taken out", finds: "which the journal names, is not in the file") {
      $0.remove { $0.hasPrefix("exhibits/A001-") }
    },
    Kind("data that are blanked", finds: "it was blanked, although the key of the data is there") {
      let lines = String(decoding: $0["data.jsonl"], as: UTF8.self).split(separator: "\n")
      $0["data.jsonl"] = Array(lines.enumerated().map { $0.offset == 3 ? "\n" : $0.element + "\n" }.joined().utf8)
    },
    Kind("data that are blanked with their key", finds: "the journal tells of no erasure") {
      let count = $0["data.jsonl"].count { $0 == 10 }
      $0["data.jsonl"] = [UInt8](repeating: 10, count: count)
      $0.remove { $0 == "journal/case-key.txt" }
    },
    Kind("a sealed entry that is cut off", finds: "of the journal has another hash") { $0.cutOff(entries: 4) },
    Kind("an entry of another claim", finds: "it is of the chain c2, not of c1") {
      $0.change("journal/journal.jsonl", "\"case\":\"c1\",\"data\":\"1", "\"case\":\"c2\",\"data\":\"1")
      try $0.rechain()
    },
  ]

  /// What only the signature shows.
  static let rewritings: [Kind] = [
    Kind("the calculation", finds: "not the signature of") { $0["calculation.txt"] += Array("500.00\n".utf8) },
    Kind("the last entries are cut off, and all is signed anew", finds: "none of those that were given") {
      $0.cutOff(entries: 1)
      try $0.reseal(with: other())
    },
    Kind("the seals are removed and everything is rewritten", finds: "none of those that were given") {
      $0.change("data.jsonl", "20.00", "2.00")
      try $0.rechain()
      $0.remove { $0.hasPrefix("seals/") && $0 != "seals/signer.pem" }
      try $0.sign(with: other())
    },
    Kind("resealed with another key", finds: "none of those that were given") { try $0.reseal(with: other()) },
    Kind("the file's own key alone is another", finds: "none of those that were given") { try $0.sign(with: other()) },
    Kind("the signature is taken away, and its key is not", finds: "is missing") { $0.signature = nil },
  ]

  @Test("as it was made it is intact for whoever knows the key, and else agrees with itself")
  func honest() async throws {
    let made = try await MadeFile()
    let file = try Forgery(made)
    for keys in [[file.known], ["0123456789abcdef0123456789abcdef", file.known.uppercased()]] {
      let (check, script, output) = try file.check(knowing: keys)
      #expect(check.verdict == .intact, "\(check.findings + check.unproven)")
      #expect(script == 0, "\(output)")
    }
    let (check, script, output) = try file.check(knowing: [])
    #expect(check.verdict == .agreesWithItself)
    #expect(check.unproven.count == 1 && check.unproven[0].contains(file.known), "\(check.unproven)")
    #expect(script == 3 && output.contains("key not compared"), "\(output)")
    #expect(try made.check().verdict == .agreesWithItself)
  }

  @Test("what contradicts its journal is found, whoever has signed it", arguments: contradictions)
  func contradiction(kind: Kind) async throws {
    var file = try Forgery(try await MadeFile())
    try kind.change(&file)
    try file.sign(with: Self.other())
    let (check, script, output) = try file.check(knowing: [])
    #expect(check.findings.contains { $0.contains(kind.words) }, "\(check.findings)")
    #expect(check.verdict == .changed)
    #expect(script == 1, "\(output)")
  }

  @Test("what agrees with itself is found by the key, and without one is never called intact", arguments: rewritings)
  func rewriting(kind: Kind) async throws {
    var file = try Forgery(try await MadeFile())
    try kind.change(&file)
    let (check, script, output) = try file.check(knowing: [file.known])
    #expect(check.findings.contains { $0.contains(kind.words) }, "\(check.findings)")
    #expect(script == 1, "\(output)")
    let (alone, other, _) = try file.check(knowing: [])
    #expect(alone.verdict != .intact)
    #expect(other != 0)
  }

  @Test("without its signature it is as good as one of an earlier version, and what nothing proves is said")
  func unsigned() async throws {
    var file = try Forgery(try await MadeFile())
    file.takeSignatureAway()
    let (check, script, output) = try file.check(knowing: [file.known])
    #expect(check.verdict == .agreesWithItself, "\(check.findings)")
    #expect(check.unproven.contains { $0.contains("SHA256SUMS is not signed") })
    #expect(script == 3, "\(output)")
    file.remove { $0.hasPrefix("seals/") }
    #expect(try file.check(knowing: [file.known]).check.unproven.contains { $0.contains("no seal covers the journal") })
  }

  @Test("a case file of an earlier version is checked as far as it goes, and with the wrong key it is found")
  func earlier() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/unsigned.zip").path
    let check = try DossierCheck(path: path)
    #expect(check.findings == [])
    #expect(check.verdict == .agreesWithItself)
    let key = try #require(check.fingerprints.first)
    let known = try DossierCheck(path: path, keys: [key])
    #expect(known.verdict == .agreesWithItself)
    #expect(known.unproven.count == 1 && known.unproven[0].contains("is not signed"), "\(known.unproven)")
    #expect(try DossierCheck(path: path, keys: [String(repeating: "0", count: 32)]).verdict == .changed)
  }
}

@Suite("archives that were made to do harm")
struct HarmfulArchiveTests {
  @Test("an archive that unfolds to gigabytes is refused before it does")
  func bomb() throws {
    let folder = try ScratchFolder()
    let script = """
      import zipfile
      z = zipfile.ZipFile('bomb.zip', 'w', zipfile.ZIP_DEFLATED)
      with z.open('SHA256SUMS', 'w') as f:
        for _ in range(200): f.write(bytes(1 << 20))
      z.close()
      """
    try script.write(toFile: folder.path + "/make.py", atomically: true, encoding: .utf8)
    #expect(try Shell.run("python3 make.py", in: folder.path).status == 0)
    let error = #expect(throws: DossierError.self) { try DossierCheck(path: folder.path + "/bomb.zip") }
    #expect(error?.message.contains("unfolds to far more bytes") == true, "\(error?.message ?? "")")
  }

  @Test("numbers of a file are compared, and never counted with", arguments: [Int64.min, -1, 0, Int64.max])
  func numbers(seq: Int64) async throws {
    var file = try Forgery(try await MadeFile())
    file.change("seals/proof.json", "\"seq\":5}", "\"seq\":\(seq)}")
    file.change("journal/journal.jsonl", "\"seq\":4,", "\"seq\":\(seq),")
    try file.rechain()
    let (check, script, output) = try file.check(knowing: [])
    #expect(
      check.findings.contains { $0.contains("seals/proof.json: entry \(seq) of the journal") }, "\(check.findings)")
    #expect(check.findings.contains { $0.contains("it calls itself entry \(seq)") }, "\(check.findings)")
    #expect(script == 1, "\(output)")
  }
}
