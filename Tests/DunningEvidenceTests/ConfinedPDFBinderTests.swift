import DunningEvidence
import DunningTesting
import Foundation
import Testing

/// The binder is the daemon's own program, as it was built beside the tests.
@Suite("PDFs of strangers are read in a process of their own", .serialized, .timeLimit(.minutes(20)))
struct ConfinedPDFBinderTests {
  private static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build/debug/dunningd").path
  fileprivate static let binder = ConfinedPDFBinder(program: program, argument: "--bind-pdf")

  /// Makes a PDF with so many objects: `tree` nests the page in page trees, `chain` has its page lead through objects that
  /// each name the next, `bomb` has contents that unfold a thousandfold.
  private static func pdf(_ kind: String, _ count: Int) throws -> [UInt8] {
    let script = """
      import sys, zlib
      kind, count = sys.argv[1], int(sys.argv[2])
      objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
      page = b"<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R/Resources<<%s>>/Contents[%s]>>"
      if kind == "tree":
          for n in range(2, count + 2): objects[n] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 1)
          objects[count + 2] = page % (b"", b"")
      elif kind == "chain":
          objects[2] = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
          objects[3] = page % (b"/Font<</F 4 0 R>>", b"")
          for n in range(4, count + 4): objects[n] = b"<</Next %d 0 R>>" % (n + 1)
          objects[count + 4] = b"<<>>"
      else:
          objects[2] = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
          objects[3] = page % (b"", b"4 0 R " * count)
          data = zlib.compress(b" " * (64 << 20))
          objects[4] = b"<</Filter/FlateDecode/Length %d>>stream\\n%s\\nendstream" % (len(data), data)
      out, places = bytearray(b"%PDF-1.4\\n"), {}
      for n, text in objects.items():
          places[n] = len(out)
          out += b"%d 0 obj%s endobj\\n" % (n, text)
      table = b"".join(b"%010d 00000 n \\n" % places[n] for n in sorted(places))
      end = b"xref\\n0 %d\\n0000000000 65535 f \\n%strailer<</Root 1 0 R/Size %d>>\\nstartxref\\n%d\\n%%%%EOF\\n"
      sys.stdout.buffer.write(out + end % (len(objects) + 1, table, len(objects) + 1, len(out)))
      """
    let folder = try ScratchFolder()
    try script.write(toFile: folder.path + "/make.py", atomically: true, encoding: .utf8)
    #expect(try Shell.run("python3 make.py \(kind) \(count) > made.pdf", in: folder.path).status == 0)
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/made.pdf")))
  }

  @Test("honest ones are taken in", arguments: [("tree", 5), ("chain", 50), ("bomb", 2)])
  func honest(kind: String, count: Int) async throws {
    #expect(try await Self.binder.pages(of: try Self.pdf(kind, count)).count == 1)
  }

  @Test(
    "what is made to do harm is refused with words, and the next one is read",
    arguments: [("tree", 30_000), ("chain", 300_000), ("bomb", 130)])
  func harmful(kind: String, count: Int) async throws {
    let pdf = try Self.pdf(kind, count)
    let trouble = try await #require(throws: PDFTrouble.self) { try await Self.binder.pages(of: pdf) }
    #expect(!trouble.words.isEmpty)
    #expect(try await Self.binder.pages(of: try Self.pdf("tree", 2)).count == 1)
  }

  @Test("the printed case file names the exhibit, says why it is not shown, and has all the rest")
  func printed() async throws {
    let world = try await PostedWorld()
    try await world.attach("harm.pdf", try Self.pdf("tree", 30_000))
    let press = BookPress(binder: Self.binder)
    let bytes = try await world.dossier().pdf(from: world.fixture.docket, press: press)
    try Data(bytes).write(to: URL(fileURLWithPath: world.folder.path + "/file.pdf"))
    let text = try Shell.run("pdftotext -layout file.pdf -", in: world.folder.path).output
    #expect(text.contains("cannot be shown on paper (reading it ended for want of stack"), "\(text)")
    #expect(text.contains("attachment-harm.pdf"))
    #expect(text.contains("words of the contract, page 2"))
    #expect(try await world.dossier().pdf(from: world.fixture.docket, press: press) == bytes)
    let plain = try await world.dossier().pdf(from: world.fixture.docket, press: BookPress(binder: Refusing()))
    #expect(plain.count < bytes.count)
  }

  /// Takes each in, and cannot bind them all.
  private struct Refusing: PDFBinder {
    func pages(of pdf: [UInt8]) async throws(PDFTrouble) -> [PDFPageSize] {
      try await ConfinedPDFBinderTests.binder.pages(of: pdf)
    }

    func bind(_ order: BindingOrder) async throws(PDFTrouble) -> [UInt8] {
      throw PDFTrouble(words: "too many together")
    }
  }
}
