/// A format that is read, and how it is called.
package struct StatementFormat: Hashable, Sendable {
  enum Kind: Sendable {
    case camt, mt940, mt942, ofx, coda, norma43, cfonb120, bgmax, bai2, qif, jsonLines, table
  }

  let kind: Kind
  /// `camt.053.001.08`, `mt940`, `ofx`, `coda`, `n43`, …
  package let name: String

  init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }
}
