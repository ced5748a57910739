/// The bytes of a file, piece by piece, the first of which can be looked at beforehand.
package final class ByteInput {
  private let read: () throws(StatementFailure) -> [UInt8]
  private var held: [UInt8] = []
  private var isAtEnd = false

  /// - Parameter read: the next bytes; none at the end.
  package init(_ read: @escaping () throws(StatementFailure) -> [UInt8]) { self.read = read }

  /// Bytes that are all there already.
  package convenience init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init { () throws(StatementFailure) in
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// The first bytes, at least as many if there are as many; they are not taken.
  func peek(_ count: Int) throws(StatementFailure) -> [UInt8] {
    while held.count < count, !isAtEnd {
      let piece = try read()
      isAtEnd = piece.isEmpty
      held += piece
    }
    return held
  }

  /// The next bytes; none at the end.
  func next() throws(StatementFailure) -> [UInt8] {
    if !held.isEmpty {
      defer { held = [] }
      return held
    }
    return isAtEnd ? [] : try read()
  }
}
