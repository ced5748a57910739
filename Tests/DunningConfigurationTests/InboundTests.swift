import Dunning
import DunningConfiguration
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

  @Test("a creditor's address for reports is read")
  func bounces() throws {
    let configuration = try read(example("iban: DE8", "bounces: bounces@acme.example\n    iban: DE8"))
    #expect(configuration.rulebook.creditors["acme"]?.bounces?.text == "bounces@acme.example")
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
