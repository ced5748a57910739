import Dunning
import DunningConfiguration
import Testing

@Suite("What a configuration says of word of what happens")
struct NotifyTests {
  private func text(_ notify: String) throws -> String {
    try example("creditors:", "notify: \(notify)\ncreditors:")
  }

  private static let secret = "0123456789abcdef0123456789abcdef"

  @Test("without a word nobody is told anything")
  func nothing() throws {
    #expect(try read(example).notify == Notify())
    #expect(try read(example).rulebook.notify == NotifyRules())
  }

  @Test("the morning mail, what is told at once, and a webhook are read")
  func said() throws {
    let configuration = try read(
      text(
        """
        {digest: "07:30", digest_days: all, digest_empty: send, forewarn: 2d, at_once: [reply-received, held], webhooks: [
          {url: "https://example.org/hook?k=v", secret: "\(Self.secret)", events: [notice-sent, payment-proposed]},
          {url: "http://127.0.0.1:8080/", secret: "\(Self.secret)", network: any}]}
        """))
    let rules = configuration.rulebook.notify
    #expect(rules.digest?.text == "07:30")
    #expect(rules.comesOnDaysOff && rules.comesWhenEmpty)
    #expect(rules.forewarnDays == 2)
    #expect(rules.atOnce == [.reply, .sendingHeld])
    let webhooks = configuration.notify.webhooks
    #expect(webhooks.map(\.url) == ["https://example.org/hook?k=v", "http://127.0.0.1:8080/"])
    #expect(webhooks.map(\.events) == [["notice-sent", "payment-proposed"], nil])
    #expect(webhooks.map(\.allowsPrivate) == [false, true])
    #expect(webhooks.map(\.secret.value) == [Self.secret, Self.secret])
  }

  @Test("mails link to the desk where its address is said")
  func desk() throws {
    let said = try example("creditors:", "desk: {url: \"https://desk.example.org/\"}\ncreditors:")
    #expect(try read(said).rulebook.notify.desk == "https://desk.example.org")
    let unsaid = try example("creditors:", "desk: {listen: \"127.0.0.1:8377\"}\ncreditors:")
    #expect(try read(unsaid).rulebook.notify.desk == nil)
  }

  @Test("a secret stands in a file of its own, without the end of its line")
  func file() throws {
    let folder = try Folder()
    try folder.write(Self.secret + "\n", to: "hook")
    let webhooks = try read(
      text("{webhooks: [{url: \"https://example.org/\", secret: \"{file \(folder.path)/hook}\"}]}")
    ).notify.webhooks
    #expect(webhooks.map(\.secret.value) == [Self.secret])
  }

  @Test("what is of no use without a morning mail is said so")
  func useless() throws {
    let warnings = try read(text("{forewarn: 2d}")).warnings
    #expect(warnings.contains { $0.message.contains("of no use without digest") })
  }

  @Test(
    "mistakes are told where they stand",
    arguments: [
      ("{digests: \"07:30\"}", "did you mean digest?"),
      ("{digest: \"7:30\"}", "is not a time of day"),
      ("{digest: \"24:00\"}", "before 24:00"),
      ("{digest: \"07:30\", digest_days: sunday}", "it is one of working, all"),
      ("{digest: \"07:30\", digest_empty: never}", "it is one of skip, send"),
      ("{digest: \"07:30\", forewarn: 3bd}", "must be calendar days, 14 at most"),
      ("{digest: \"07:30\", forewarn: 15d}", "must be calendar days, 14 at most"),
      ("{at_once: [replies]}", "cannot hold \"replies\""),
      ("{at_once: [reply-recieved]}", "did you mean reply-received?"),
      ("{webhooks: [{secret: \(secret)}]}", "needs url"),
      ("{webhooks: [{url: \"https://example.org/\"}]}", "needs secret"),
      ("{webhooks: [{url: example.org, secret: \(secret)}]}", "of the form https://host/path"),
      ("{webhooks: [{url: \"https://a:b@example.org/\", secret: \(secret)}]}", "of the form https://host/path"),
      ("{webhooks: [{url: \"http://example.org/\", secret: \(secret)}]}", "in clear to \"example.org\""),
      ("{webhooks: [{url: \"https://example.org/\", secret: short}]}", "fewer than 16 characters"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \"{file hook}\"}]}", "must say where it stands"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \"{file /nowhere/hook}\"}]}", "cannot be read"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \(secret), event: [x]}]}", "did you mean events?"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \(secret), events: [notice-send]}]}", "notice-sent?"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \(secret), events: []}]}", "told of nothing"),
      ("{webhooks: [{url: \"https://example.org/\", secret: \(secret), network: lan}]}", "one of public, any"),
      (
        "{webhooks: [{url: \"https://example.org/\", secret: \(secret), authorities: /nowhere}]}",
        "absolute path of a PEM"
      ),
      (
        "{webhooks: [{url: \"https://example.org/\", secret: \(secret)}, {url: \"https://example.org/\", secret: \(secret)}]}",
        "two webhooks have the same url"
      ),
    ])
  func mistaken(notify: String, message: String) throws {
    let found = try mistakes(text(notify))
    #expect(found.contains { $0.contains(message) }, "\(found)")
    #expect(found.allSatisfy { !$0.contains(Self.secret) })
  }
}
