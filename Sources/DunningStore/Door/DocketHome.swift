import Crypto
import DunningBytes

/// Where a docket lives: a copy of its file, or the same file on another machine, has another home.
package struct DocketHome: Hashable, Sendable {
  /// Tells this machine from others; nil when nothing does.
  let machine: String?
  /// When the file was made, in nanoseconds since 1970; nil where the file system does not say.
  let fileMade: String?

  /// - Parameters:
  ///   - machine: machine-id(5), of which only a hash is kept; nil when there is none.
  ///   - fileMade: when the file was made, in nanoseconds since 1970 (statx(2), `stx_btime`); nil when nobody knows.
  package init(machine: String?, fileMade: Int64?) {
    self.machine = machine.map { id in Hex.text(SHA256.hash(data: Array("dunningd \(id)".utf8)).prefix(8)) }
    self.fileMade = fileMade.map(String.init)
  }

  /// Reads ``text``.
  init(text: String) {
    let words = text.split(separator: " ").map { $0 == "-" ? nil : String($0) }
    machine = words.first ?? nil
    fileMade = words.dropFirst().first ?? nil
  }

  /// Two words, `-` for what is not known.
  var text: String { "\(machine ?? "-") \(fileMade ?? "-")" }

  /// Why this is another home than the one before; nil when it is the same as far as it is known.
  func difference(from before: DocketHome) -> String? {
    if let machine, let old = before.machine, machine != old { return "it was last used on another machine" }
    if let fileMade, let old = before.fileMade, fileMade != old {
      return "its file was put here as a copy, as when a backup is restored"
    }
    return nil
  }
}
