/// The head of one plain file in a tar archive (POSIX.1-1988, ustar), which says its name and size; 512 bytes.
package struct TarEntry: Hashable, Sendable {
  /// Everything in an archive comes in blocks of so many bytes.
  package static let blockBytes = 512
  /// The two empty blocks that end an archive.
  package static let end = [UInt8](repeating: 0, count: 2 * blockBytes)

  /// Its path inside, with `/` between folders.
  package let name: String
  package let size: Int

  package init(name: String, size: Int) {
    self.name = name
    self.size = size
  }

  /// How many empty bytes follow its content.
  package var padding: Int { (Self.blockBytes - size % Self.blockBytes) % Self.blockBytes }

  // MARK: - Writing

  /// The block before its content, for a file that its owner alone may read.
  ///
  /// - Parameter made: seconds since 1970.
  /// - Returns: nil when the name is too long for the format: 100 bytes after a `/`, 155 before it.
  package func head(made: Int64) -> [UInt8]? {
    guard let (prefix, rest) = Self.divided(name) else { return nil }
    var block = [UInt8](repeating: 0, count: Self.blockBytes)
    func put(_ bytes: some Collection<UInt8>, at offset: Int) {
      block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    put(rest, at: 0)
    put(Self.octal(0o600, digits: 7).utf8, at: 100)
    for owner in [108, 116] { put(Self.octal(0, digits: 7).utf8, at: owner) }
    put(Self.sizeField(size), at: 124)
    put(Self.octal(max(0, Int(made)), digits: 11).utf8, at: 136)
    put("        0".utf8, at: 148)
    put("ustar\u{0}00".utf8, at: 257)
    put(prefix, at: 345)
    put((Self.octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ").utf8, at: 148)
    return block
  }

  /// The name in two parts, of which the format has room for so many bytes.
  private static func divided(_ name: String) -> (prefix: [UInt8], rest: [UInt8])? {
    let bytes = Array(name.utf8)
    if (1...100).contains(bytes.count) { return ([], bytes) }
    let slash = bytes.indices.first { bytes[$0] == UInt8(ascii: "/") && bytes.count - $0 - 1 <= 100 }
    guard let slash, slash <= 155, slash + 1 < bytes.count else { return nil }
    return (Array(bytes[..<slash]), Array(bytes[(slash + 1)...]))
  }

  /// Eleven octal digits, and for what is larger than 8 GiB the number itself behind a first bit, as GNU tar has it.
  private static func sizeField(_ size: Int) -> [UInt8] {
    guard size >= 1 << 33 else { return Array(octal(size, digits: 11).utf8) }
    return [0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  // MARK: - Reading

  /// Reads a head; nil when it is none of a plain file, or was damaged.
  package init?(head block: [UInt8]) {
    guard block.count == Self.blockBytes, Self.number(block[148..<156]) == Self.checksum(of: block),
      block[156] == UInt8(ascii: "0") || block[156] == 0, let size = Self.size(block[124..<136])
    else { return nil }
    let isUstar = block[257..<262].elementsEqual("ustar".utf8)
    let (prefix, rest) = (isUstar ? Self.text(block[345..<500]) : "", Self.text(block[..<100]))
    guard !rest.isEmpty else { return nil }
    (name, self.size) = (prefix.isEmpty ? rest : "\(prefix)/\(rest)", size)
  }

  /// Whether a block is one of those that end an archive.
  package static func isEnd(_ block: [UInt8]) -> Bool { block.count == blockBytes && block.allSatisfy { $0 == 0 } }

  /// The sum of all bytes, with spaces in place of the sum itself.
  private static func checksum(of block: [UInt8]) -> Int {
    block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(block[$1])) }
  }

  private static func size(_ field: ArraySlice<UInt8>) -> Int? {
    guard field.first == 0x80 else { return number(field) }
    guard field.dropFirst().prefix(3).allSatisfy({ $0 == 0 }), field.dropFirst(4).first ?? 0 < 0x80 else { return nil }
    return field.dropFirst(4).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    Int(text(field).split(separator: " ").first ?? "", radix: 8).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }
}
