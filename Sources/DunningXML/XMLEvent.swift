/// What a reader of XML meets next.
package enum XMLEvent: Hashable, Sendable {
  /// The beginning of an element.
  case start(XMLElement)
  /// The end of an element, also of one that has nothing in it; by its local name.
  case end(String)
  /// Text, as it stands between two tags or in CDATA; a long one may come in parts.
  case text(String)
}

/// The beginning of an element.
package struct XMLElement: Hashable, Sendable {
  /// Without the prefix.
  package let name: String
  /// The address of its namespace; empty when it is in none.
  package let namespace: String
  /// The values of its attributes by their names without prefixes; declarations of namespaces are left out.
  package let attributes: [String: String]
}
