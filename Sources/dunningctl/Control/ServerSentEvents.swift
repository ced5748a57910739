/// One event of a stream: its number and its data.
struct ServerSentEvent: Hashable, Sendable {
  var id: String?
  var data: String
}

/// Puts the lines of an event stream together.
///
/// - Source: HTML Living Standard, 9.2.6 "Interpreting an event stream".
struct ServerSentEvents {
  private var id: String?
  private var data: [String] = []

  /// Takes one line; an event when the line completes one.
  mutating func take(_ line: String) -> ServerSentEvent? {
    if line.isEmpty {
      defer { data = [] }
      return data.isEmpty ? nil : ServerSentEvent(id: id, data: data.joined(separator: "\n"))
    }
    let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = halves.count == 2 ? String(halves[1].first == " " ? halves[1].dropFirst() : halves[1]) : ""
    switch halves.first {
    case "id": id = value
    case "data": data.append(value)
    default: break  // A comment, which keeps the connection alive, or a field that we have no use for.
    }
    return nil
  }
}
