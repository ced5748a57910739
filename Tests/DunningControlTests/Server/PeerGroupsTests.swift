import Glibc
import Hummingbird
import Testing

@testable import DunningControl

@Suite("the groups of a peer")
struct PeerGroupsTests {
  @Test("the kernel tells those of the process at the other end")
  func kernel() throws {
    var pair: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    defer { for descriptor in pair { close(descriptor) } }
    var own = [UInt32](repeating: 0, count: Int(getgroups(0, nil)))
    own = Array(own.prefix(Int(getgroups(Int32(own.count), &own))))
    #expect(try PeerGroups.ofPeer(on: pair[0]).map(Set.init) == Set(own))
  }

  @Test("what is no socket is an error")
  func noSocket() {
    #expect(throws: (any Error).self) { try PeerGroups.ofPeer(on: -1) }
  }

  @Test("the group database tells those of a user; of nobody it knows, the one that the kernel said")
  func database() {
    let own = PeerGroups.ofUser(geteuid(), gid: getegid())
    #expect(own.contains(getegid()))
    #expect(PeerGroups.ofUser(4_294_000_000, gid: 77) == [77])
  }

  @Test("they come with the peer of a connection, over a real socket")
  func connection() async throws {
    let answer = try await withServer {
      $0.get("/v1/me") { _, context in context.peer.groups.map(String.init).sorted().joined(separator: " ") }
    } _: { path, _ in
      try await blocking { try UnixClient(path).request("GET", "/v1/me") }
    }
    var own = [UInt32](repeating: 0, count: Int(getgroups(0, nil)))
    own = Array(own.prefix(Int(getgroups(Int32(own.count), &own))))
    #expect(answer.body == own.map(String.init).sorted().joined(separator: " "))
  }
}
