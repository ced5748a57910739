import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What a connection is waiting for, and how long; a value without I/O.
struct ConnectionState {
  /// What did not come in time.
  enum Lateness {
    /// The first request of the connection.
    case firstHead
    /// Another request on a connection that has already had an answer, or any request while the server stops.
    case nextHead
    /// The rest of a body.
    case body
    /// The client's taking of the answer, or its closing of the connection.
    case answer
  }

  /// When something last moved.
  var lastProgress = NIODeadline.uptimeNanoseconds(0)
  /// Whether bytes are asked for; if not, a route is slow, not the client.
  var isReading = false
  /// Whether the client takes the answer too slowly.
  var isBlocked = false
  /// Whether the rest of the request will not come.
  var inputFailed = false {
    didSet { if inputFailed { endsAfterResponse = true } }
  }
  var inputClosed = false
  var outputClosed = false
  /// Whether the connection ends as soon as the running requests are answered.
  var endsAfterResponse = false
  /// Whether the last answer is out or on its way.
  var isEnding = false

  private let limits: ControlLimits
  private var headTimeout: Duration
  private var requestsOpen = 0
  private var isReceiving = false
  private var hadRequest = false
  private var isStopping = false

  init(limits: ControlLimits, headTimeout: Duration) {
    self.limits = limits
    self.headTimeout = headTimeout
  }

  /// No request has begun that is not answered.
  var isIdle: Bool { requestsOpen == 0 }

  /// Whether the client may still be sending what nobody reads, so that closing at once could cost it the answer.
  var lingers: Bool { !inputClosed && (isReceiving || inputFailed) }

  /// Whether what arrives is thrown away.
  var ignoresInput: Bool { isEnding || inputFailed }

  mutating func received(_ part: HTTPRequestPart) {
    isReading = false
    switch part {
    case .head(let head):
      requestsOpen += 1
      if head.headerFields[.connection]?.lowercased() == "close" { endsAfterResponse = true }
      isReceiving = true
      hadRequest = true
      headTimeout = limits.headTimeout
    case .body: break
    case .end: isReceiving = false
    }
  }

  /// An answer is complete; true if the connection is to end.
  mutating func responded() -> Bool {
    requestsOpen -= 1
    guard isIdle else { return false }
    // An answer before the end of the request means that nobody wants the rest of it.
    return endsAfterResponse || isReceiving
  }

  /// The server stops; true if the connection is to end at once.
  ///
  /// A client that has connected but not yet asked cannot know that the server stops, so its first request is answered.
  mutating func shouldEnd() -> Bool {
    guard !isStopping else { return false }
    isStopping = true
    endsAfterResponse = true
    headTimeout = limits.stopFirstRequestGrace
    return isIdle && hadRequest
  }

  /// When the client is late; `nil` while it is the daemon's turn.
  var deadline: NIODeadline? {
    if outputClosed { return lastProgress + TimeAmount(limits.lingerTimeout) }
    if isEnding || isBlocked { return lastProgress + TimeAmount(limits.stallTimeout) }
    if isReceiving, isReading, !inputFailed { return lastProgress + TimeAmount(limits.stallTimeout) }
    return isIdle ? lastProgress + TimeAmount(headTimeout) : nil
  }

  var lateness: Lateness {
    if isEnding || isBlocked { return .answer }
    if isReceiving { return .body }
    return hadRequest || isStopping ? .nextHead : .firstHead
  }
}
