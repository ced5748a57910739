import ArgumentParser

/// The forms in which every verb answers.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// For people: columns, relative dates, colour on a terminal. May change at any time.
  case table
  /// One JSON document.
  case json
  /// One JSON object a line.
  case jsonl
  /// A header and rows.
  case csv

  /// Whether errors are told as JSON too.
  var isJSON: Bool { self == .json || self == .jsonl }
}
