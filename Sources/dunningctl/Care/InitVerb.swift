import ArgumentParser
import Dunning
import DunningConfiguration
import Glibc

/// `dunningctl init`.
struct InitVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first configuration; needs no daemon.",
    discussion: """
      Asks on a terminal for what was not given: the creditor, the account, the
      sender's address, the mail server. The dunning ladder is that of the country,
      with its reasons. The result is checked before it is put there. A file that
      is there is never written over; one in which no creditor stands yet is kept
      beside it as FILE.before-init.

      EXAMPLES
        dunningctl init
        dunningctl init --name "ACME GmbH" --country DE \\
          --address "Musterstraße 1" --address "10115 Berlin" \\
          --from "ACME Buchhaltung <buchhaltung@acme.example>" \\
          --iban DE89370400440532013000 --mail-server localhost
      """)

  @Option(help: ArgumentHelp("The creditor's name.", valueName: "name"))
  var name: String?
  @Option(help: ArgumentHelp("A short word for the creditor; made from the name when left out.", valueName: "id"))
  var creditor: String?
  @Option(help: ArgumentHelp("A line of its postal address; once for each.", valueName: "line"))
  var address: [String] = []
  @Option(help: ArgumentHelp("Its country: DE, FR, GB …", valueName: "code"))
  var country: String?
  @Option(help: ArgumentHelp("Where reminders come from: Name <address>.", valueName: "address"))
  var from: String?
  @Option(help: ArgumentHelp("Where debtors pay to.", valueName: "iban"))
  var iban: String?
  @Option(help: ArgumentHelp("The same where there is no IBAN, in words.", valueName: "text"))
  var account: String?
  @Option(help: ArgumentHelp("The language of reminders; that of the country when left out.", valueName: "tag"))
  var language: String?
  @Option(help: ArgumentHelp("The time zone; that of the country when left out.", valueName: "zone"))
  var timeZone: String?
  @Option(help: ArgumentHelp("Whose holidays; those of the country when left out.", valueName: "calendar"))
  var calendar: String?
  @Option(help: ArgumentHelp("The mail server.", valueName: "host"))
  var mailServer: String?
  @Option(
    help: ArgumentHelp("The file to write; /etc/dunningd/dunningd.yaml when left out.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var out: String?
  @Option(help: ArgumentHelp("The folder of the vendor's ladders.", valueName: "dir"), completion: .directory)
  var dataDir: String?
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let (file, data) = (out ?? Configuration.defaultFile, DataDirectory.find(dataDir))
    let isReplaced = try isThere(file, data)
    let text = try draft(try answers(session, data), data)
    let output = try OutputFile(path: "\(file).init")
    try output.write(Array(text.utf8))
    try output.keep()
    defer { unlink("\(file).init") }
    try check("\(file).init", shownAs: file, data, session)
    if isReplaced { try Self.rename(file, to: "\(file).before-init") }
    try place("\(file).init", as: file)
    if isReplaced { try session.note("the file that was there is \(printable(file)).before-init") }
    try session.note("wrote \(printable(file))")
    try session.note(
      "next: systemctl restart dunningd, dunningctl test-mail YOUR-ADDRESS, dunningctl import, dunningctl plan")
  }

  /// Whether a file is there that says nothing of anybody.
  ///
  /// - Throws: a failure when there is one that does.
  private func isThere(_ file: String, _ data: String) throws(Failure) -> Bool {
    guard access(file, F_OK) == 0 else { return false }
    let places = Setup.Places(file: file, dataDirectory: data, stateDirectory: "/var/lib/dunningd")
    // One with mistakes is somebody's work as well.
    if let setup = try? Setup.load(places, .needed), setup.configuration.rulebook.creditors.isEmpty { return true }
    throw .badData(
      "\(printable(file)) is there already, and is not written over", hint: "edit it, or name another one with --out")
  }

  private func countries(_ data: String) throws(Failure) -> [String] {
    do {
      return try ConfigurationDraft.countries(dataDirectory: data)
    } catch {
      throw .badData(error.text, hint: "--data-dir names another folder")
    }
  }

  private func draft(_ answers: ConfigurationDraft.Answers, _ data: String) throws(Failure) -> String {
    do {
      return try ConfigurationDraft(answers, dataDirectory: data).text
    } catch {
      throw .usage(
        error.diagnostics.first?.message ?? "no ladder", hint: error.diagnostics.first?.suggestion)
    }
  }

  /// What the daemon would say about it, under the name that it will have.
  private func check(_ draft: String, shownAs file: String, _ data: String, _ session: Session) throws(Failure) {
    let check = ConfigurationCheck(
      Setup.Places(file: draft, dataDirectory: data, stateDirectory: "/var/lib/dunningd"))
    guard check.errors.isEmpty else {
      throw Failure(
        .configuration, code: "configuration-rejected",
        check.errors.map { $0.replacing(draft, with: file) }.joined(separator: "\n"), hint: "nothing was written")
    }
    for warning in check.warnings { try session.note(warning.replacing(draft, with: file)) }
  }

  /// Gives a file its name, unless one came to be there meanwhile.
  private func place(_ draft: String, as file: String) throws(Failure) {
    guard link(draft, file) == 0 else { throw Self.failure(file, errno) }
    // A configuration is read by the daemon's user; it holds no secret.
    guard chmod(file, 0o644) == 0 else { throw Self.failure(file, errno) }
  }

  private static func rename(_ file: String, to place: String) throws(Failure) {
    guard link(file, place) == 0, unlink(file) == 0 else { throw failure(place, errno) }
  }

  private static func failure(_ file: String, _ number: Int32) -> Failure {
    .badData("cannot write \(printable(file)): \(String(cString: strerror(number)))", hint: "--out names another one")
  }

  // MARK: - Answers

  private func answers(_ session: Session, _ data: String) throws(Failure) -> ConfigurationDraft.Answers {
    let name = try answer(self.name, "--name", "creditor's name", session)
    let lines =
      address.isEmpty
      ? try answer(nil, "--address", "postal address, lines with ; between", session).split(separator: ";").map {
        $0.split(separator: " ").joined(separator: " ")
      } : address
    let known = try countries(data)
    let country = try answer(self.country, "--country", "country (\(known.joined(separator: " ")))", session)
    let from = try answer(self.from, "--from", "sender of reminders, Name <address>", session)
    var (iban, account) = (self.iban, self.account)
    if iban == nil, account == nil {
      let text = try answer(nil, "--iban", "IBAN, or the account in words", session)
      if (try? IBAN(parsing: text)) != nil { iban = text } else { account = text }
    }
    var server = mailServer ?? "localhost"
    if mailServer == nil, canAsk(session) { server = try ask("mail server [localhost]", session) }
    return ConfigurationDraft.Answers(
      id: creditor ?? Self.id(of: name), name: name, address: lines, country: country, from: from, iban: iban,
      account: account, language: language, timeZone: timeZone, calendar: calendar,
      mailServer: server.isEmpty ? "localhost" : server)
  }

  private func answer(
    _ given: String?, _ option: String, _ question: String, _ session: Session
  ) throws(Failure) -> String {
    if let given { return given }
    guard canAsk(session) else { throw .usage("\(option) is missing", hint: "or answer the questions on a terminal") }
    let answer = try ask(question, session)
    guard !answer.isEmpty else { throw .usage("nothing was written: no answer", hint: "\(option) takes it as well") }
    return answer
  }

  private func canAsk(_ session: Session) -> Bool { session.errorTerminal.isTerminal && Question.canAnswer }

  private func ask(_ question: String, _ session: Session) throws(Failure) -> String {
    try session.remark("\(question): ")
    return (readLine() ?? "").split(separator: " ").joined(separator: " ")
  }

  /// `acme` of `ACME GmbH`: the first word that says something, in small ASCII letters.
  private static func id(of name: String) -> String {
    let words = name.split(separator: " ").map { word in
      String(word.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) })
    }
    return words.first { $0.count > 1 } ?? "creditor"
  }
}
