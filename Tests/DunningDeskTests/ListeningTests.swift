import DunningControl
import Testing

@testable import DunningDesk

@Suite("Where the desk listens")
struct ListeningTests {
  @Test(
    "what other machines reach is refused",
    arguments: ["0.0.0.0", "192.168.1.1", "::", "fe80::1", "localhost", "128.0.0.1", "1270.0.0.1", ""])
  func others(address: String) {
    #expect(throws: ControlSocketError.self) { try ControlSocket.loopback(address, port: 0) }
  }

  @Test("a port of this machine is listened on once", arguments: ["127.0.0.1", "127.0.0.2"])
  func own(address: String) throws {
    let socket = try ControlSocket.loopback(address, port: 0)
    let port = try #require(socket.port)
    #expect(port > 0)
    #expect(throws: ControlSocketError.self) { try ControlSocket.loopback(address, port: port) }
  }

  @Test("the names of a port, and those of a proxy")
  func names() throws {
    let own = DeskAddress(port: 8377)
    #expect(own.isOwn(host: "LOCALHOST:8377") && own.isOwn(host: "[::1]:8377") && !own.isOwn(host: "localhost"))
    #expect(own.isOwn(origin: nil) && own.isOwn(origin: "http://127.0.0.1:8377") && !own.isOwn(origin: "null"))
    let proxy = try #require(DeskAddress(url: "https://Desk.example.org/"))
    #expect(proxy.origin == "https://desk.example.org" && proxy.isOwn(host: "desk.example.org"))
    #expect(!proxy.isOwn(host: "127.0.0.1:8377") && !proxy.isOwn(origin: "https://evil.example"))
    for url in ["desk.example.org", "ftp://x", "https://", "https://a/b", "https://a b", "https://a@b"] {
      #expect(DeskAddress(url: url) == nil)
    }
  }
}
