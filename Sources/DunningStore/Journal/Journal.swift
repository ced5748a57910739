import Dunning
import DunningBytes
import DunningChain
import FoundationEssentials

/// What an entry of the journal holds, as it is written.
enum Journal {
  /// The data of an entry; none where they were erased.
  static func decode(_ data: String) throws -> [String: String] {
    data.isEmpty ? [:] : try JSONDecoder().decode([String: String].self, from: Data(data.utf8))
  }

  static func json(_ data: [String: String]) -> String {
    if data.isEmpty { return "{}" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    for (name, value) in data.sorted(by: { $0.key < $1.key }) {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      JSONText.append(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
