package import Dunning
import DunningBytes
import FoundationEssentials
import Yams

/// What the section `notify` says: how creditors and other programs are told what happens.
package struct Notify: Hashable, Sendable {
  package var rules = NotifyRules()
  package var webhooks: [Webhook] = []

  package init() {}

  /// A program that is told of the journal's entries over HTTP.
  package struct Webhook: Hashable, Sendable {
    /// `https://…`; `http://…` only where ``allowsPrivate``.
    package let url: String
    /// What it is signed with.
    package let secret: Delivery.Secret
    /// Of which events it is told; nil for all.
    package let events: Set<String>?
    /// Whether it may be on this machine or its network.
    package let allowsPrivate: Bool
    /// A PEM file of those who vouch for it besides those whom the machine trusts; nil for none.
    package let authorities: String?
  }

  /// What a webhook can be told of: every entry of the journal by its name, and money that is proposed.
  package static let events = [
    "armed", "attachment-added", "auto-reply-received", "charges-owed", "charges-paid", "claim-corrected",
    "claim-disputed",
    "claim-erased", "claim-paid", "claim-paused", "claim-promised", "claim-registered", "claim-reopened",
    "claim-resumed", "claim-set-aside", "claim-stopped", "claim-withdrawn", "claim-written-off", "complaint-received",
    "debtor-added", "debtor-changed", "debtor-erased", "debtor-merged", "debtor-parted", "debtors-apart",
    "delivery-dropped", "docket-created", "entries-named", "entry-decided", "follow-up-done", "follow-up-due",
    "follow-up-planned", "held", "journal-chained", "legal-hold-lifted", "legal-hold-set", "letter-delivered",
    "letter-posted", "list-taken", "note-added", "notice-approved", "notice-bounced", "notice-deferred",
    "notice-delayed",
    "notice-delivered", "notice-dropped", "notice-failed", "notice-held", "notice-in-doubt", "notice-opened",
    "notice-relayed", "notice-released", "notice-resolved", "notice-rest", "notice-retried", "notice-seconded",
    "notice-sent",
    "payment-assigned", "payment-proposed", "payment-recorded", "payment-released", "payment-undone", "promise-broken",
    "promise-kept", "promise-partly-kept", "reply-received", "seal-timestamped", "statement-taken", "step-skipped",
  ]
}

extension Notify {
  static let keys = ["digest", "digest_days", "digest_empty", "forewarn", "at_once", "webhooks"]

  private enum Days: String, CaseIterable {
    case working
    case all
  }

  private enum Empty: String, CaseIterable {
    case skip
    case send
  }

  /// Reads the section; what is missing keeps its default.
  init(_ section: Section, credential: ((String) -> String?)?) {
    self.init()
    rules.digest = section.value("digest", TimeOfDay.init(parsing:))
    rules.comesOnDaysOff = section.choice("digest_days", Days.self) == .all
    rules.comesWhenEmpty = section.choice("digest_empty", Empty.self) == .send
    readForewarning(section)
    rules.atOnce = Set(
      (section.texts("at_once") ?? []).compactMap { word in
        Self.known(word.text, in: MorningReport.Topic.atOnce.map(\.rawValue), key: "at_once", word.mark, section)
          .flatMap(MorningReport.Topic.init(rawValue:))
      })
    webhooks = (section.sections("webhooks", knows: Webhook.keys) ?? []).compactMap {
      Webhook($0, credential: credential)
    }
    checkDigest(section)
    checkWebhooks(section)
  }

  private mutating func readForewarning(_ section: Section) {
    guard let span = section.value("forewarn", Span.init(parsing:)) else { return }
    guard span.unit == .days, (0...NotifyRules.forewarnDaysMax).contains(span.count) else {
      return section.findings.error(
        "forewarn must be calendar days, \(NotifyRules.forewarnDaysMax) at most", at: section.mark(of: "forewarn"),
        suggestion: "write for example 1d")
    }
    rules.forewarnDays = span.count
  }

  private func checkDigest(_ section: Section) {
    if rules.digest?.seconds == 86_400 {
      section.findings.error(
        "digest must be before 24:00", at: section.mark(of: "digest"), suggestion: "write for example \"07:30\"")
    }
    guard !section.has("digest") else { return }
    for key in ["digest_days", "digest_empty", "forewarn"] where section.has(key) {
      section.findings.warning(
        "\(key) is of no use without digest", at: section.mark(of: key), suggestion: "write digest: \"07:30\"")
    }
  }

  /// How far a receiver has been told is known by its address.
  private func checkWebhooks(_ section: Section) {
    var known: Set<String> = []
    for webhook in webhooks where !known.insert(webhook.url).inserted {
      section.findings.error(
        "two webhooks have the same url", at: section.mark(of: "webhooks"),
        suggestion: "put the events of both into one list")
    }
  }

  fileprivate static func known(
    _ word: String, in words: [String], key: String, _ mark: Mark?, _ section: Section
  ) -> String? {
    if words.contains(word) { return word }
    let near = nearest(to: word, in: words).map { "did you mean \($0)?" }
    section.findings.error(
      "\(key) cannot hold \(quoted(word))", at: mark,
      suggestion: near ?? "it is one of \(words.joined(separator: ", "))")
    return nil
  }
}

extension Notify.Webhook {
  static let keys = ["url", "secret", "events", "network", "authorities"]

  private enum Network: String, CaseIterable {
    case `public`
    case any
  }

  /// Reads an entry of `webhooks`; nil when it cannot be used, which is reported.
  init?(_ section: Section, credential: ((String) -> String?)?) {
    section.require("secret")
    let network = section.choice("network", Network.self) ?? .public
    let url = Self.url(section, allowsPrivate: network == .any)
    let secret = section.text("secret", charactersMax: RuleLimits.linkBytesMax).flatMap {
      Self.secret($0, section, credential)
    }
    let events = section.texts("events").map { words in
      Set(words.compactMap { Notify.known($0.text, in: Notify.events, key: "events", $0.mark, section) })
    }
    if events?.isEmpty == true, !section.findings.hasErrors {
      section.findings.error(
        "events is empty: it would be told of nothing", at: section.mark(of: "events"),
        suggestion: "leave events out to be told of all")
    }
    let authorities = Self.authorities(section)
    guard let url, let secret else { return nil }
    self.init(
      url: url, secret: secret, events: events, allowsPrivate: network == .any, authorities: authorities)
  }

  private static func url(_ section: Section, allowsPrivate: Bool) -> String? {
    section.require("url")
    guard let text = section.text("url", charactersMax: RuleLimits.linkBytesMax) else { return nil }
    let mark = section.mark(of: "url")
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), parts.host?.isEmpty == false, parts.user == nil, parts.password == nil,
      parts.fragment == nil, (1...65_535).contains(parts.port ?? 1)
    else {
      section.findings.error(
        "url must be an address of the form https://host/path", at: mark,
        suggestion: "a name or password belongs into the path or into secret, and nothing stands behind #")
      return nil
    }
    if scheme == "http", !allowsPrivate {
      section.findings.error(
        "what happens would travel in clear to \(quoted(parts.host ?? ""))", at: mark,
        suggestion: "write https://, or network: any where it is on this machine or its network")
    }
    return text
  }

  /// `{credential NAME}` names a systemd credential, `{file PATH}` a file; anything else is the secret itself.
  private static func secret(
    _ text: String, _ section: Section, _ credential: ((String) -> String?)?
  ) -> Delivery.Secret? {
    let mark = section.mark(of: "secret")
    func wrong(_ what: String, _ suggestion: String) -> Delivery.Secret? {
      section.findings.error(what, at: mark, suggestion: suggestion)
      return nil
    }
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return checked(text, section) }
    let words = text.dropFirst().dropLast().split(separator: " ").map(String.init)
    switch (words.count, words.first) {
    case (2, "file") where words[1].hasPrefix("/"):
      guard let content = FileReader.text(of: words[1], atMost: bytesMax) else {
        return wrong("\(words[1]) cannot be read", "the daemon's user must be able to read it")
      }
      return checked(content.split { $0.isNewline }.first.map(String.init) ?? "", section)
    case (2, "credential"):
      guard let credential else {
        section.findings.warning(
          "the credential \(quoted(words[1])) cannot be looked up here: systemd hands it to the daemon", at: mark,
          suggestion: "see LoadCredential= in dunningd.service")
        return Delivery.Secret("")
      }
      guard let value = credential(words[1]) else {
        return wrong(
          "the credential \(quoted(words[1])) was not handed over", "see LoadCredential= in dunningd.service")
      }
      return checked(value, section)
    default:
      return wrong("secret must say where it stands", "write \"{credential hook}\" or \"{file /etc/…}\"")
    }
  }

  /// A secret that can be guessed signs nothing.
  private static func checked(_ secret: String, _ section: Section) -> Delivery.Secret? {
    if secret.utf8.count >= bytesMin { return Delivery.Secret(secret) }
    section.findings.error(
      "the secret has fewer than \(bytesMin) characters", at: section.mark(of: "secret"),
      suggestion: "make one: openssl rand -base64 32")
    return nil
  }

  private static let bytesMin = 16
  private static let bytesMax = 4_096

  private static func authorities(_ section: Section) -> String? {
    guard let path = section.text("authorities", charactersMax: RuleLimits.linkBytesMax) else { return nil }
    if path.hasPrefix("/"), let text = FileReader.text(of: path, atMost: certificatesMax),
      PEMText.holdsCertificates(text)
    {
      return path
    }
    section.findings.error(
      "authorities must be the absolute path of a PEM file with certificates", at: section.mark(of: "authorities"),
      suggestion: "leave it out to trust those whom this machine trusts")
    return nil
  }

  private static let certificatesMax = 1 << 20
}
