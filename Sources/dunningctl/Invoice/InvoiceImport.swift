import DunningAPI
import DunningBytes
import DunningInvoices

/// Hands e-invoices to the daemon, one result each.
struct InvoiceImport {
  let isDryRun: Bool
  let due: String?
  let isAnyway: Bool

  /// - Parameter first: the first of the files, whose beginning was looked at.
  func run(_ files: [String], first: InputFile, _ session: Session) throws(Failure) {
    var (sink, counts) = (try session.sink(Self.shape), [String: Int]())
    try sink.begin()
    // A file that comes later may answer what one asks, as the invoice of a credit note does.
    var (round, asked) = (files, [String]())
    for isLast in [false, true] {
      for (index, file) in round.enumerated() {
        do throws(Failure) {
          let result = try take(file, index == 0 && !isLast ? first : InputFile(path: file), session)
          let verdict = result["verdict"]?.text ?? ""
          if verdict == "question", !isLast, index < files.count - 1, file != "-" {
            asked.append(file)
            continue
          }
          counts[verdict, default: 0] += 1
          if ["question", "refused"].contains(verdict) { session.exitStatus = .partlyDone }
          try sink.row(result)
        } catch {
          // One file that cannot be read or taken stops no other; a daemon that is not there stops all.
          guard [.badData, .notFound].contains(error.status), files.count > 1 else { throw error }
          session.exitStatus = .partlyDone
          counts["refused", default: 0] += 1
          try session.note(printable("error: \(file): \(error.problem.detail)"))
        }
      }
      (round, asked) = (asked, [])
    }
    try sink.end()
    guard files.count > 1 else { return }
    let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    try session.note(isDryRun ? "\(words); nothing was kept" : words)
  }

  private func take(_ file: String, _ input: InputFile, _ session: Session) throws(Failure) -> JSONValue {
    let bytes = try input.all(atMost: InvoiceLimits.fileBytesMax)
    guard bytes.count <= InvoiceLimits.fileBytesMax else {
      throw .badData("\(printable(file)) is larger than \(InvoiceLimits.fileBytesMax >> 20) MiB, and no invoice")
    }
    var request = ControlRequest.post(
      ["invoices"],
      query: [
        ("file", file), ("due", due), ("anyway", isAnyway ? "true" : nil), ("dry_run", isDryRun ? "true" : nil),
      ])
    (request.contentType, request.body) = ("application/octet-stream", bytes)
    return try Session.document(try session.ask(request))
  }

  private static var shape: RowShape<JSONValue> {
    RowShape(
      document: .list, csvColumns: ["file", "verdict", "claim", "reference", "because"],
      json: { value throws(Failure) in value },
      page: .lines { value throws(Failure) in
        let head = [value["verdict"]?.text, value["claim"]?.text, value["reference"]?.text].compactMap { $0 }
        let because = value["because"]?.elements?.compactMap(\.text) ?? []
        return [printable("\(value["file"]?.text ?? ""): \(head.joined(separator: " "))")]
          + because.map { printable("  \($0)") }
      })
  }
}
