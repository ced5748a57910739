import Dunning
import DunningAPI

/// Reads a JSON body and refuses what a lenient decoder would pass over: unknown fields and fields that are given twice.
package enum StrictJSON {
  /// Decodes `bytes` as `type`.
  ///
  /// `knownFields` is every name that `type` reads; a nested one is written `debtor.email`, whether or not `debtor` is an
  /// array, and `options.*` stands for free names inside `options`.
  ///
  /// - Throws: a ``Problem``: `malformed-json` with line and column, `too-deep`, `duplicate-field`, `unknown-field` with
  ///   the nearest known one, `missing-field`, `wrong-type`, `invalid-value`; or what the initialiser of `type` throws.
  package static func decode<T: Decodable>(
    _ type: T.Type, from bytes: [UInt8], knownFields: some Sequence<String>
  ) throws -> T {
    // Windows programs begin texts with the mark of their byte order, which a parser may pass over (RFC 8259 8.1).
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    let members = try JSONScanner.members(of: bytes)
    try refuseStrangers(in: members, known: Set(knownFields))
    do {
      return try WireCoding.decode(type, from: bytes)
    } catch let error as DecodingError {
      throw Problem(error, members: members)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func refuseStrangers(in members: [JSONScanner.Member], known: Set<String>) throws(Problem) {
    for member in members where !known.contains(member.pattern) {
      let dot = member.pattern.lastIndex(of: ".")
      let parent = dot.map { String(member.pattern[..<$0]) }
      if let parent, known.contains("\(parent).*") { continue }
      let nearest = nearest(to: member.pattern, in: known).map { "did you mean \"\($0)\"?" }
      throw Problem(
        .unknownField, detail: "the field \"\(member.path)\" is unknown", field: member.path,
        hint: known.isEmpty ? "this request takes no fields; nothing was done" : nearest)
    }
  }
}
