import DunningAPI
import DunningStore

/// The lines of an answer that is told when it is whole: until then most of them lie in a file.
struct KeptAnswer {
  private let pieces: KeptPieces
  private var bytes: [UInt8] = []

  init() throws { pieces = try KeptPieces() }

  mutating func append(_ result: BatchResult) throws {
    try result.append(to: &bytes)
    guard bytes.count >= Self.pieceBytes else { return }
    try pieces.add(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static let pieceBytes = 64 << 10

  func send(_ send: ([UInt8]) async throws -> Void) async throws {
    try await pieces.each(send)
    try await send(bytes)
  }
}
