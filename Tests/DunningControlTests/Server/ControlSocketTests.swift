import Foundation
import Glibc
import Testing

@testable import DunningControl

@Suite("the control socket")
struct ControlSocketTests {
  private func code(_ body: () throws(ControlSocketError) -> Void) -> ControlSocketError.Code? {
    do throws(ControlSocketError) {
      try body()
      return nil
    } catch {
      return error.code
    }
  }

  /// Leaves a socket file behind, as a daemon does that is killed.
  private func leaveStaleSocket(at path: String) throws {
    let descriptor = try ControlSocket.openStream()
    _ = try withUnixAddress(path) { bind(descriptor, $0, $1) }
    close(descriptor)
  }

  @Test("a stale socket is taken over")
  func stale() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      try leaveStaleSocket(at: path)
      let socket = try ControlSocket.bound(path: path)
      _ = try UnixClient(path)
      withExtendedLifetime(socket) {}
    }
  }

  @Test("a socket that a daemon of ours serves is refused, with its process id")
  func locked() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      let first = try ControlSocket.bound(path: path)
      let error = #expect(throws: ControlSocketError.self) { try ControlSocket.bound(path: path) }
      #expect(error?.code == .alreadyRunning)
      #expect(error?.message == "another daemon (process \(getpid())) already serves \(path)")
      #expect(error?.exitStatus == 75)
      withExtendedLifetime(first) {}
    }
  }

  @Test("a socket that somebody else listens on is refused and stays")
  func living() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      let descriptor = try ControlSocket.openStream()
      defer { close(descriptor) }
      _ = try withUnixAddress(path) { bind(descriptor, $0, $1) }
      Glibc.listen(descriptor, 1)
      #expect(code { () throws(ControlSocketError) in _ = try ControlSocket.bound(path: path) } == .alreadyRunning)
      // With this one its backlog is full, which does not make it stale.
      _ = try UnixClient(path)
      #expect(code { () throws(ControlSocketError) in _ = try ControlSocket.bound(path: path) } == .alreadyRunning)
    }
  }

  @Test("a file that is no socket is refused and stays")
  func plainFile() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      try "precious".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(code { () throws(ControlSocketError) in _ = try ControlSocket.bound(path: path) } == .notASocket)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }
  }

  @Test("a path that does not fit into an address is refused")
  func longPath() {
    let path = "/tmp/" + String(repeating: "x", count: 103)
    #expect(code { () throws(ControlSocketError) in _ = try ControlSocket.bound(path: path) } == .pathTooLong)
  }

  @Test("one missing directory is created for everybody to enter, two are an error")
  func directories() async throws {
    try await withDirectory { directory in
      let socket = try ControlSocket.bound(path: directory + "/run/s")
      #expect(try ControlSocket.status(directory + "/run").map { $0.st_mode & 0o7777 } == 0o755)
      withExtendedLifetime(socket) {}
      let path = directory + "/a/b/s"
      #expect(code { () throws(ControlSocketError) in _ = try ControlSocket.bound(path: path) } == .directoryMissing)
    }
  }

  @Test("the file has the mode and the group that were asked for")
  func modeAndGroup() async throws {
    try await withDirectory { directory in
      // Only root may give a file to any group.
      let group: gid_t = geteuid() == 0 ? 12345 : getegid()
      let socket = try ControlSocket.bound(path: directory + "/s", mode: 0o660, group: group)
      let file = try #require(try ControlSocket.status(directory + "/s"))
      #expect(file.st_mode == S_IFSOCK | 0o660)
      #expect(file.st_gid == group)
      withExtendedLifetime(socket) {}
    }
  }

  @Test("of two daemons that start at once over a stale socket exactly one wins")
  func race() async throws {
    try await withDirectory { directory in
      for round in 1...50 {
        // A path for each round, since the lock of the last one goes with the last reference to its socket.
        let path = "\(directory)/\(round)"
        try leaveStaleSocket(at: path)
        let sockets = try await withThrowingTaskGroup { tasks in
          for _ in 1...2 {
            tasks.addTask { try await blocking { try? ControlSocket.bound(path: path) } }
          }
          return try await tasks.reduce(into: [ControlSocket]()) { if let socket = $1 { $0.append(socket) } }
        }
        #expect(sockets.count == 1)
        _ = try UnixClient(path)
        withExtendedLifetime(sockets) {}
      }
    }
  }

  @Test("retiring removes our own file only")
  func retire() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      let socket = try ControlSocket.bound(path: path)
      unlink(path)
      try leaveStaleSocket(at: path + "2")
      rename(path + "2", path)
      socket.retire()
      #expect(try ControlSocket.status(path) != nil)

      unlink(path)
      let other = directory + "/t"
      let second = try ControlSocket.bound(path: other)
      second.retire()
      #expect(try ControlSocket.status(other) == nil)
    }
  }

  @Test("only a listening Unix stream socket is adopted")
  func adoption() async throws {
    let stream = try ControlSocket.openStream()
    defer { close(stream) }
    let internet = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(internet) }
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    for descriptor in [stream, internet, file, -1] {
      #expect(
        code { () throws(ControlSocketError) in _ = try ControlSocket.adopted(descriptor) } == .unusableDescriptor)
    }
  }

  @Test("an adopted socket becomes non-blocking and close-on-exec, and its file stays at the end")
  func adopted() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      _ = try withUnixAddress(path) { bind(descriptor, $0, $1) }
      Glibc.listen(descriptor, 5)
      let socket = try ControlSocket.adopted(descriptor)
      #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
      #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
      socket.retire()
      #expect(try ControlSocket.status(path) != nil)
    }
  }
}
