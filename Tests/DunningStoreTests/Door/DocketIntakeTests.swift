import Synchronization
import Testing

@testable import DunningStore

@Suite("What is brought together counts together")
struct DocketIntakeTests {
  private final class Time: Sendable {
    let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)

    var now: ContinuousClock.Instant { start + passed.withLock { $0 } }

    func pass(_ duration: Duration) { passed.withLock { $0 += duration } }
  }

  @Test("nothing leaves while a file is taken in, and for a moment after it")
  func moment() async {
    let time = Time()
    let intake = DocketIntake { time.now }
    #expect(intake.rest == nil)
    await intake.taking {
      time.pass(.seconds(5))
      #expect(intake.rest == DocketIntake.pause)
    }
    time.pass(.milliseconds(500))
    #expect(intake.rest == .milliseconds(1_500))
    time.pass(.milliseconds(1_500))
    #expect(intake.rest == nil)
  }

  @Test("whoever brings files without end keeps nobody from being written to")
  func endless() async {
    let time = Time()
    let intake = DocketIntake { time.now }
    for _ in 0..<31 {
      await intake.taking { time.pass(.seconds(1)) }
    }
    #expect(intake.rest == nil)
    // After a pause it begins anew.
    time.pass(.seconds(3))
    await intake.taking {}
    #expect(intake.rest != nil)
  }
}
