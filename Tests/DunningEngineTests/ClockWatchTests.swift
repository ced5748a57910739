import Dunning
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("Telling a clock that was set from time that passed")
struct ClockWatchTests {
  private let clock: ManualClock
  private var watch: ClockWatch

  init() throws {
    clock = ManualClock(try Samples.moment("2026-11-23T09:00:00Z"))
    watch = ClockWatch(now: clock.now, elapsed: clock.elapsed)
  }

  @Test("time that passes is no jump, however much of it")
  mutating func passing() {
    for duration in [Duration.milliseconds(3), .seconds(7_200), .seconds(400 * 86_400)] {
      clock.advance(by: duration)
      #expect(watch.jump(now: clock.now, elapsed: clock.elapsed) == 0)
    }
  }

  @Test("a clock that was set has jumped, by as much, once", arguments: [3_600_000, -3_600_000, 2_000, -2_000])
  mutating func jumping(milliseconds: Int64) {
    clock.advance(by: .seconds(60))
    clock.step(by: .milliseconds(milliseconds))
    #expect(watch.jump(now: clock.now, elapsed: clock.elapsed) == milliseconds)
    #expect(watch.jump(now: clock.now, elapsed: clock.elapsed) == 0)
  }

  @Test("less than two seconds are the ordinary correction of a clock")
  mutating func correction() {
    clock.step(by: .milliseconds(1_999))
    #expect(watch.jump(now: clock.now, elapsed: clock.elapsed) == 0)
  }
}
