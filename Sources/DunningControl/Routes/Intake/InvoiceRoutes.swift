package import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import Logging

/// An e-invoice, and how it is to be taken.
package struct InvoiceBody: Sendable {
  package let bytes: [UInt8]
  /// How the file is called.
  package let file: String
  /// The day by which it is to be paid, where a person has said so.
  package let due: CivilDate?
  /// Whether what the creditor collects is enqueued as well.
  package let isAnyway: Bool
}

/// E-invoices.
struct InvoiceRoutes: Sendable {
  let desk: ControlDesk

  func take(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let isDryRun = try query.flag("dry_run")
    let file = try query["file"].map { try line($0, "file") } ?? "invoice"
    let due = try query["due"].map { text in try reading("due") { try CivilDate(parsing: text) } }
    let isAnyway = try query.flag("anyway")
    let bytes = try await request.body(upTo: ControlLimits.invoiceBytesMax)
    guard !bytes.isEmpty else {
      throw Problem(.malformedRequest, detail: "the body is empty", hint: "send the XML or the PDF as it is")
    }
    let response = try await desk.operations.take(
      invoice: InvoiceBody(bytes: bytes, file: file, due: due, isAnyway: isAnyway), keeping: !isDryRun,
      by: desk.actor(context))
    if response.verdict == "enqueued", !isDryRun {
      desk.log(.claimRegistered, context, ["claim": "\(response.claim ?? "none")"])
    }
    return try .json(response)
  }
}
