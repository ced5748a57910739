import DunningStore
import DunningTesting
import Testing

@Suite("Lines that are put in order")
struct OrderedLinesTests {
  private func bytes(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }

  @Test("they come out in the order of their keys, those that are added meanwhile as well")
  func order() throws {
    var random = SeededGenerator(seed: 7)
    let lines = try OrderedLines()
    var (waiting, taken) = (Set<UInt64>(), [UInt64]())
    var reached: UInt64 = 0
    for round in 1...40 {
      let numbers = (0..<100).map { _ in UInt64.random(in: reached...reached + 1_000, using: &random) }
      let new = Set(numbers).subtracting(waiting).subtracting(taken)
      try lines.add(new.map { OrderedLines.Line(key: bytes($0), text: Array("\($0)".utf8)) })
      waiting.formUnion(new)
      reached = round == 40 ? .max : reached + 200
      while case let texts = try lines.take(before: bytes(reached), limit: 7), !texts.isEmpty {
        #expect(texts.count <= 7)
        taken += texts.compactMap { UInt64(String(decoding: $0, as: UTF8.self)) }
      }
      #expect(taken.allSatisfy { $0 < reached })
    }
    #expect(taken == waiting.sorted())
    #expect(try lines.take(before: nil, limit: 10).isEmpty)
  }

  @Test("a key stands once")
  func twice() throws {
    let lines = try OrderedLines()
    try lines.add([.init(key: [1], text: [])])
    #expect(throws: DocketError.self) { try lines.add([.init(key: [1], text: [2])]) }
  }
}
