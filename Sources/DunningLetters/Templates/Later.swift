import Synchronization

/// A value that is read from files when it is first asked for, once.
final class Later<Value: Sendable>: Sendable {
  private let read: @Sendable () throws(TemplateErrors) -> Value
  private let result = Mutex<Result<Value, TemplateErrors>?>(nil)

  init(_ read: @escaping @Sendable () throws(TemplateErrors) -> Value) { self.read = read }

  /// - Throws: ``TemplateErrors``, the same each time.
  func value() throws(TemplateErrors) -> Value {
    let result = result.withLock { result in
      let known = result ?? Result { () throws(TemplateErrors) in try read() }
      result = known
      return known
    }
    return try result.get()
  }

  /// The value if it was read, and could be.
  var known: Value? { result.withLock { try? $0?.get() } }
}
