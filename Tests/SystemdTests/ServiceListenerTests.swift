import Glibc
import Systemd
import Testing

struct ServiceListenerTests {
  @Test("clients that wait are answered and let go, and later ones wait as before")
  func refuseWaitingClients() {
    let server = UnixSocket(type: SOCK_STREAM)
    #expect(listen(server.descriptor, 4) == 0)
    let listener = ServiceListener(descriptor: server.descriptor, name: "control")
    let clients = [UnixSocket(connectedTo: server), UnixSocket(connectedTo: server)]

    listener.refuseWaitingClients(answer: Array("HTTP/1.1 503 Service Unavailable\r\n\r\n".utf8))

    #expect(clients.map { $0.receive() } == Array(repeating: "HTTP/1.1 503 Service Unavailable\r\n\r\n", count: 2))
    #expect(clients.map { $0.receive() } == ["", ""])
    let later = UnixSocket(connectedTo: server)
    for socket in clients + [later, server] { socket.close() }
  }
}
