package import DunningLetters
import Dispatch

/// Sets letters one at a time on a thread of its own: each costs milliseconds, and other notices' mails do not wait for
/// it. Nothing is loaded before the first one.
package struct LetterPress: Sendable {
  /// Sets the PDF of a notice, the same bytes for the same facts.
  package typealias Typesetter = @Sendable (NoticeFacts) throws -> [UInt8]

  private let typeset: Typesetter
  private let queue: DispatchQueue

  package init(_ typeset: @escaping Typesetter) {
    self.typeset = typeset
    queue = Self.thread
  }

  /// - Throws: what the typesetter throws.
  func pdf(_ facts: NoticeFacts) async throws -> [UInt8] {
    let result: Result<[UInt8], any Error> = await withCheckedContinuation { continuation in
      queue.async { [typeset] in continuation.resume(returning: Result { try typeset(facts) }) }
    }
    return try result.get()
  }

  /// One for all of the process: a reload makes a new press, and the library below has one set of fonts.
  private static let thread = DispatchQueue(label: "letter-press", qos: .utility)
}
