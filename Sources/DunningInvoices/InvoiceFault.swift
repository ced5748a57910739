/// Why a file is no invoice that can be read.
package struct InvoiceFault: Error, Hashable, Sendable {
  /// What it is instead, where that is known: the name of its syntax.
  package let syntax: String?
  /// In a sentence without a full stop.
  package let message: String

  package init(_ message: String, syntax: String? = nil) {
    self.message = message
    self.syntax = syntax
  }
}
