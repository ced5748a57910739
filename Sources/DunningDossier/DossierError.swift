/// Why an archive could not be written or read.
package struct DossierError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, in words for a person.
  package let message: String

  package init(_ message: String) { self.message = message }

  package var description: String { message }
}
