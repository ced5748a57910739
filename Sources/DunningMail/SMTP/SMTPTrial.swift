import NIOCore

/// A connection that is set up and left again, to see whether it can be. It lives on one event loop and is touched
/// nowhere else.
final class SMTPTrial {
  private var handler: SMTPChannelHandler?
  private var isCancelled = false
  private var trouble: MailOutcome?

  /// Connects and says good-bye; `done` is called with what went wrong, or `nil`, when the connection is closed.
  func run(
    _ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?, _ loop: any EventLoop,
    _ done: @escaping (MailOutcome?) -> Void
  ) {
    let handler = SMTPChannelHandler(configuration, encryption, loop) { [self] milestone in
      switch milestone {
      case .ready: self.handler?.quit()
      case .finished(let outcome): trouble = outcome
      case .dotIsDue, .withdrawn: break
      case nil:
        let trouble = trouble
        self.handler?.whenClosed { done(trouble) }
        self.handler = nil
      }
    }
    self.handler = handler
    if isCancelled { handler.abandon(CancellationError()) } else { handler.connect() }
  }

  /// Gives it up, also before it began.
  func cancel() {
    isCancelled = true
    handler?.abandon(CancellationError())
  }
}
