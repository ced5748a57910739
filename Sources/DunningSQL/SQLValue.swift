/// A value for a statement, or one of a row.
package enum SQLValue: Hashable, Sendable {
  case null
  case number(Int64)
  case text(String)
  case bytes([UInt8])

  /// Nil is ``null``.
  package init(_ number: Int64?) { self = number.map(Self.number) ?? .null }

  /// Nil is ``null``.
  package init(_ text: String?) { self = text.map(Self.text) ?? .null }

  /// Nil is ``null``.
  package init(_ bytes: [UInt8]?) { self = bytes.map(Self.bytes) ?? .null }
}
