import FoundationEssentials

/// The one way in which values become JSON on the control socket and back.
///
/// Wire types spell their snake_case names in `CodingKeys`. A key strategy would save that, but it also rewrites the
/// names in decoding errors, which the caller is to see exactly as they were sent.
package enum WireCoding {
  /// JSON with sorted keys and plain slashes, so that the same value always has the same bytes.
  ///
  /// - Throws: `EncodingError` if the value has a number that JSON cannot carry.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// Reads a value and ignores the members that `type` does not know, as a client of an older version must.
  ///
  /// - Throws: `DecodingError`, or whatever the initialiser of `type` throws.
  package static func decode<T: Decodable>(_ type: T.Type, from bytes: some Collection<UInt8>) throws -> T {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}
