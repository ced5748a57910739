import Testing

@testable import DunningStatements

@Suite("What fuzzing found stays found")
struct FuzzedTests {
  @Test("a statement in another is refused", arguments: try Fixture.names(in: "fuzzed"), [1, 7, 1 << 16])
  func refused(name: String, pieceBytes: Int) throws {
    let bytes = try Fixture.bytes("fuzzed/" + name)
    #expect(throws: StatementFailure.self) { try read(bytes, pieceBytes: pieceBytes) }
  }
}
