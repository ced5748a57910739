import CSystemd
import Glibc

/// The system's journal, to which records go with their fields.
///
/// - Source: sd_journal_sendv(3), systemd.journal-fields(7).
package struct Journal: Sendable {
  /// How urgent a record is.
  /// - Source: syslog(3).
  package enum Priority: Int, Sendable {
    case critical = 2
    case error
    case warning
    case notice
    case informational
    case debug
  }

  private let deliver: @Sendable ([String]) -> Bool

  /// The journal of this machine.
  package init() {
    deliver = Self.sendv
  }

  /// Hands each record to `deliver` instead: its fields, each `NAME=value`. The answer is that of `send`.
  package init(deliver: @escaping @Sendable ([String]) -> Bool) {
    self.deliver = deliver
  }

  /// Sends one record.
  ///
  /// The lengths of the values travel with them, so no value can forge a field. A name becomes what the journal accepts:
  /// capital letters, digits and underscores, at most 64, a letter in front; a field whose name holds no letter is left
  /// out.
  ///
  /// - Returns: false if the journal did not take the record. A machine without a journal counts as taking it.
  @discardableResult
  package func send(priority: Priority, message: String, fields: [(String, String)]) -> Bool {
    var record = ["MESSAGE=\(PrintableText.lines(message))", "PRIORITY=\(priority.rawValue)"]
    for (name, value) in fields {
      // A field without a usable name is worth less than the record.
      guard let name = Self.fieldName(name) else { continue }
      record.append("\(name)=\(PrintableText.lines(value))")
    }
    return deliver(record)
  }

  private static func fieldName(_ text: String) -> String? {
    let letters = text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      default: UInt8(ascii: "_")
      }
    }
    // Names that begin with an underscore are journald's own.
    let name = letters.drop { $0 < UInt8(ascii: "A") || $0 > UInt8(ascii: "Z") }.prefix(64)
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func sendv(_ record: [String]) -> Bool {
    var bytes = record.flatMap(\.utf8)
    return bytes.withUnsafeMutableBytes { buffer in
      var vectors: [iovec] = []
      var offset = 0
      for field in record {
        vectors.append(iovec(iov_base: buffer.baseAddress.map { $0 + offset }, iov_len: field.utf8.count))
        offset += field.utf8.count
      }
      return sd_journal_sendv(vectors, Int32(vectors.count)) == 0
    }
  }
}
