/// Says in the catalog of a PDF in which language it is, and that its title is to be shown: cairo has no word for
/// either.
///
/// Bytes pass through as they come; those from the catalog on, the last object of a PDF by cairo, are held back until all
/// are there. A file of another order passes unchanged, as one by a cairo that packs its catalog (from 1.17.6 on).
///
/// - Source: ISO 32000-1:2008, 7.5.4, 7.5.5, 12.2, 14.9.2.
struct CatalogPatch {
  private static let start = Array("<< /Type /Catalog".utf8)
  private static let table = Array("startxref\n".utf8)
  private static let object = Array(" 0 obj".utf8)

  private let entries: [UInt8]
  private var held: [UInt8] = []
  private var isHolding = false

  /// - Parameter language: a BCP 47 tag; what is none is left out.
  init(language: String) {
    let isTag =
      !language.isEmpty
      && language.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    let lang = isTag ? "\n   /Lang (\(language))" : ""
    entries = Array("\(lang)\n   /ViewerPreferences << /DisplayDocTitle true >>".utf8)
  }

  /// Takes bytes in.
  ///
  /// - Returns: those that may go on.
  mutating func pass(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    held += bytes
    if isHolding { return [] }
    let found = Self.first(Self.start, in: held)
    isHolding = found != nil
    // A catalog may begin at the end of what came.
    let end = found ?? max(0, held.count - Self.start.count + 1)
    defer { held.removeSubrange(..<end) }
    return Array(held[..<end])
  }

  /// What is left, with the entries.
  mutating func finish() -> [UInt8] {
    defer { held = [] }
    guard let catalog = Self.last(Self.start, in: held), Self.first(Self.object, in: held, from: catalog) == nil,
      let table = Self.last(Self.table, in: held)
    else { return held }
    let digits = held[(table + Self.table.count)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let place = Int(String(decoding: digits, as: UTF8.self)) else { return held }
    let entry = catalog + Self.start.count
    return held[..<entry] + entries + held[entry..<digits.startIndex] + Array("\(place + entries.count)".utf8)
      + held[digits.endIndex...]
  }

  private static func first(_ pattern: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
    var place = start
    while let next = bytes[place...].firstIndex(of: pattern[0]), next + pattern.count <= bytes.count {
      if bytes[next..<(next + pattern.count)].elementsEqual(pattern) { return next }
      place = next + 1
    }
    return nil
  }

  private static func last(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    var found: Int?
    while let next = first(pattern, in: bytes, from: found.map { $0 + 1 } ?? 0) { found = next }
    return found
  }
}
