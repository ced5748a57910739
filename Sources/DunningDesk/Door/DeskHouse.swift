package import Dunning
package import Hummingbird

/// Who opened the desk: a user of the machine, as the control socket knew them.
package struct DeskCaller: Hashable, Sendable {
  package let uid: UInt32
  package let gid: UInt32
  package let groups: [UInt32]
  /// The user's name on the machine; nil where nobody knows it.
  package let name: String?

  package init(uid: UInt32, gid: UInt32, groups: [UInt32] = [], name: String? = nil) {
    (self.uid, self.gid, self.groups, self.name) = (uid, gid, groups, name)
  }
}

/// What a caller may do by the configuration in force.
package enum DeskStanding: Hashable, Sendable {
  /// The configuration gives no roles: whoever may open the control socket may do everything.
  case everything
  case role(Role)
  /// None any more: the session ends.
  case none

  /// Whether what a route asks for is allowed; nil asks for nothing.
  func allows(_ needed: Role?) -> Bool {
    switch (self, needed) {
    case (.everything, _), (_, nil): true
    case (.role(let role), let needed?): role >= needed
    case (.none, _): false
    }
  }
}

/// The house that the desk stands in: the control API in the same process.
///
/// The desk is a client like any other, so that a page can do nothing that the socket would refuse: the same checks, the
/// same roles, the same words in the journal.
package protocol DeskHouse: Sendable {
  /// Carries out a request of the control API in the name of a caller.
  func ask(_ request: Request, as caller: DeskCaller) async -> Response

  /// What the caller may do now.
  func standing(of caller: DeskCaller) -> DeskStanding

  /// The role that a route such as `POST /v1/hold` asks for; nil for none.
  func role(for route: String) -> Role?

  /// The maps by which tables of banks are read, in the order of their names.
  ///
  /// - Throws: ``Problem`` when one of them cannot be read.
  func statementMaps() throws -> [DeskMap]

  /// The maps by which tables of claims are read, in the order of their names.
  ///
  /// - Throws: ``Problem`` when one of them cannot be read.
  func claimMaps() throws -> [DeskMap]

  /// Reads a table of claims, whoever wrote it.
  ///
  /// - Throws: ``Problem`` when it is no table, or cannot be read as was said.
  func claimTable(_ question: DeskTableQuestion) async throws -> DeskTable

  /// What a claim may name.
  var names: DeskNames { get }

  /// The name of a user of the machine; nil where nobody knows it.
  func name(ofUser uid: UInt32) -> String?

  var now: Instant { get }
}

/// A map by which the table of a bank is read.
package struct DeskMap: Hashable, Sendable {
  package let name: String
  /// The bank or program; nil where the map does not say.
  package let title: String?

  package init(name: String, title: String?) { (self.name, self.title) = (name, title) }
}
