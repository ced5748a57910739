import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("What a configuration says of incoming mail")
struct InboundTests {
  private func text(_ inbound: String) throws -> String {
    try example("creditors:", "inbound: \(inbound)\ncreditors:")
  }

  @Test("without a word nothing is watched and an answer holds; a Maildir is watched, and an answer can be noted only")
  func said() throws {
    #expect(try read(example).inbound.maildir == nil)
    #expect(try read(example).inbound.onReply == .hold)
    let folder = try Folder()
    for name in ["new", "cur"] { try folder.write("", to: "\(name)/.keep") }
    let inbound = try read(text("{maildir: \(folder.path), on_reply: note}")).inbound
    #expect(inbound.maildir == folder.path)
    #expect(inbound.onReply == .note)
  }

  @Test(
    "a print spool that is not there, or is a file, is a mistake: a slip of the pen leaves letters where nobody prints")
  func printSpool() throws {
    let folder = try Folder()
    try folder.write("", to: "letters/.keep")
    try folder.write("", to: "file")
    func text(_ path: String) throws -> String {
      try example("creditors:", "delivery: {transport: maildir, print_spool: \(path)}\ncreditors:")
        .replacing(#/(?m)^delivery:\n(?: .*\n)*/#, with: "")
    }
    #expect(try read(text("\(folder.path)/letters")).delivery.printSpool == "\(folder.path)/letters")
    for (path, words) in [
      ("\(folder.path)/leters", "there is no folder"), ("\(folder.path)/file", "there is no folder"),
      ("letters", "print_spool must be an absolute path"),
    ] {
      let found = try mistakes(text(path))
      #expect(found.count == 1 && found[0].contains(words), "\(found)")
    }
  }

  @Test("a creditor's address for reports is read")
  func bounces() throws {
    let configuration = try read(example("iban: DE8", "bounces: bounces@acme.example\n    iban: DE8"))
    #expect(configuration.rulebook.creditors["acme"]?.bounces?.text == "bounces@acme.example")
    // Behind it comes what names the notice.
    for (count, isRight) in [(28, true), (29, false)] {
      let address = String(repeating: "b", count: count) + "@acme.example"
      let text = try example("iban: DE8", "bounces: \(address)\n    iban: DE8")
      #expect(((try? read(text)) != nil) == isRight)
    }
  }

  /// Two keys, and the places below one folder that they name.
  private static let clashes: [(key: String, place: String, other: String, otherPlace: String)] = [
    ("delivery.maildir", "in", "inbound.maildir", "in"), ("delivery.maildir", "in", "inbound.maildir", "link"),
    ("delivery.maildir", "in/.rejected", "inbound.maildir", "in"),
    ("delivery.print_spool", "drop", "payments.folder", "drop"),
    ("delivery.print_spool", "drop/../drop/.", "payments.folder", "drop"),
    ("delivery.print_spool", "drop/done", "payments.folder", "drop"),
    ("delivery.print_spool", "in/new", "inbound.maildir", "in"),
    ("payments.folder", "drop", "invoices.folder", "drop"),
    ("payments.folder", "drop/refused", "invoices.folder", "drop"),
    ("payments.folder", "in/cur", "inbound.maildir", "in"), ("invoices.folder", "in/new", "inbound.maildir", "in"),
    ("delivery.maildir", "drop", "payments.folder", "drop"), ("delivery.maildir", "in", "payments.folder", "in/new"),
    ("delivery.print_spool", "drop", "invoices.folder", "drop"),
  ]

  @Test("two keys that use one folder are a mistake that names both", arguments: clashes)
  func clash(_ one: (key: String, place: String, other: String, otherPlace: String)) throws {
    let folder = try Folder()
    for name in ["in/new", "in/cur", "in/.rejected/new", "drop/done", "drop/refused", "elsewhere"] {
      try folder.write("", to: "\(name)/.keep")
    }
    #expect(symlink("\(folder.path)/in", "\(folder.path)/link") == 0)
    func written(_ first: String, _ second: String) throws -> String {
      var sections: [String: [String]] = [:]
      for (key, place) in [(one.key, first), (one.other, second)] {
        let parts = key.split(separator: ".").map(String.init)
        sections[parts[0], default: []].append("\(parts[1]): \(folder.path)/\(place)")
        if key == "delivery.maildir" { sections["delivery"]?.append("transport: maildir") }
      }
      let lines = sections.sorted { $0.key < $1.key }.map { "\($0.key): {\($0.value.joined(separator: ", "))}" }
      let plain = example.replacing(#/(?m)^delivery:.*\n(?: .*\n)*/#, with: "")
      return plain.replacing("creditors:\n", with: lines.joined(separator: "\n") + "\ncreditors:\n", maxReplacements: 1)
    }
    let found = try mistakes(try written(one.place, one.otherPlace))
    #expect(found.count == 1 && found[0].contains(one.key) && found[0].contains(one.other), "\(found)")
    _ = try read(try written("elsewhere", one.otherPlace == "link" ? "in" : one.otherPlace))
  }

  @Test("what would have the docket for statements is a mistake")
  func docket() throws {
    let folder = try Folder()
    try folder.write("", to: "attachments/.keep")
    let world = surroundings()
    func found(_ path: String) -> [String] {
      do {
        _ = try Configuration.read(
          try example("creditors:", "payments: {folder: \(path)}\ncreditors:"), file: "dunningd.yaml",
          Configuration.Surroundings(
            almanac: world.almanac, languages: world.languages, stateDirectory: folder.path, statutes: world.statutes))
        return []
      } catch {
        return ["\(error)"]
      }
    }
    #expect(found(folder.path).first?.contains("the state directory") == true)
    #expect(found(folder.path + "/attachments").first?.contains("the state directory") == true)
    try folder.write("", to: "statements/.keep")
    #expect(found(folder.path + "/statements").isEmpty)
  }

  @Test(
    "a folder that is not there, a relative path and an unknown word are mistakes",
    arguments: [
      ("{maildir: /nowhere/mail}", "there is no folder /nowhere/mail/new"), ("{maildir: mail}", "absolute path"),
      ("{on_reply: answer}", "on_reply cannot be"), ("{folder: /x}", "unknown key \"folder\" in inbound"),
    ])
  func mistaken(inbound: String, message: String) throws {
    #expect(try mistakes(text(inbound)).contains { $0.contains(message) })
  }
}
