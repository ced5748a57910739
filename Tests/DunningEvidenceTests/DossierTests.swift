import Dunning
import DunningDossier
import DunningEvidence
import DunningStore
import DunningTesting
import Foundation
import Testing

@Suite("the case file")
struct DossierTests {
  @Test("it opens in unzip and in Python, and all that VERIFY.txt says to do succeeds, word for word")
  func commonTools() async throws {
    let made = try await MadeFile()
    let folder = made.folder.path
    #expect(try Shell.run("unzip -tq file.zip && mkdir out && unzip -q file.zip -d out", in: folder).status == 0)
    let python = "python3 -c 'import zipfile; z = zipfile.ZipFile(\"file.zip\"); exit(z.testzip() is not None)'"
    #expect(try Shell.run(python, in: folder).status == 0)
    let text = try String(contentsOfFile: folder + "/out/VERIFY.txt", encoding: .utf8)
    let commands = Self.commands(in: text)
    #expect(commands.count == 5, "\(text)")
    for command in commands { try Self.expectSuccess(of: command, in: folder) }
  }

  @Test("with a time stamp on the seals VERIFY.txt says how openssl checks it, and a stamp of another seal is found")
  func stamped() async throws {
    let made = try await MadeFile(authority: try StampingServer())
    let folder = made.folder.path
    #expect(try Shell.run("unzip -q file.zip -d out", in: folder).status == 0)
    let text = try String(contentsOfFile: folder + "/out/VERIFY.txt", encoding: .utf8)
    let commands = Self.commands(in: text)
    #expect(commands.count { $0.contains("openssl ts -verify") } == 2, "\(text)")
    for command in commands { try Self.expectSuccess(of: command, in: folder) }
    let check = try made.check()
    #expect(check.findings == [])
    #expect(check.notes.count == 2)
    let index = try String(contentsOfFile: folder + "/out/index.txt", encoding: .utf8)
    #expect(index.contains("Seal 2 was time-stamped by http://127.0.0.1"))
    let swapped = try made.rewritten(
      "o.writestr(e, b'no stamp' if e.filename.endswith('.tsr') else i.read(e))")
    #expect(swapped.findings.contains("seals/seal-2.tsr: the time stamp is over something else"))
    #expect(try await made.fixture.docket.verify().findings == [])
  }

  @Test("the script finds what was changed, taken away or added")
  func script() async throws {
    let made = try await MadeFile()
    for (change, word) in [
      ("printf x >> index.txt", "changed"), ("rm exhibits/*.eml", "missing"), ("touch more.txt", "not listed"),
      ("sed -i '2d' journal/journal.jsonl", "chain is broken"), ("sed -i 's/0/1/' journal/data.jsonl", "other data"),
      ("sed -i 's/left/right/;t;s/right/left/' seals/proof.json", "does not lead"),
    ] {
      let script = "rm -rf out && mkdir out && unzip -q file.zip -d out && cd out && \(change) && python3 verify.py"
      let outcome = try Shell.run(script, in: made.folder.path)
      #expect(outcome.status == 1, "\(change): \(outcome.output)")
      #expect(outcome.output.contains(word), "\(change): \(outcome.output)")
    }
  }

  @Test("a file as it was written has no findings")
  func intact() async throws {
    let check = try await MadeFile().check()
    #expect(check.findings == [])
    #expect(check.notes == [])
    #expect(check.files > 12)
    #expect(check.entries > 4)
    #expect(check.publicKeys.count == 1)
  }

  @Test("the same docket on the same day gives the same bytes, wherever it is asked")
  func sameBytes() async throws {
    let made = try await MadeFile()
    #expect(try await made.zip() == made.bytes)
    #expect(made.bytes.count < 1 << 20)
  }

  @Test("one flipped bit anywhere is found: in the files, in the headers between them, in the table at the end")
  func flipped() async throws {
    let made = try await MadeFile()
    let places = Array(stride(from: 0, to: made.bytes.count, by: 241)) + (made.bytes.count - 400..<made.bytes.count)
    for place in places {
      var bytes = made.bytes
      bytes[place] ^= 1 << UInt8(place % 8)
      #expect(try made.isFaulty(bytes), "byte \(place)")
    }
  }

  @Test("a flipped byte of any file is found in the file where it is: its first, its middle and its last")
  func flippedMembers() async throws {
    let made = try await MadeFile()
    for (name, range) in try made.members() where !range.isEmpty {
      for place in [range.lowerBound, (range.lowerBound + range.upperBound) / 2, range.upperBound - 1] {
        var bytes = made.bytes
        bytes[place] ^= 0x20
        let findings = try made.findings(bytes)
        #expect(findings.contains { $0.hasPrefix(name) }, "byte \(place) of \(name): \(findings)")
      }
    }
  }

  @Test("every single byte of a small case file counts")
  func everyByte() async throws {
    let made = try await MadeFile()
    let small = try made.small()
    let path = made.folder.path + "/small.zip"
    try Data(small).write(to: URL(fileURLWithPath: path))
    #expect(try DossierCheck(path: path).findings == [])
    #expect(small.count > 2_000)
    for place in small.indices {
      var bytes = small
      bytes[place] ^= 1 << UInt8(place % 8)
      #expect(try made.isFaulty(bytes), "byte \(place) of \(small.count)")
    }
  }

  @Test("a file that was taken out or put in is named, also when the archive is sound")
  func members() async throws {
    let made = try await MadeFile()
    for (name, _) in try made.members() where !name.hasPrefix("SHA256SUMS") {
      let check = try made.rewritten("if e.filename != '\(name)': o.writestr(e, i.read(e))")
      #expect(check.findings.contains { $0.hasPrefix("\(name): it is missing") || $0.contains("is missing") })
    }
    let more = try made.rewritten("o.writestr(e, i.read(e))", after: "o.writestr('exhibits/more.pdf', b'x')")
    #expect(more.findings.contains("exhibits/more.pdf: it is not in SHA256SUMS"))
    let twice = try made.rewritten("o.writestr(e, i.read(e))", after: "o.writestr('index.txt', b'x')")
    #expect(twice.findings.contains("index.txt: it is there twice"))
  }

  @Test("what stands behind its end, or before its beginning, and a file that is cut off are found")
  func around() async throws {
    let made = try await MadeFile()
    #expect(try made.isFaulty(made.bytes + [0]))
    #expect(try made.isFaulty([0] + made.bytes))
    #expect(try made.isFaulty(Array(made.bytes.dropLast())))
    #expect(try made.isFaulty(Array(made.bytes.prefix(made.bytes.count / 2))))
  }

  @Test(
    "a finding says where", arguments: [("index.txt", "index.txt: its SHA-256"), ("VERIFY.txt", "VERIFY.txt: its")])
  func place(name: String, words: String) async throws {
    let made = try await MadeFile()
    let changed =
      "import zipfile\ni=zipfile.ZipFile('file.zip')\no=zipfile.ZipFile('other.zip','w')\n"
      + "for e in i.infolist(): o.writestr(e, i.read(e) + (b'x' if e.filename=='\(name)' else b''))\no.close()"
    try changed.write(toFile: made.folder.path + "/change.py", atomically: true, encoding: .utf8)
    #expect(try Shell.run("python3 change.py", in: made.folder.path).status == 0)
    let check = try DossierCheck(path: made.folder.path + "/other.zip")
    #expect(check.findings.contains { $0.hasPrefix(words) }, "\(check.findings)")
  }

  @Test("a message that a server took was handed over, and nothing more is said of it")
  func proves() async throws {
    let made = try await MadeFile()
    #expect(try Shell.run("unzip -q file.zip -d out", in: made.folder.path).status == 0)
    let index = try String(contentsOfFile: made.folder.path + "/out/index.txt", encoding: .utf8)
    #expect(index.contains("handed over to the mail server relay.example for anna@kunde.example"))
    #expect(index.contains("Not that it was delivered or read."))
    #expect(!index.contains("that it was delivered to the mailbox"))
    let names = try FileManager.default.contentsOfDirectory(atPath: made.folder.path + "/out/exhibits")
    #expect(names.contains("A001-notice-n1-reminder.eml"))
    #expect(names.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    let sent = try #require(try await made.fixture.docket.message(of: NoticeID(1)))
    let kept = try Data(
      contentsOf: URL(fileURLWithPath: made.folder.path + "/out/exhibits/A001-notice-n1-reminder.eml"))
    #expect(Array(kept) == sent)
  }

  @Test(
    "the words are the creditor's own",
    arguments: [("de", "Was sie beweist"), ("zh-Hans", "证明内容"), ("fr", "What it proves")])
  func languages(tag: String, words: String) async throws {
    let made = try await MadeFile(language: tag)
    #expect(try Shell.run("unzip -q file.zip -d out", in: made.folder.path).status == 0)
    let index = try String(contentsOfFile: made.folder.path + "/out/index.html", encoding: .utf8)
    #expect(index.contains(words))
  }

  /// The script alone does not know whose key it is.
  private static func expectSuccess(of command: String, in folder: String) throws {
    let outcome = try Shell.run(command, in: folder + "/out")
    #expect(outcome.status == (command.hasPrefix("python3 ") ? 3 : 0), "\(command)\n\(outcome.output)")
  }

  /// The commands that stand in the text, in the order in which they do.
  private static func commands(in text: String) -> [String] {
    let joined = text.replacing("\\\n", with: " ")
    return joined.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { line in ["sha256sum ", "python3 ", "openssl "].contains { line.hasPrefix($0) } }.map(String.init)
  }
}

@Suite("the case file in type")
struct DossierPaperTests {
  @Test("the printed file has every exhibit, the words of the message and of the server, and its pages are numbered")
  func printed() async throws {
    let made = try await MadeFile()
    try Data(try await made.pdf()).write(to: URL(fileURLWithPath: made.folder.path + "/file.pdf"))
    let text = try Shell.run("pdftotext -layout file.pdf -", in: made.folder.path).output
    for words in ["Case file: claim R-1", "A1", "hello", "S: words", "Calculation of the claim", "Page 2 of"] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(try Shell.run("qpdf --check file.pdf", in: made.folder.path).status == 0)
    #expect(try await made.pdf() == made.pdf())
  }
}
