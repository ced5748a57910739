import Foundation
import Glibc
import Testing

@testable import DunningControl

@Suite("the file of the control socket")
struct SocketFileTests {
  @Test("made by the daemon it is for the daemon's own user")
  func mode() async throws {
    try await withDirectory { directory in
      let socket = try ControlSocket.bound(path: directory + "/s")
      #expect(try ControlSocket.status(directory + "/s")?.st_mode == S_IFSOCK | 0o600)
      withExtendedLifetime(socket) {}
    }
  }

  @Test("what stands in its place is named as what it is")
  func others() async throws {
    try await withDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory + "/folder", withIntermediateDirectories: false)
      try "x".write(toFile: directory + "/file", atomically: false, encoding: .utf8)
      symlink("nowhere", directory + "/link")
      mkfifo(directory + "/pipe", 0o600)
      for (name, kind) in [("folder", "a folder"), ("file", "a file"), ("link", "a symbolic link"), ("pipe", "a pipe")]
      {
        let error = #expect(throws: ControlSocketError.self) { try ControlSocket.bound(path: "\(directory)/\(name)") }
        #expect(error?.code == .notASocket && error?.message == "\(directory)/\(name) is \(kind), and no socket")
      }
    }
  }

  /// Connects as soon as that is possible.
  private func pong(_ path: String) async throws -> String {
    try await blocking {
      for _ in 1...6_000 {
        if let client = try? UnixClient(path) { return try client.request("GET", "/v1/ping").body }
        usleep(25_000)
      }
      return "nobody"
    }
  }

  @Test("removed while the server runs it is made again, and who is connected stays so")
  func removed() async throws {
    let log = Log()
    try await withServer(log: log) { path, _ in
      for _ in 1...3 {
        #expect(unlink(path) == 0)
        let answer = try await pong(path)
        #expect(answer == "pong")
        let file = try ControlSocket.status(path)
        #expect(file?.st_mode == S_IFSOCK | 0o600)
      }
      // Before the server ends: it takes its own file away then.
      #expect(log.text.count { $0.contains("was removed") } == 3)
    }
  }

  @Test("removed with its whole folder it is made again with it")
  func folderRemoved() async throws {
    try await withDirectory { directory in
      let path = directory + "/run/s"
      let socket = try ControlSocket.bound(path: path)
      try await withServer(on: socket) { _ in
        try FileManager.default.removeItem(atPath: directory + "/run")
        let answer = try await pong(path)
        #expect(answer == "pong")
      }
      #expect(try ControlSocket.status(path) == nil)
    }
  }

  @Test("another daemon's socket in its place is left alone")
  func another() async throws {
    let log = Log()
    try await withServer(log: log) { path, _ in
      let other = path + "2"
      let descriptor = try ControlSocket.openStream()
      defer { close(descriptor) }
      _ = try withUnixAddress(other) { bind(descriptor, $0, $1) }
      Glibc.listen(descriptor, 5)
      let inode = try ControlSocket.status(other)?.st_ino
      #expect(rename(other, path) == 0)
      for _ in 1...400 where !log.text.contains(where: { $0.contains("another") }) {
        try await Task.sleep(for: .milliseconds(25))
      }
      #expect(log.text.contains { $0.contains("another daemon already serves") })
      let file = try ControlSocket.status(path)
      #expect(file?.st_ino == inode)
    }
  }
}
