import ArgumentParser
import DunningAPI

/// `dunningctl pay`.
struct PayVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Record money that came in, or went back.",
    discussion: """
      For one claim, for those of a file (reference,date,amount and perhaps id,
      kind, creditor; every row has its verdict; one without an id is known again
      by its claim, day, amount and kind), or for a debtor: then it is set
      against the claims named with --to, or else against those that are open and not disputed, the one
      that was due first before the others. What is left, and what is too much,
      is the debtor's credit: the policy says whether it holds their claims or is
      set against them (`dunningctl payments --unmatched`).

      With --id, the bank's own number of the payment, the same payment counts
      once for a creditor, however often it is recorded: on another claim it is
      refused.

      A credit-note lowers what is owed like a payment. A refund or a chargeback
      takes money away again: the amount stays above nothing, and what is open
      again is dunned again, a gap later. What was recorded by mistake is undone
      with `dunningctl payment undo`.

      EXAMPLES
        dunningctl pay RE-2026-0042 --amount 1190.00
        dunningctl pay c17 --amount 500.00 --date 2026-11-20 --id NTRF-8812
        dunningctl pay --debtor K-7 --amount 2900.00 --id NTRF-8813
        dunningctl pay --debtor K-7 --amount 2000.00 --to RE-1:500.00 --to RE-2
        dunningctl pay --file payments.csv --dry-run
        dunningctl pay c17 --amount 90.00 --kind credit-note
        dunningctl pay c17 --amount 1190.00 --kind chargeback --id CB-77
      """)

  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"), completion: .claims)
  var claim: String?
  @Option(
    help: ArgumentHelp("Instead of a claim: the debtor that it came from.", valueName: "debtor"), completion: .debtors)
  var debtor: String?
  @Option(
    help: ArgumentHelp("Whose claim or debtor, where several creditors have it.", valueName: "id"),
    completion: .creditors)
  var creditor: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How much, in the currency of the claim.", valueName: "amount"))
  var amount: String?
  @Option(
    help: ArgumentHelp("Instead of a claim: the payments of a file; - for standard input.", valueName: "file"),
    completion: .file())
  var file: String?
  @Flag(help: "With --file: check every row with the daemon, record none.")
  var dryRun = false
  @Option(help: ArgumentHelp("With --debtor: the currency, where the claims do not tell.", valueName: "code"))
  var currency: String?
  @Option(
    help: ArgumentHelp(
      "With --debtor: a claim that it is for, and how much of it; may be given several times.",
      valueName: "claim[:amount]"))
  var to: [String] = []
  @Option(
    help: ArgumentHelp("payment when left out; credit-note, refund or chargeback.", valueName: "kind"),
    completion: .list(["payment", "credit-note", "refund", "chargeback"]))
  var kind: String?
  @Option(help: ArgumentHelp("The day it came in or went; today when left out.", valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("The bank's or wallet's number of the payment.", valueName: "external"))
  var id: String?
  @Flag(help: "Take a day before that of the invoice all the same.")
  var yes = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard [claim, debtor, file].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("Give either a claim, --debtor or --file.")
    }
    if debtor == nil, currency != nil || !to.isEmpty { throw ValidationError("--to and --currency go with --debtor.") }
    if file == nil, amount == nil { throw ValidationError("--amount says how much.") }
    if file == nil, dryRun { throw ValidationError("--dry-run goes with --file.") }
    if file != nil, [amount, kind, date, id, creditor].contains(where: { $0 != nil }) {
      throw ValidationError("With --file the rows say all of that.")
    }
  }

  func run(in session: Session) throws(Failure) {
    if let file { return try pay(file: file, in: session) }
    if let debtor { return try pay(debtor: debtor, in: session) }
    let payment = PaymentRequest(amount: amount ?? "", kind: kind, date: date, id: id, accept: yes ? true : nil)
    let answer = try session.ask(
      .post(["claims", claim ?? "", "payments"], query: [("creditor", creditor)], payment))
    try session.present(answer, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { claim in
      claim.report(
        session.dates, did: "\(kind ?? "payment") \(claim.alreadyKnown == true ? "already known" : "recorded") for")
    }
  }

  private func pay(file: String, in session: Session) throws(Failure) {
    let input = try InputFile(path: file)
    var rows = try input.rows(columns: .recordedPayments)
    var batch = ClaimBatch.payments(isDryRun: dryRun, isDayAccepted: yes)
    var report = try ImportReport(
      session: session, fileName: input.name, isDryRun: dryRun,
      progress: ProgressBar(session: session, bytes: input.size), did: "recorded")
    var (names, repeated) = (PaymentRowNames(), 0)
    do {
      while let row = try rows.row() {
        batch.append(names.named(row))
        guard batch.isFull else { continue }
        try batch.send(session) { result throws(Failure) in
          if result.status == 200, names.lines.contains(result.line) { repeated += 1 }
          try report.take(result)
        }
        try report.showProgress(bytesRead: rows.bytesRead)
      }
      try batch.send(session) { result throws(Failure) in
        if result.status == 200, names.lines.contains(result.line) { repeated += 1 }
        try report.take(result)
      }
    } catch {
      throw try report.interrupted(by: error)
    }
    try report.finish(rows.remarks + Self.remarks(onRepeated: repeated))
    session.exitStatus = report.exitStatus
  }

  private static func remarks(onRepeated rows: Int) -> [String] {
    guard rows > 0 else { return [] }
    return [
      "\(counted(rows, "row")) without an id \(rows == 1 ? "was" : "were") recorded before, with the same claim, day and "
        + "amount, and not counted again; another payment like it needs an id"
    ]
  }

  private func pay(debtor: String, in session: Session) throws(Failure) {
    let payment = DebtorPaymentRequest(
      debtor: debtor, creditor: creditor, amount: amount ?? "", currency: currency, kind: kind, date: date, id: id,
      to: to.isEmpty ? nil : to.map(PaymentShareRequest.init(told:)), accept: yes ? true : nil)
    let answer = try session.ask(.post(["payments"], payment))
    try session.present(answer, as: PaymentDetail.self, columns: PaymentDetail.csvColumns) {
      PaymentPage(payment: $0, session: session).report(did: $0.alreadyKnown == true ? "already known:" : "recorded")
    }
  }
}

extension PaymentShareRequest {
  /// Reads `CLAIM` or `CLAIM:AMOUNT`; a colon in a reference stands, unless an amount follows it.
  init(told text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isAmount = parts.count > 1 && parts.last.map { Self.isAmount($0) } ?? false
    self.init(
      claim: isAmount ? parts.dropLast().joined(separator: ":") : text,
      amount: isAmount ? parts.last.map(String.init) : nil
    )
  }

  private static func isAmount(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { ("0"..."9").contains(Unicode.Scalar($0)) || $0 == UInt8(ascii: ".") }
  }
}
