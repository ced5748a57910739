import ArgumentParser
import CLinux
import Dunning
import DunningAPI
import DunningConfiguration
import DunningControl
import DunningEvidence
import DunningMailroom
import DunningStore
import Glibc
import Systemd

/// The program: reads where things are, starts the daemon, and turns its end into an exit status.
@main
struct Dunningd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dunningd",
    abstract: "Keeps payment deadlines and sends reminders on time.",
    discussion: """
      Without options it reads /etc/dunningd/dunningd.yaml, keeps its docket in /var/lib/dunningd and listens on \
      /run/dunningd/control.sock; without being root, in the folders of the user. A fresh installation sends nothing \
      until `dunningctl arm`.

      Exit status: 0 stopped as told, 1 findings of --verify, 65 no good backup, 64 wrong usage, 69 docket or socket not available, 78 wrong configuration.

      Examples:
        dunningd --check
        dunningd --config ./dunningd.yaml --state-dir ./state --socket ./control.sock
      """,
    version: Version.current)

  @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config: String?
  @Option(name: .long, help: ArgumentHelp("The folder of the docket.", valueName: "dir"))
  var stateDir: String?
  @Option(name: .long, help: ArgumentHelp("The control socket, when systemd hands none over.", valueName: "path"))
  var socket: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Where to write, on another volume, how far the docket has come.", valueName: "file"))
  var mark: String?
  @Option(name: .long, help: ArgumentHelp("The folder of templates and other data of the vendor.", valueName: "dir"))
  var dataDir: String?
  /// What starts the program as a reader of messages instead of the daemon.
  static let readerArgument = "--read-mail"
  @Flag(name: .customLong("read-mail"), help: .hidden)
  var readsMail = false
  /// The same for files of banks and wallets.
  static let statementReaderArgument = "--read-statement"
  @Flag(name: .customLong("read-statement"), help: .hidden)
  var readsStatement = false
  /// The same for tables of claims.
  static let claimReaderArgument = "--read-claims"
  @Flag(name: .customLong("read-claims"), help: .hidden)
  var readsClaims = false
  /// The same for e-invoices.
  static let invoiceReaderArgument = "--read-invoice"
  @Flag(name: .customLong("read-invoice"), help: .hidden)
  var readsInvoice = false
  /// The same for what puts pages of PDFs into case files.
  static let binderArgument = "--bind-pdf"
  @Flag(name: .customLong("bind-pdf"), help: .hidden)
  var bindsPDF = false
  @Flag(name: .long, help: "Check the configuration and the templates, and exit.")
  var check = false

  @Flag(name: .long, help: "Look through the docket for what was changed afterwards, and exit; no daemon may hold it.")
  var verify = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Put a backup into the folder of the docket, and exit; no daemon may hold it.", valueName: "file"))
  var restore: String?

  @Flag(name: .long, help: "With --restore: set aside a docket that is there.")
  var replace = false

  @Option(
    name: .long, help: ArgumentHelp("Look through a backup, change nothing, and exit.", valueName: "file"))
  var verifyBackup: String?

  static func main() async {
    await main((1..<max(1, dunning_argument_count())).map { String(cString: dunning_argument($0)) })
  }

  func run() async throws {
    if bindsPDF { Glibc.exit(PDFBinderProgram.run()) }
    if readsMail { Glibc.exit(ReaderProgram.run()) }
    if readsInvoice { Glibc.exit(InvoiceReaderProgram.run()) }
    if readsStatement { Glibc.exit(StatementReaderProgram.run(map: StatementMaps.map)) }
    if readsClaims { Glibc.exit(ClaimTableReaderProgram.run(map: ClaimMaps.map)) }
    if let shortage = Self.descriptorShortage(sysconf(Int32(_SC_OPEN_MAX))) {
      fail("dunningd: error: \(shortage)", status: EX_CONFIG)
    }
    // A log that nobody reads any more is no reason to end; systemd ignores the signal as well, a shell does not.
    signal(SIGPIPE, SIG_IGN)
    let environment: ServiceEnvironment
    do {
      environment = try ServiceEnvironment.read()
    } catch {
      fail("dunningd: error: \(error)", status: EX_UNAVAILABLE)
    }
    let paths = Paths(
      config: config, stateDir: stateDir, socket: socket, mark: mark, dataDir: dataDir, environment: environment)
    if check { return checkOnly(paths, CredentialFolder(environment.credentialsDirectory)) }
    if verify { return verifyOnly(paths) }
    if let verifyBackup { return told { try OfflineRestore(checking: verifyBackup, scratch: Self.scratch) } }
    if let restore {
      return told(isRestored: true) {
        try OfflineRestore(restore, into: paths.stateDirectory, replacing: replace, now: try SystemClock().now)
      }
    }
    do {
      let clock = try SystemClock()
      let log = LogSink(isJournal: environment.standardErrorIsJournal, now: { clock.now })
      try await Daemon(paths: paths, outside: .machine(environment, clock: clock, log: log)).run()
    } catch {
      let failure = StartFailure(error)
      // A client that waits would have systemd start the daemon again at once, for ever.
      for listener in environment.listeners { listener.refuseWaitingClients(answer: failure.answer) }
      ServiceNotifier().failing(errno: EINVAL, status: failure.headline)
      fail(failure.text, status: failure.status)
    }
  }

  /// Open files without which the docket, the socket and the event loops cannot be had at once.
  private static let descriptorsMin = 64

  /// Why so few open files are too few; nil when they are enough.
  ///
  /// - Parameter count: how many this process may have; negative when there is no limit.
  static func descriptorShortage(_ count: Int) -> String? {
    guard count >= 0, count < descriptorsMin else { return nil }
    return "this process may have only \(count) files open at once, and needs \(descriptorsMin) at least; raise "
      + "LimitNOFILE= of the unit, or `ulimit -n`"
  }

  private func checkOnly(_ paths: Paths, _ credentials: CredentialFolder?) {
    let check = ConfigurationCheck(paths.places, credential: credentials?.credential)
    for finding in check.warnings + check.errors { StandardError.write(finding) }
    guard check.errors.isEmpty else { fail("\(check.file): \(check.summary)", status: EX_CONFIG) }
    print("\(check.file): good: \(check.summary)")
  }

  private func verifyOnly(_ paths: Paths) {
    do {
      let verification = try OfflineVerification(directory: paths.stateDirectory)
      for line in verification.lines { print(line) }
      if !verification.isClean { Glibc.exit(1) }
    } catch {
      let failure = StartFailure(error)
      fail(failure.text, status: failure.status)
    }
  }

  /// Where a backup is unpacked to be looked through; it may need gigabytes.
  private static var scratch: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp" }

  private func told(isRestored: Bool = false, _ body: () throws -> OfflineRestore) {
    do {
      let restore = try body()
      for line in restore.lines + (isRestored ? restore.next : []) { print(line) }
      if !restore.isClean { Glibc.exit(1) }
    } catch let error as DocketError where error.code == .invalid || error.code == .wrongState {
      fail("dunningd: error: \(error.message)\(error.hint.map { "; \($0)" } ?? "")", status: EX_DATAERR)
    } catch {
      let failure = StartFailure(error)
      fail(failure.text, status: failure.status)
    }
  }

  private func fail(_ text: String, status: Int32) -> Never {
    StandardError.write(text)
    Glibc.exit(status)
  }
}
