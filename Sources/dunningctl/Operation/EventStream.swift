import DunningAPI

/// The events of the journal after a given one; while following, across restarts of the daemon.
struct EventStream {
  private let session: Session
  private let follows: Bool
  private var last: Int64?
  private var answer: ControlAnswer?
  private var lines = ServerSentEvents()
  private var hasConnected = false
  private var waitMilliseconds = ClientLimits.reconnectMilliseconds.lowerBound

  init(session: Session, last: Int64?, follows: Bool) {
    self.session = session
    self.last = last
    self.follows = follows
  }

  /// The next event; nil at the end of what exists, which does not come while following.
  mutating func next() throws(Failure) -> JSONValue? {
    while true {
      do throws(Failure) {
        if let event = try readOne() { return event }
        if !follows { return nil }
      } catch {
        guard follows, hasConnected, error.status == .unreachable || error.status == .tryLater else { throw error }
      }
      try waitBeforeReconnecting()
    }
  }

  private mutating func readOne() throws(Failure) -> JSONValue? {
    if answer == nil { answer = try connect() }
    while let line = try answer?.line() {
      guard let event = lines.take(String(decoding: line, as: UTF8.self)) else { continue }
      waitMilliseconds = ClientLimits.reconnectMilliseconds.lowerBound
      if let id = event.id.flatMap({ Int64($0) }) {
        // A daemon that does not know where we stopped tells us again what we have.
        if let last, id <= last { continue }
        last = id
      }
      return try Session.document(Array(event.data.utf8))
    }
    return nil
  }

  private mutating func connect() throws(Failure) -> ControlAnswer {
    let since = last.map { String($0) }
    var request = ControlRequest.get(["events"], query: [("since", since), ("follow", follows ? nil : "false")])
    request.lastEventID = hasConnected ? since : nil
    var client = try session.client()
    // A journal may be silent for as long as nothing happens.
    if follows { client.timeoutMilliseconds = -1 }
    let answer = try client.send(request)
    hasConnected = true
    return answer
  }

  private mutating func waitBeforeReconnecting() throws(Failure) {
    if answer != nil { try session.note("the daemon went away; following on when it is back") }
    answer = nil
    lines = ServerSentEvents()
    Clock.sleep(milliseconds: waitMilliseconds)
    waitMilliseconds = min(waitMilliseconds * 2, ClientLimits.reconnectMilliseconds.upperBound)
  }
}
