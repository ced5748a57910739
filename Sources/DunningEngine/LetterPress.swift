package import DunningLetters
import Dispatch

/// Sets letters one at a time on a thread of its own: each costs milliseconds, and other notices' mails do not wait for
/// it. Nothing is loaded before the first one.
package struct LetterPress: Sendable {
  /// Sets the PDF of a notice, the same bytes for the same facts.
  package typealias Typesetter = @Sendable (NoticeFacts) throws -> [UInt8]

  private let typeset: Typesetter

  package init(_ typeset: @escaping Typesetter) {
    self.typeset = typeset
  }

  /// - Throws: what the typesetter throws.
  func pdf(_ facts: NoticeFacts) async throws -> [UInt8] {
    try await Self.set { [typeset] in try typeset(facts) }.get()
  }

  /// Does work of the kind on the same thread.
  static func set<T: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> T
  ) async -> Result<T, Failure> {
    await withCheckedContinuation { continuation in
      thread.async { continuation.resume(returning: Result(catching: work)) }
    }
  }

  /// One for all of the process: a reload makes a new press, and the library below has one set of fonts.
  private static let thread = DispatchQueue(label: "letter-press", qos: .utility)
}
