import ArgumentParser

/// A command that asks the daemon something, or tells it.
protocol Verb: ParsableCommand {
  var global: GlobalOptions { get }
  func run(in session: Session) throws(Failure)
}

extension Verb {
  func run() throws {
    let session = Session(global)
    if Pager.verbs.contains(where: { $0 == Self.self }) { session.page() }
    do {
      try run(in: session)
    } catch {
      // What was done before the failure is told before the failure is.
      try session.finish()
      throw error
    }
    try session.finish()
    if session.exitStatus != .done { throw ExitCode(session.exitStatus.rawValue) }
  }
}
