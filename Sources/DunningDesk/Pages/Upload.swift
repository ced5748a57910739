import DunningAPI

/// A file that somebody dropped.
struct Upload: Sendable {
  let name: String
  let bytes: [UInt8]
}

extension Visit {
  /// The file of the form, or the one that waits since something was asked about it.
  func dropped() throws -> Upload {
    if form.text("ticket") != nil { return try kept() }
    guard let file = form.file("file"), !file.bytes.isEmpty else {
      throw Refusal(.missingField, words(.isMissing, words(.file)), field: "file")
    }
    return Upload(name: Self.plain(file.name), bytes: file.bytes)
  }

  /// The file that waits to be confirmed.
  func kept() throws -> Upload {
    guard let upload = form.text("ticket").flatMap({ desk.sessions.takeUpload($0, of: token) }) else {
      throw Refusal(.conflict, words(.uploadGone))
    }
    return Upload(name: upload.name, bytes: upload.bytes)
  }

  /// Keeps a file until it is confirmed.
  func ticket(for file: Upload) throws -> String {
    guard let ticket = desk.sessions.keep(upload: file.name, file.bytes, of: token) else {
      throw Refusal(.conflict, words(.uploadsFull))
    }
    return ticket
  }

  /// The last part of a path, without what is no text.
  private static func plain(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "file"
    let plain = String(last.filter { !$0.isNewline && $0 != "\"" }.prefix(100))
    return plain.isEmpty ? "file" : plain
  }
}
