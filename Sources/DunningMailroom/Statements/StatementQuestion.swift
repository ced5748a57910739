import FoundationEssentials

/// A file of a bank or wallet, and how it is to be read.
package struct StatementQuestion: Hashable, Sendable {
  /// A map of the columns of a table, as its file has it.
  package struct MapText: Codable, Hashable, Sendable {
    package let name: String
    package let yaml: String

    package init(name: String, yaml: String) {
      self.name = name
      self.yaml = yaml
    }
  }

  package let bytes: [UInt8]
  /// Nil for what is no table.
  package let map: MapText?
  /// The creditor's own account, for a file that does not say it.
  package let account: String?

  package init(bytes: [UInt8], map: MapText? = nil, account: String? = nil) {
    self.bytes = bytes
    self.map = map
    self.account = account
  }

  private struct Head: Codable {
    let map: MapText?
    let account: String?
  }

  /// As it is handed to a reader: how it is to be read on a line of its own, then the file.
  func frame() throws -> [UInt8] {
    Array(try JSONEncoder().encode(Head(map: map, account: account))) + [UInt8(ascii: "\n")] + bytes
  }

  /// Nil for what is no such frame.
  init?(frame: [UInt8]) {
    guard let end = frame.firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSONDecoder().decode(Head.self, from: Data(frame[..<end]))
    else { return nil }
    self.init(bytes: Array(frame[(end + 1)...]), map: head.map, account: head.account)
  }
}
