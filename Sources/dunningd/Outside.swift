import CLinux
import Dunning
import DunningConfiguration
import DunningEngine
import DunningEvidence
import DunningLetters
import DunningMail
import DunningMailroom
import DunningStore
import DunningWebhook
import FoundationEssentials
import Glibc
import Logging
import Systemd

/// All of the world that the daemon touches besides its files, so that a test can put another world in its place.
struct Outside: Sendable {
  let clock: any WallClock
  let timer: any Clock<Duration>
  let randomBytes: @Sendable (Int) -> [UInt8]
  /// The user that the daemon runs as.
  var user: UInt32 = geteuid()
  /// Where a file lives: on which machine, and since when.
  let home: @Sendable (String) -> DocketHome
  let credential: @Sendable (String) -> String?
  let makeTransport: @Sendable (Delivery) throws -> any MailTransport
  /// What sets letters with these templates; nil where none can be set.
  let typesetter: @Sendable (LetterRenderer) -> LetterPress.Typesetter?
  /// What reads messages of strangers.
  let mailReader: any MailReader
  /// What reads files of banks and wallets.
  var statementReader: any StatementReader = PlainStatementReader(map: StatementMaps.map)
  /// What reads tables of claims.
  var claimReader: any ClaimTableReader = PlainClaimTableReader(map: ClaimMaps.map)
  /// What reads e-invoices.
  var invoiceReader: any InvoiceReader = PlainInvoiceReader()
  /// What reads the PDFs of strangers, and puts their pages into case files.
  var pdfBinder: any PDFBinder = PlainPDFBinder()
  let notifier: ServiceNotifier
  var engine = EngineLimits()
  /// How long programs that are told of the journal's entries may take.
  var webhookLimits = WebhookSender.Limits()
  let watchdogInterval: Duration?
  let listeners: [ServiceListener]
  let logger: Logger
  /// How much the logger tells.
  var threshold = LogThreshold()

  static func machine(_ environment: ServiceEnvironment, clock: SystemClock, log: LogSink) -> Outside {
    let folder = CredentialFolder(environment.credentialsDirectory)
    let credential = { @Sendable (name: String) in folder?.credential(name) }
    return Outside(
      clock: clock, timer: ContinuousClock(), randomBytes: randomBytes,
      home: { DocketHome(machine: machineID, fileMade: fileMade($0)) }, credential: credential,
      makeTransport: { try transport(for: $0, credential: credential, chance: { Double.random(in: 0...1) }) },
      typesetter: { renderer in { try renderer.letter($0) } },
      // The kernel's name for this very program, also when another was installed in its place meanwhile.
      mailReader: ConfinedMailReader(program: "/proc/self/exe", argument: Dunningd.readerArgument),
      statementReader: ConfinedStatementReader(
        program: "/proc/self/exe", argument: Dunningd.statementReaderArgument),
      claimReader: ConfinedClaimTableReader(program: "/proc/self/exe", argument: Dunningd.claimReaderArgument),
      invoiceReader: ConfinedInvoiceReader(program: "/proc/self/exe", argument: Dunningd.invoiceReaderArgument),
      pdfBinder: ConfinedPDFBinder(program: "/proc/self/exe", argument: Dunningd.binderArgument),
      notifier: ServiceNotifier(),
      watchdogInterval: environment.watchdogInterval,
      listeners: environment.listeners,
      logger: log.logger(), threshold: log.threshold)
  }

  /// machine-id(5).
  private static var machineID: String? {
    FileManager.default.contents(atPath: "/etc/machine-id").flatMap { bytes in
      bytes.count < 32 ? nil : String(decoding: bytes.prefix(32), as: UTF8.self)
    }
  }

  /// When a file was made, in nanoseconds since 1970; nil where the file system does not say.
  static func fileMade(_ path: String) -> Int64? {
    let nanoseconds = dunning_file_made(path)
    return nanoseconds < 0 ? nil : nanoseconds
  }

  private static func randomBytes(_ count: Int) -> [UInt8] {
    // Eight bytes a system call.
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: generator.next() as UInt64) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }
}
