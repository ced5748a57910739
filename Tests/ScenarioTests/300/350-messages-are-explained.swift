import Foundation
import Testing

@testable import dunningd

/// What `journalctl -x` says: each message id has its entries in the catalog that is installed, in three languages.
@Suite struct MessageCatalogTests {
  private struct Entry {
    let id: String
    let language: String
    let subject: String
    let text: String
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func entries() throws -> [Entry] {
    let text = try String(contentsOf: root.appending(path: "systemd/dunningd.catalog"), encoding: .utf8)
    return text.components(separatedBy: "\n-- ").dropFirst().map { block in
      let (head, body) = (block.prefix { $0 != "\n" }.split(separator: " "), block.components(separatedBy: "\n\n"))
      let subject = block.components(separatedBy: "\n").first { $0.hasPrefix("Subject: ") } ?? ""
      return Entry(
        id: String(head[0]), language: head.count > 1 ? String(head[1]) : "en",
        subject: String(subject.dropFirst("Subject: ".count)),
        text: body.dropFirst().joined(separator: "\n\n").trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  @Test("each message id has an entry in English, German and Chinese, and each entry an id")
  func complete() throws {
    let entries = try Self.entries()
    let written = entries.map { "\($0.id) \($0.language)" }
    let wanted = MessageCatalog.ids.values.flatMap { id in ["en", "de", "zh_CN"].map { "\(id) \($0)" } }
    #expect(written.sorted() == wanted.sorted())
    for entry in entries {
      #expect(!entry.subject.isEmpty && entry.text.count > 20, "\(entry.id) \(entry.language)")
    }
  }

  @Test("an id has 32 digits and belongs to one event that the sources log")
  func ids() throws {
    #expect(Set(MessageCatalog.ids.values).count == MessageCatalog.ids.count)
    let sources = try #require(FileManager.default.enumerator(atPath: Self.root.appending(path: "Sources").path))
    let text = try sources.compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift") && !$0.contains("MessageCatalog")
    }
    .map { try String(contentsOf: Self.root.appending(path: "Sources/\($0)"), encoding: .utf8) }.joined()
    for (event, id) in MessageCatalog.ids {
      #expect(id.count == 32 && id.allSatisfy(\.isHexDigit))
      #expect(text.contains("\"\(event)\""), "\(event)")
    }
  }
}
