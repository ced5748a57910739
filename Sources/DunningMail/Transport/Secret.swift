/// Text that never shows in a description, a dump or a log.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  /// Hides a text.
  package init(_ text: String) { self.text = text }

  /// The text, for the one place that needs it.
  package func revealed() -> String { text }

  /// Always `***`.
  package var description: String { "***" }
  /// Always `***`.
  package var debugDescription: String { "***" }
  /// Shows nothing.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
