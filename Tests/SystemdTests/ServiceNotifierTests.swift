import Glibc
import Synchronization
import Systemd
import Testing

struct ServiceNotifierTests {
  @Test("each notification is one datagram with the assignments that sd_notify(3) names")
  func vocabulary() {
    let sent = Mutex<[String]>([])
    let notifier = ServiceNotifier { text in sent.withLock { $0.append(text) } }

    notifier.ready(status: "Armed; 12 claims")
    notifier.status("Held: fresh installation")
    notifier.reloading(monotonicMicroseconds: 123_456_789)
    notifier.stopping(status: "Waiting for 2 final replies")
    notifier.failing(errno: ENOSPC, status: "the docket's disk is full")
    notifier.watchdog()
    notifier.extendTimeout(microseconds: 30_000_000, status: "opening the docket")

    #expect(
      sent.withLock { $0 } == [
        "READY=1\nSTATUS=Armed; 12 claims",
        "STATUS=Held: fresh installation",
        "RELOADING=1\nMONOTONIC_USEC=123456789",
        "STOPPING=1\nSTATUS=Waiting for 2 final replies",
        "ERRNO=28\nSTATUS=the docket's disk is full",
        "WATCHDOG=1",
        "EXTEND_TIMEOUT_USEC=30000000\nSTATUS=opening the docket",
      ])
  }

  @Test("a status with line breaks cannot smuggle in another assignment")
  func statusIsOneLine() {
    let sent = Mutex<[String]>([])
    let notifier = ServiceNotifier { text in sent.withLock { $0.append(text) } }

    notifier.status("smtp said:\r\nMAINPID=1\u{1B}[31m\u{85}ü 金")

    #expect(sent.withLock { $0 } == ["STATUS=smtp said:  MAINPID=1 [31m ü 金"])
  }

  // In a process of its own, since it changes the environment.
  @Test("the datagrams arrive at NOTIFY_SOCKET, and without one nothing happens")
  func realSocket() async {
    await #expect(processExitsWith: .success) {
      unsetenv("NOTIFY_SOCKET")
      ServiceNotifier().watchdog()

      let server = UnixSocket(type: SOCK_DGRAM)
      setenv("NOTIFY_SOCKET", server.path, 1)
      let notifier = ServiceNotifier()
      notifier.ready(status: "Armed")
      notifier.reloading(monotonicMicroseconds: 7)
      let received = [server.receive(), server.receive()]
      server.close()
      guard received == ["READY=1\nSTATUS=Armed", "RELOADING=1\nMONOTONIC_USEC=7"] else { exit(1) }
    }
  }
}
