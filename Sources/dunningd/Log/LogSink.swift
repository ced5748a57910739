import Dunning
import FoundationEssentials
import Logging
import Systemd

/// Where log lines go: into the journal with their fields, or onto a terminal as lines to read.
struct LogSink: Sendable {
  private let journal: Journal?
  private let now: @Sendable () -> Instant
  /// How much is told.
  let threshold = LogThreshold()
  private let zone: ZoneRules

  init(isJournal: Bool, now: @escaping @Sendable () -> Instant) {
    journal = isJournal ? Journal() : nil
    self.now = now
    // A machine without a local zone shows UTC.
    let local = FileManager.default.contents(atPath: "/etc/localtime").map { Array($0) }
    zone = local.flatMap { ZoneRules(name: "localtime", tzif: $0) } ?? .utc
  }

  func logger() -> Logger { Logger(label: "dunningd") { _ in Handler(sink: self) } }

  private func write(_ event: LogEvent, _ metadata: Logger.Metadata) {
    let pairs = metadata.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    if let journal {
      let id = pairs.first { $0.0 == "event" }.flatMap { MessageCatalog.ids[$0.1] }
      let fields = pairs.map { ("DUNNING_\($0.0.uppercased())", $0.1) } + (id.map { [("MESSAGE_ID", $0)] } ?? [])
      journal.send(
        priority: event.level.priority, message: Self.sentence(event, pairs),
        fields: [("SYSLOG_IDENTIFIER", "dunningd")] + fields)
    } else {
      let moment = now()
      let time = "\(zone.date(at: moment).iso) \(zone.timeOfDay(at: moment).padded)"
      StandardError.log(PrintableText.line("\(time) \(event.level.word) \(Self.sentence(event, pairs))"))
    }
  }

  /// The message and its values on one line; the event's own name is for machines.
  private static func sentence(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
    let shown = pairs.filter { $0.0 != "event" }.map { key, value in
      "\(key)=\(value.contains(" ") ? "\"\(value)\"" : value)"
    }
    return (["\(event.message)"] + shown).joined(separator: " ")
  }

  private struct Handler: LogHandler {
    let sink: LogSink
    /// Of all loggers together: what is set for one copy would be unknown to the others.
    var logLevel: Logger.Level {
      get { sink.threshold.level(at: sink.now()) }
      set { sink.threshold.set(newValue, until: nil) }
    }
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      sink.write(event, metadata.merging(event.metadata ?? [:]) { _, own in own })
    }
  }
}

extension Logger.Level {
  /// The priority of syslog(3).
  fileprivate var priority: Journal.Priority {
    switch self {
    case .trace, .debug: .debug
    case .info: .informational
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    case .critical: .critical
    }
  }

  /// The level, as wide as the usual ones.
  fileprivate var word: String { rawValue + String(repeating: " ", count: max(0, 7 - rawValue.count)) }
}

extension TimeOfDay {
  fileprivate var padded: String { text.utf8.count == 5 ? text + ":00" : text }
}
