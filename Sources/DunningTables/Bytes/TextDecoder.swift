import Glibc

/// Turns the bytes of an encoding into those of UTF-8, piece by piece.
final class TextDecoder {
  private let descriptor: iconv_t
  private let encoding: TextEncoding
  /// The beginning of a character whose rest comes with the next piece.
  private var pending: [UInt8] = []

  /// - Throws: ``TableTrouble`` when the system does not know the encoding.
  init(_ encoding: TextEncoding) throws(TableTrouble) {
    self.encoding = encoding
    let descriptor = iconv_open("UTF-8", encoding.systemName)
    guard let descriptor, Int(bitPattern: descriptor) != -1 else {
      throw TableTrouble("this system cannot read \(encoding.name)", hint: "convert the file to UTF-8 first")
    }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// - Throws: ``TableTrouble`` when a byte belongs to no character of the encoding.
  func decode(_ bytes: [UInt8]) throws(TableTrouble) -> [UInt8] {
    var input = pending + bytes
    var output: [UInt8] = []
    var consumed = 0
    while consumed < input.count {
      let (read, written, failure) = step(&input, from: consumed)
      consumed += read
      output += written
      switch failure {
      case 0, E2BIG: continue
      case EINVAL:
        pending = Array(input[consumed...])
        return output
      default:
        let byte = String(input[consumed], radix: 16, uppercase: true)
        throw TableTrouble("byte 0x\(byte) is no character of \(encoding.name)", hint: "is `encoding:` the right one?")
      }
    }
    pending = []
    return output
  }

  /// - Throws: ``TableTrouble`` when the file ends inside a character.
  func end() throws(TableTrouble) {
    guard pending.isEmpty else { throw TableTrouble("it ends inside a character of \(encoding.name)") }
  }

  private func step(_ input: inout [UInt8], from start: Int) -> (read: Int, written: [UInt8], failure: Int32) {
    var (read, failure) = (0, Int32(0))
    let count = input.count - start
    let written = [UInt8](unsafeUninitializedCapacity: max(64, count * 3)) { buffer, filled in
      input.withUnsafeMutableBytes { bytes in
        var from = bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        var to = buffer.baseAddress.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self) }
        var (left, room) = (count, buffer.count)
        let result = iconv(descriptor, &from, &left, &to, &room)
        failure = result == -1 ? errno : 0
        (read, filled) = (count - left, buffer.count - room)
      }
    }
    return (read, written, failure)
  }
}
