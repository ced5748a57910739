import Systemd
import Testing

@testable import dunningd

@Suite("340 a long start is not taken for a hung one", .timeLimit(.minutes(20)))
struct LongStart {
  private let datagrams: AsyncStream<String>
  private let notifier: ServiceNotifier

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self)
    datagrams = stream
    notifier = ServiceNotifier { continuation.yield($0) }
  }

  @Test("while the work goes on the service manager is told so again and again, and no longer")
  func repeated() async throws {
    let pace = LongWork.Pace(interval: .milliseconds(2), timesMax: .max)
    let told = await notifier.during("opening the docket", pace: pace) {
      var told: [String] = []
      for await datagram in datagrams {
        told.append(datagram)
        if told.count == 3 { break }
      }
      return told
    }
    #expect(told == Array(repeating: "EXTEND_TIMEOUT_USEC=6000\nSTATUS=opening the docket", count: 3))
  }

  @Test("work that never ends is not excused for ever")
  func stuck() async throws {
    let pace = LongWork.Pace(interval: .milliseconds(1), timesMax: 2)
    let work = LongWork("opening the docket", notifier, pace: pace)
    defer { work.end() }
    var told = 0
    for await _ in datagrams.prefix(2) { told += 1 }
    #expect(told == 2)
    // A second one of the same pace is told of three times before the first is told of once more.
    let (later, continuation) = AsyncStream.makeStream(of: String.self)
    let other = LongWork("other", ServiceNotifier { continuation.yield($0) }, pace: .init(interval: .milliseconds(20)))
    defer { other.end() }
    for await _ in later.prefix(3) {}
    notifier.status("end")
    #expect(await datagrams.first { _ in true } == "STATUS=end")
  }

  @Test("what is done at once is not told of")
  func quick() async {
    #expect(notifier.during("opening the docket") { 1 } == 1)
    notifier.status("end")
    #expect(await datagrams.first { _ in true } == "STATUS=end")
  }
}
