/// The pieces of a document's blocks, one after the other, made when they are asked for.
struct PieceSource {
  private let blocks: [PaperBlock]
  private let setter: BlockSetter
  private let width: Double
  private var nextBlock = 0
  /// Pieces of the current block, last first.
  private var waiting: [Piece] = []
  private var table: TableSetter?

  init(_ blocks: [PaperBlock], _ setter: BlockSetter, width: Double) {
    self.blocks = blocks
    self.setter = setter
    self.width = width
  }

  mutating func next() throws(PaperError) -> Piece? {
    while true {
      if let piece = waiting.popLast() { return piece }
      if let piece = try table?.piece() { return piece }
      table = nil
      guard nextBlock < blocks.count else { return nil }
      let block = blocks[nextBlock]
      nextBlock += 1
      if case .table(let content) = block {
        table = try TableSetter(content, setter.text, width: width)
      } else {
        var pieces = try setter.pieces(block, width: width)
        // A signature never stands on a page without a word of the letter.
        if isBeforeSignature, !pieces.isEmpty { pieces[pieces.count - 1].keepsWithNext = true }
        waiting = pieces.reversed()
      }
    }
  }

  private var isBeforeSignature: Bool {
    guard nextBlock < blocks.count, case .signature = blocks[nextBlock] else { return false }
    return true
  }
}
