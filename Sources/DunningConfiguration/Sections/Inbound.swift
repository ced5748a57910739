import Dunning
import Glibc
import Yams

/// What comes back, and what a person's answer does.
package struct Inbound: Hashable, Sendable {
  package enum OnReply: String, Sendable, CaseIterable {
    /// The claims wait until somebody has read it.
    case hold
    /// The creditor is told, and the steps go on.
    case note
  }

  /// The Maildir that is watched; nil for none.
  package var maildir: String?
  package var onReply = OnReply.hold

  package init() {}
}

extension Inbound {
  static let keys = ["maildir", "on_reply"]

  /// Reads the `inbound` section; what is missing keeps its default.
  init(_ section: Section) {
    self.init()
    onReply = section.choice("on_reply", OnReply.self) ?? .hold
    guard let path = section.text("maildir", charactersMax: RuleLimits.linkBytesMax) else { return }
    maildir = path
    if !path.hasPrefix("/") {
      section.findings.error(
        "maildir must be an absolute path", at: section.mark(of: "maildir"), suggestion: "write it from / on")
    } else if let missing = ["new", "cur"].first(where: { !Self.isFolder("\(path)/\($0)") }) {
      section.findings.error(
        "there is no folder \(path)/\(missing)", at: section.mark(of: "maildir"),
        suggestion: "name the Maildir that mail is delivered into; it has new, cur and tmp")
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
