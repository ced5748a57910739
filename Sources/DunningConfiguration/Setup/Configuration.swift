package import Dunning
import FoundationEssentials
import Glibc
import Yams

/// What one file says, read and checked, ready to be used.
package struct Configuration: Sendable {
  /// The file; nil for the built-in defaults.
  package let file: String?
  package let delivery: Delivery
  package let inbound: Inbound
  package let evidence: Evidence
  package let payments: Payments
  package let invoices: Invoices
  /// Where the desk is found; nil where the file does not say.
  package let desk: DeskPlace?
  package let notify: Notify
  package let rulebook: Rulebook
  /// Who may do what; nil when the file does not say, and whoever may open the control socket may do everything.
  package let access: Access?
  /// All that the rules were read from, as one text: while it is the same, what was planned stands.
  package let fingerprint: String
  /// What will not work as one might expect.
  package internal(set) var warnings: [Diagnostic]

  /// Where things are that a configuration is read against.
  package struct Surroundings: Sendable {
    /// The machine's zones and calendars.
    package let almanac: Almanac
    /// The language tags that there are templates for.
    package let languages: [String]
    /// The folder that a default outbox lies in.
    package let stateDirectory: String
    /// The law of late payment.
    package let statutes: Statutes
    /// Answers a credential by its name; nil when they cannot be looked up here.
    package let credential: (@Sendable (String) -> String?)?
    /// The users and groups of the machine.
    package let accounts: Accounts

    package init(
      almanac: Almanac, languages: [String], stateDirectory: String, statutes: Statutes = .none,
      credential: (@Sendable (String) -> String?)? = nil, accounts: Accounts = .machine
    ) {
      self.almanac = almanac
      self.languages = languages
      self.stateDirectory = stateDirectory
      self.statutes = statutes
      self.credential = credential
      self.accounts = accounts
    }
  }

  /// Where the file is looked for when nobody names one.
  package static let defaultFile = "/etc/dunningd/dunningd.yaml"
  /// Anchors and aliases of a file. Few of them can stand for a file that no memory holds.
  private static let aliasesMax = 40
  private static let keys = [
    "mode", "delivery", "inbound", "evidence", "calendars", "privacy", "creditors", "policies", "access", "payments",
    "invoices", "lists",
    "desk",
    "notify",
  ]

  /// Reads a file with its drop-ins, or the built-in defaults when there is none to read.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake.
  package static func load(file: String?, _ surroundings: Surroundings) throws(ConfigurationError) -> Configuration {
    guard let file else { return try read("", file: "built-in defaults", isFile: false, surroundings) }
    return try read(try ConfigurationText(file: file), isFile: true, surroundings)
  }

  /// Reads the text of a file.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake.
  package static func read(
    _ text: String, file: String, isFile: Bool = true, _ surroundings: Surroundings
  ) throws(ConfigurationError) -> Configuration {
    try read(ConfigurationText(text, file: file), isFile: isFile, surroundings)
  }

  private static func read(
    _ text: ConfigurationText, isFile: Bool, _ surroundings: Surroundings
  ) throws(ConfigurationError) -> Configuration {
    let findings = Findings(text)
    let file = findings.file
    let root = text.compose(findings).flatMap { Section($0, name: "", knows: keys, findings: findings) }
    // What is no mapping at all holds nothing more to look at; beside a key that nobody knows there may be more mistakes.
    guard root != nil || !findings.hasErrors else { throw ConfigurationError(diagnostics: findings.inOrder) }
    let mode = root?.choice("mode", ModeWord.self) ?? .held
    let delivery =
      root?.section("delivery", knows: Delivery.keys).map {
        Delivery($0, stateDirectory: surroundings.stateDirectory, credential: surroundings.credential)
      } ?? Delivery(maildir: surroundings.stateDirectory + "/outbox")
    let inbound = root?.section("inbound", knows: Inbound.keys).map(Inbound.init) ?? Inbound()
    let evidence = root?.section("evidence", knows: Evidence.keys).map(Evidence.init) ?? Evidence()
    let payments = root?.section("payments", knows: Payments.keys).map(Payments.init) ?? Payments()
    let invoices = root?.section("invoices", knows: Invoices.keys).map(Invoices.init) ?? Invoices()
    FolderUse.refuseClashes(
      FolderUse.all(delivery, inbound, payments, invoices, stateDirectory: surroundings.stateDirectory),
      in: root, findings)
    let lists = root?.section("lists", knows: ListRules.keys).map(ListRules.init) ?? ListRules()
    let desk = root?.section("desk", knows: DeskPlace.keys).map { DeskPlace($0) }
    var notify =
      root?.section("notify", knows: Notify.keys).map { Notify($0, credential: surroundings.credential) } ?? Notify()
    notify.rules.desk = desk?.address
    let access = root?.section("access", knows: Access.keys).map { Access($0, accounts: surroundings.accounts) }
    let almanac = readCalendars(root, file: file, surroundings.almanac)
    let policies = readPolicies(
      root, almanac, surroundings.statutes, printsLetters: delivery.printSpool != nil)
    let privacy = root?.section("privacy", knows: Privacy.keys).map { Privacy($0) } ?? Privacy()
    // What a creditor names cannot be known when the key above it is misspelt.
    let isNamedKnown = root.map { $0.misspelt.isDisjoint(with: ["calendars", "policies"]) } ?? true
    let creditors =
      isNamedKnown
      ? readCreditors(root, policies: policies, almanac, privacy: privacy, languages: surroundings.languages) : []
    guard !findings.hasErrors else { throw ConfigurationError(diagnostics: findings.inOrder) }
    return Configuration(
      file: isFile ? file : nil, delivery: delivery, inbound: inbound, evidence: evidence, payments: payments,
      invoices: invoices,
      desk: desk,
      notify: notify,
      rulebook: Rulebook(
        creditors: creditors, policies: policies, almanac: almanac, languages: surroundings.languages,
        startsArmed: mode == .armed, statutes: surroundings.statutes,
        printsLetters: delivery.printSpool != nil, matching: payments.matching, lists: lists, notify: notify.rules),
      access: access,
      fingerprint: "\(almanac.edition)\n\(surroundings.statutes.edition)\n\(text.text)",
      warnings: findings.inOrder)
  }

  private enum ModeWord: String, CaseIterable {
    case held
    case armed
  }

  /// The document in a text; nil when it is none or empty, of which only the first is reported.
  static func compose(_ text: String, _ findings: Findings) -> Node? {
    if let place = surplusAlias(in: text) {
      findings.error(
        "there are more than \(aliasesMax) anchors (&) and aliases (*)", on: place, suggestion: "write the values out")
      return nil
    }
    do {
      let root = try Yams.compose(yaml: text, .basic)
      // A document that holds nothing, after its three hyphens, is one empty word.
      return root?.scalar?.string.isEmpty == true ? nil : root
    } catch let error as YamlError {
      switch error {
      case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let begins = context.map { "\($0.text) (line \($0.mark.line)), " } ?? ""
        findings.error(
          "this is not YAML: \(begins)\(problem)", at: mark,
          suggestion: problem.contains("cannot start any token")
            ? "indent with spaces, and put what begins with such a character in quotation marks" : nil)
      case .duplicatedKeysInMapping(let duplicates, let context):
        let again = duplicates.first.flatMap { findings.repetition(of: $0, at: context.mark) }
        findings.error(
          "the key \(duplicates.map(quoted).joined(separator: ", ")) stands here twice",
          on: again ?? Diagnostic.Position(context.mark),
          suggestion: again.map { _ in "it stands in line \(context.mark.line) already" })
      case .reader(let problem, let offset, _, _):
        findings.error("this is not YAML: \(problem)", on: offset.map { position(ofByte: $0, in: text) })
      default: findings.error("this is not YAML: \(error)", at: nil)
      }
    } catch {
      findings.error("this is not YAML: \(error)", at: nil)
    }
    return nil
  }

  /// The first anchor or alias that is one too many; what only looks like one counts as well.
  private static func surplusAlias(in text: String) -> Diagnostic.Position? {
    let bytes = Array(text.utf8)
    let places = bytes.indices.lazy.filter { index in
      guard bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "*") else { return false }
      let isAtStart = index == 0 || " \t\r\n-?:,[{".utf8.contains(bytes[index - 1])
      return isAtStart && index + 1 < bytes.count && bytes[index + 1] > UInt8(ascii: " ")
    }
    return places.dropFirst(aliasesMax).first.map { position(ofByte: $0, in: text) }
  }

  private static func position(ofByte offset: Int, in text: String) -> Diagnostic.Position {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let lines = before.split(omittingEmptySubsequences: false) { $0.isNewline }
    return Diagnostic.Position(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  /// The almanac with the calendars of the file, each of which may extend those above it.
  private static func readCalendars(_ root: Section?, file: String, _ almanac: Almanac) -> Almanac {
    guard let section = root?.section("calendars", knows: nil) else { return almanac }
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    var (almanac, checksum) = (almanac, Checksum())
    for (name, entry) in section.entries(knows: WorkCalendar.keys) {
      let read = WorkCalendar(entry, name: name, almanac: almanac, folder: folder, checksum: &checksum)
      // What is wrong with it was reported; a creditor that names it is not to blame.
      let isNew = !almanac.calendarNames.contains(name)
      guard let calendar = read ?? (isNew ? WorkCalendar(name: name) : nil) else { continue }
      almanac = almanac.adding([calendar], edition: "\(name) \(checksum.text)")
    }
    return almanac
  }

  private static func readPolicies(
    _ root: Section?, _ almanac: Almanac, _ statutes: Statutes, printsLetters: Bool
  ) -> [Policy] {
    guard let section = root?.section("policies", knows: nil) else { return [.standard] }
    let entries = section.entries(knows: Policy.keys)
    for entry in entries { Policy.checkGrades(entry.section, policies: section.keys.map(\.name)) }
    return entries.compactMap {
      Policy($0.section, name: $0.name, almanac: almanac, statutes: statutes, printsLetters: printsLetters)
    }
  }

  private static func readCreditors(
    _ root: Section?, policies: [Policy], _ almanac: Almanac, privacy: Privacy, languages: [String]
  ) -> [Creditor] {
    guard let section = root?.section("creditors", knows: nil) else { return [] }
    let known = Rulebook(creditors: [], policies: policies, almanac: almanac, languages: languages)
    return section.entries(knows: Creditor.keys).compactMap { id, entry in
      let creditor = Creditor(
        entry, id: id, almanac: almanac, privacy: privacy, languages: { known.language(matching: $0) != nil })
      // A policy that is itself broken was reported where it stands.
      if let policy = creditor?.policy, known.policies[policy] == nil, root?.hasPolicy(policy) != true {
        let near = nearest(to: policy, in: policies.map(\.name)).map { "did you mean \($0)?" }
        entry.findings.error("there is no policy \(quoted(policy))", at: entry.mark(of: "policy"), suggestion: near)
      }
      return creditor
    }
  }
}

extension Section {
  fileprivate func hasPolicy(_ name: String) -> Bool { section("policies", knows: nil)?.has(name) ?? false }
}
