import Crypto
package import Dunning
import Synchronization

/// Who is at the desk: sessions and the links that open them, in memory alone, so that a restart ends them all.
///
/// Tokens are kept as their SHA-256: what is looked up in a table says nothing by the time it takes.
package final class Sessions: Sendable {
  /// One browser of one caller.
  struct Session: Sendable {
    let caller: DeskCaller
    /// Stands in every form; a page of somebody else does not know it.
    let formToken: String
    let ends: Instant
    /// What the next page says first: what was done, and where it can be undone.
    var word: Flash?
    /// A file that waits to be confirmed.
    var upload: Kept?
  }

  /// What was done, said once.
  struct Flash: Sendable, Hashable {
    let text: String
    /// Where it can be taken back; nil where it cannot.
    var undo: String?
    /// What the link there is called; nil: to take it back.
    var undoTitle: String?
    var isProblem = false
  }

  struct Kept: Sendable {
    let name: String
    let bytes: [UInt8]
    let ticket: String
  }

  private struct Link {
    let caller: DeskCaller
    let ends: Instant
  }

  private struct State {
    var links: [[UInt8]: Link] = [:]
    var sessions: [[UInt8]: Session] = [:]
  }

  private let limits: DeskLimits
  private let randomBytes: @Sendable (Int) -> [UInt8]
  private let state = Mutex(State())

  package init(limits: DeskLimits = DeskLimits(), randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
    (self.limits, self.randomBytes) = (limits, randomBytes)
  }

  /// A token that opens one session within a minute.
  ///
  /// - Returns: 64 hexadecimal digits; nil while too many wait.
  package func makeLink(for caller: DeskCaller, now: Instant) -> String? {
    let token = self.token()
    return state.withLock { state in
      state.links = state.links.filter { $0.value.ends > now }
      guard state.links.count < limits.linksMax else { return nil }
      state.links[Self.hash(token)] = Link(caller: caller, ends: now.adding(seconds: limits.linkSeconds))
      return token
    }
  }

  /// Uses a link up.
  ///
  /// - Returns: the token of the new session; nil when the link is unknown, used or too old.
  func open(link: String, now: Instant) -> (token: String, caller: DeskCaller)? {
    let (token, formToken) = (self.token(), self.token())
    return state.withLock { state in
      guard let link = state.links.removeValue(forKey: Self.hash(link)), link.ends > now else { return nil }
      state.sessions = state.sessions.filter { $0.value.ends > now }
      makeRoom(for: link.caller, in: &state)
      state.sessions[Self.hash(token)] = Session(
        caller: link.caller, formToken: formToken, ends: now.adding(seconds: limits.sessionSeconds))
      return (token, link.caller)
    }
  }

  /// The session of a token; nil when there is none any more.
  func session(_ token: String, now: Instant) -> Session? {
    state.withLock { state in
      let key = Self.hash(token)
      guard let session = state.sessions[key] else { return nil }
      guard session.ends > now else {
        state.sessions[key] = nil
        return nil
      }
      return session
    }
  }

  func end(_ token: String) { state.withLock { $0.sessions[Self.hash(token)] = nil } }

  /// Ends all sessions of a user, and the links that wait for them.
  ///
  /// - Returns: how many sessions there were.
  package func endAll(of uid: UInt32, now: Instant) -> Int {
    state.withLock { state in
      let count = state.sessions.values.count { $0.caller.uid == uid && $0.ends > now }
      state.sessions = state.sessions.filter { $0.value.caller.uid != uid }
      state.links = state.links.filter { $0.value.caller.uid != uid }
      return count
    }
  }

  /// Leaves a word for the next page.
  func say(_ word: Flash, to token: String) { state.withLock { $0.sessions[Self.hash(token)]?.word = word } }

  /// Takes the word that was left.
  func takeWord(of token: String) -> Flash? {
    state.withLock { state in
      let key = Self.hash(token)
      let word = state.sessions[key]?.word
      state.sessions[key]?.word = nil
      return word
    }
  }

  /// Keeps a file until it is confirmed; one that was kept before gives way.
  ///
  /// - Returns: what the confirmation has to name; nil when too much waits already.
  func keep(upload name: String, _ bytes: [UInt8], of token: String) -> String? {
    let ticket = String(self.token().prefix(32))
    return state.withLock { state in
      let key = Self.hash(token)
      state.sessions[key]?.upload = nil
      let waiting = state.sessions.values.reduce(0) { $0 + ($1.upload?.bytes.count ?? 0) }
      guard waiting + bytes.count <= limits.uploadsBytesMax, state.sessions[key] != nil else { return nil }
      state.sessions[key]?.upload = Kept(name: name, bytes: bytes, ticket: ticket)
      return ticket
    }
  }

  /// Takes the file that was kept under a ticket.
  func takeUpload(_ ticket: String, of token: String) -> Kept? {
    state.withLock { state in
      let key = Self.hash(token)
      guard let upload = state.sessions[key]?.upload, upload.ticket == ticket else { return nil }
      state.sessions[key]?.upload = nil
      return upload
    }
  }

  /// A token of 32 random bytes in hexadecimal digits.
  func token() -> String { Self.hex(randomBytes(32)) }

  /// The oldest gives way, the caller's own first.
  private func makeRoom(for caller: DeskCaller, in state: inout State) {
    let own = state.sessions.filter { $0.value.caller.uid == caller.uid }
    if own.count >= limits.sessionsPerUserMax { Self.dropOldest(of: own, in: &state) }
    if state.sessions.count >= limits.sessionsMax { Self.dropOldest(of: state.sessions, in: &state) }
  }

  private static func dropOldest(of sessions: [[UInt8]: Session], in state: inout State) {
    if let oldest = sessions.min(by: { $0.value.ends < $1.value.ends }) { state.sessions[oldest.key] = nil }
  }

  private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
func isSame(_ left: String, _ right: String) -> Bool {
  let (left, right) = (Array(left.utf8), Array(right.utf8))
  guard left.count == right.count else { return false }
  return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
