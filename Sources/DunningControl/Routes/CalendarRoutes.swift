import Dunning
import DunningAPI
import DunningEvidence
import DunningIntake
import DunningStore
import Hummingbird
import NIOCore

/// The deadlines as a calendar.
struct CalendarRoutes: Sendable {
  let desk: ControlDesk

  /// Those of a creditor, or of all, as iCalendar (RFC 5545).
  func calendar(_ request: Request, _ context: ControlContext) async throws -> Response {
    let (rulebook, creditor) = (desk.rulebook(), try Query(request)["creditor"])
    if let creditor, rulebook.creditors[creditor] == nil {
      throw Problem(
        .notFound, detail: "there is no creditor \(quoted(creditor))", field: "creditor",
        hint: "known are \(rulebook.creditors.keys.sorted().joined(separator: ", "))")
    }
    let reading = try await desk.docket.calendar(of: creditor, rulebook: rulebook, now: desk.now())
    let owner = creditor.flatMap { rulebook.creditors[$0] }
    let text = CalendarText.text(reading, title: owner?.name ?? "dunningd", language: owner?.language ?? "en")
    return Response(
      status: .ok, headers: [.contentType: "text/calendar; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
