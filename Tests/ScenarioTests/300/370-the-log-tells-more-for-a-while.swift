import Dunning
import Logging
import Testing

@testable import dunningd

@Suite("the log tells more for a while")
struct LogTellsMoreScenario {
  private static let start = Instant(milliseconds: 1_795_424_400_000)

  @Test("what was asked for ends by itself, for every logger that there is")
  func ends() {
    let threshold = LogThreshold()
    let end = Self.start.adding(seconds: 600)
    #expect(threshold.level(at: Self.start) == .info)
    threshold.set(.debug, until: end)
    #expect(threshold.state(at: Self.start) == (.debug, end))
    #expect(threshold.level(at: end.adding(seconds: -1)) == .debug)
    #expect(threshold.state(at: end) == (.info, nil))
    threshold.set(.warning, until: nil)
    #expect(threshold.level(at: end.adding(seconds: 86_400)) == .warning)
  }

  @Test("a logger that was made before goes by what is asked for now")
  func loggers() {
    let sink = LogSink(isJournal: false, now: { Self.start })
    let logger = sink.logger()
    #expect(logger.logLevel == .info)
    sink.threshold.set(.error, until: nil)
    #expect(logger.logLevel == .error)
    sink.threshold.set(.error, until: Self.start)
    #expect(logger.logLevel == .info)
  }
}
