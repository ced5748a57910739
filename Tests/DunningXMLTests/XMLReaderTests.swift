import DunningXML
import Testing

/// The events of documents, good and bad.
@Suite struct XMLReaderTests {
  static func events(_ text: String, piece: Int = 3) throws -> [XMLEvent] {
    var rest = Array(text.utf8)[...]
    let reader = try XMLReader {
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var events: [XMLEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test("elements, their namespaces, attributes and texts come in order", arguments: [1, 7, 4_096])
  func order(piece: Int) throws {
    let text = "<?xml version='1.0'?><a:b xmlns:a='urn:x' c='1'>é<d/><!-- e --><![CDATA[<f>]]></a:b>"
    let events = try Self.events(text, piece: piece)
    #expect(events.count == 6)
    guard case .start(let root) = events.first else { throw XMLFault("no start") }
    #expect(root.name == "b")
    #expect(root.namespace == "urn:x")
    #expect(root.attributes == ["c": "1"])
    #expect(events[1] == .text("é"))
    #expect(events[3...] == [.end("d"), .text("<f>"), .end("b")])
  }

  @Test(
    "what declares its type, defines entities or is cut off is refused",
    arguments: [
      "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a>&b;</a>", "<a>",
      "",
      "<a></b>", "no XML",
    ])
  func refused(text: String) {
    #expect(throws: XMLFault.self) { try Self.events(text) }
  }

  @Test("the line of a mistake is told")
  func line() {
    #expect { try Self.events("<a>\n<b>\n</c></a>") } throws: { ($0 as? XMLFault)?.line == 3 }
  }

  @Test("bytes that cannot be read end the document with a fault")
  func unreadable() throws {
    let reader = try XMLReader { nil }
    #expect(throws: XMLFault.self) { try reader.next() }
  }
}
