import ArgumentParser
import DunningInvoices

/// `dunningctl invoice read`.
struct InvoiceReadVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Say what an e-invoice holds and what would become of it; needs no daemon.",
    discussion: """
      XRechnung, Peppol BIS, Factur-X and ZUGFeRD: XML (UBL or CII), or a PDF with
      it inside. Verdicts: claim, day-needed (it names no day to pay by),
      days-chosen (of several), credit, collected (by direct debit or card),
      nothing-owed, refused. The exit status is 1 if any was refused.

      EXAMPLES
        dunningctl invoice read RE-2026-0815.xml
        dunningctl invoice read *.pdf -o jsonl | jq -r '.verdict, .due'
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a file, or - for standard input.") }
  }

  func run(in session: Session) throws(Failure) {
    var sink = try session.sink(InvoiceRow.shape)
    try sink.begin()
    for file in files {
      do throws(Failure) {
        let row = try Self.row(file)
        if row.verdict.kind == .refused { session.exitStatus = .partlyDone }
        try sink.row(row)
      } catch {
        // One file that cannot be read stops no other.
        guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
        session.exitStatus = .partlyDone
        try session.remark(printable("\(file): error: \(error.problem.detail)") + "\n")
      }
    }
    try sink.end()
  }

  private static func row(_ file: String) throws(Failure) -> InvoiceRow {
    let bytes = try InputFile(path: file).rest(atMost: InvoiceLimits.fileBytesMax)
    guard bytes.count <= InvoiceLimits.fileBytesMax else {
      throw .badData("\(printable(file)) is larger than \(InvoiceLimits.fileBytesMax >> 20) MiB, and no invoice")
    }
    do throws(InvoiceFault) {
      let invoice = try Invoice(bytes)
      return InvoiceRow(file: file, syntax: invoice.syntax.name, invoice: invoice, verdict: InvoiceVerdict(invoice))
    } catch {
      return InvoiceRow(file: file, syntax: error.syntax, invoice: nil, verdict: .refused(error.message))
    }
  }
}
