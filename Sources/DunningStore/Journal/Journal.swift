import Dunning
import DunningBytes
import DunningChain
import FoundationEssentials

/// What an entry of the journal holds, as it is written.
enum Journal {
  /// The data of an entry; none where they were erased.
  static func decode(_ data: String) throws -> [String: String] {
    if data.isEmpty { return [:] }
    // The general decoder costs more than all else that is looked at before a notice leaves.
    if let members = JournalReader.members(of: data) { return members }
    return try JSONDecoder().decode([String: String].self, from: Data(data.utf8))
  }

  /// What is hashed: an object with its members sorted by their names, with no space between.
  static func json(_ data: [JournalKey: String]) -> String { json(members: data.map { ($0.key.rawValue, $0.value) }) }

  /// The same of a row whose hash stands in an entry.
  static func json(_ fields: [String: String]) -> String { json(members: fields.map { ($0.key, $0.value) }) }

  /// The same of members each of which is there once.
  static func json(members: [(name: String, value: String)]) -> String {
    if members.isEmpty { return "{}" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    for (name, value) in members.sorted(by: { $0.name < $1.name }) {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      JSONText.append(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
