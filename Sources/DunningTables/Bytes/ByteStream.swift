package import DunningBytes

/// The bytes of a file, piece by piece, whose beginning can be looked at before they are taken.
package final class ByteStream {
  private let source: () throws(FileFailure) -> [UInt8]
  private var held: [UInt8] = []
  private var isOver = false
  /// How many bytes have been handed out.
  package private(set) var bytesRead = 0

  /// - Parameter source: the next bytes; none at the end.
  package init(_ source: @escaping () throws(FileFailure) -> [UInt8]) { self.source = source }

  /// The bytes of a file from where it has been read to.
  package convenience init(_ file: FileReader) {
    self.init { () throws(FileFailure) in try file.next() }
  }

  package convenience init(_ bytes: [UInt8]) {
    var rest = bytes
    self.init { () throws(FileFailure) in
      defer { rest = [] }
      return rest
    }
  }

  /// The first so many of the bytes that are left, or all there are.
  package func beginning(_ count: Int) throws(TableTrouble) -> ArraySlice<UInt8> {
    while held.count < count, !isOver { held += try piece() }
    return held.prefix(count)
  }

  /// The next bytes; none at the end.
  package func next() throws(TableTrouble) -> [UInt8] {
    let bytes = try held.isEmpty ? piece() : held
    held = []
    bytesRead += bytes.count
    return bytes
  }

  /// All bytes that are left.
  ///
  /// - Throws: when they are more than `limit`.
  package func rest(atMost limit: Int) throws(TableTrouble) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= limit else { throw TableTrouble("it has more than \(limit >> 20) MiB") }
    }
  }

  /// Passes over bytes that ``beginning(_:)`` has shown.
  func drop(_ count: Int) {
    held.removeFirst(min(count, held.count))
    bytesRead += count
  }

  private func piece() throws(TableTrouble) -> [UInt8] {
    if isOver { return [] }
    do throws(FileFailure) {
      let bytes = try source()
      isOver = bytes.isEmpty
      return bytes
    } catch {
      throw TableTrouble("it cannot be read: \(error.words)")
    }
  }
}
