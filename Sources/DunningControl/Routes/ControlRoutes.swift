import DunningAPI
import Hummingbird

extension ControlResponder {
  /// The responder with every route of the control API: the one list of them.
  package init(desk: ControlDesk, timer: any Clock<Duration>) {
    self.init { router in
      router.add(middleware: RoleGuard(desk: desk))
      router.add(middleware: QueryGuard())
      router.add(middleware: BodyRoom(bytesMax: ControlLimits.allBodiesBytesMax))
      router.add(middleware: Aside(quick: ["POST /v1/claims", "GET /v1/health/live"]))
      router.add(middleware: BodyGuard())
      router.add(middleware: OnceOnly(desk: desk))
      let root = router.group("v1")

      let operation = OperationRoutes(desk: desk)
      root.get("openapi.json", use: operation.openAPI)
      root.get("status", use: operation.status)
      root.get("health/live", use: operation.live)
      root.get("health/ready", use: operation.ready)
      router.get("metrics", use: operation.metrics)
      root.post("arm", use: operation.arm)
      root.post("hold", use: operation.hold)
      root.post("reload", use: operation.reload)

      let page = PageRoutes(desk: desk)
      root.post("page", use: page.open)
      root.post("page/close", use: page.close)

      let service = ServiceRoutes(desk: desk)
      router.get("/", use: service.root)
      root.get("names", use: service.names)
      root.get("log-level", use: service.logLevel)
      root.post("log-level", use: service.setLogLevel)
      root.get("support", use: service.support)

      let care = CareRoutes(desk: desk)
      root.get("backup", use: care.backup)
      root.get("doctor", use: care.doctor)
      root.post("test-mail", use: care.testMail)

      let claims = ClaimRoutes(desk: desk)
      root.post("claims", use: claims.register)
      root.post("claims/batch", use: claims.registerBatch)
      root.post("claims/snapshot", use: ListRoutes(desk: desk).take)
      root.get("claims", use: claims.list)
      root.get("claims/:claim", use: claims.show)
      root.get("claims/:claim/explain", use: claims.explain)
      root.post("claims/:claim/payments", use: claims.pay)
      let payments = PaymentRoutes(desk: desk)
      root.get("payments", use: payments.list)
      root.post("payments", use: payments.pay)
      root.post("payments/batch", use: payments.payBatch)
      root.get("payments/:payment", use: payments.show)
      root.post("payments/:payment/undo", use: payments.undo)
      root.post("payments/:payment/assign", use: payments.assign)
      let corrections = CorrectionRoutes(desk: desk)
      root.patch("claims/:claim", use: corrections.correct)
      root.post("claims/:claim/reopen", use: corrections.reopen)
      root.post("claims/:claim/waive", use: corrections.waive)
      root.post("payments/:payment/ignore", use: payments.ignore)
      let statements = StatementRoutes(desk: desk)
      root.get("statements", use: statements.list)
      root.post("statements", use: statements.take)
      root.post("invoices", use: InvoiceRoutes(desk: desk).take)
      root.get("plan", use: PlanRoutes(desk: desk).plan)

      let sayings = SayingRoutes(desk: desk)
      for subject in ["claims/:claim", "debtors/:debtor"] {
        root.post("\(subject)/pause", use: sayings.pause)
        root.post("\(subject)/promise", use: sayings.promise)
        root.post("\(subject)/dispute", use: sayings.dispute)
        root.post("\(subject)/stop", use: sayings.stop)
        root.post("\(subject)/resume", use: sayings.resume)
        root.post("\(subject)/withdraw", use: sayings.withdraw)
        root.post("\(subject)/write-off", use: sayings.writeOff)
      }
      let books = RegisterRoutes(desk: desk)
      let debtors = DebtorRoutes(desk: desk)
      root.get("debtors", use: debtors.list)
      root.post("debtors", use: debtors.add)
      root.patch("debtors/:debtor", use: debtors.correct)
      root.post("debtors/:debtor/merge", use: debtors.merge)
      root.post("debtors/:debtor/unmerge", use: debtors.unmerge)
      root.post("debtors/:debtor/apart", use: debtors.keepApart)
      root.post("debtors/:debtor/statement-of-account", use: debtors.askForAccount)
      root.get("debtors/:debtor", use: debtors.show)
      root.get("debtors/:debtor/export", use: debtors.export)
      root.get("ageing", use: AgeingRoutes(desk: desk, books: books).ageing)

      root.get("register", use: books.register)
      root.get("calendar", use: CalendarRoutes(desk: desk).calendar)
      root.get("claims/:claim/evidence", use: books.evidence)

      let followUps = FollowUpRoutes(desk: desk)
      root.post("claims/:claim/notes", use: followUps.note)
      root.post("debtors/:debtor/notes", use: followUps.note)
      root.get("follow-ups", use: followUps.list)
      root.post("follow-ups/:follow_up/done", use: followUps.done)

      let notices = NoticeRoutes(desk: desk)
      root.get("notices", use: notices.list)
      root.get("notices/:notice", use: notices.show)
      root.get("notices/:notice/message", use: notices.message)
      root.get("notices/:notice/letter", use: notices.letter)
      root.post("notices/:notice/posting", use: notices.post)
      root.post("preview", use: notices.preview)
      root.post("notices/:notice/approve", use: notices.approve)
      root.post("notices/:notice/hold", use: notices.hold)
      root.post("notices/:notice/release", use: notices.release)
      root.post("notices/:notice/retry", use: notices.retry)
      root.post("notices/:notice/resolve", use: notices.resolve)

      let mail = MailRoutes(desk: desk)
      root.post("mail", use: mail.take)
      root.get("mail/:mail/message", use: mail.message)

      let evidence = EvidenceRoutes(desk: desk)
      root.get("verify", use: evidence.verify)
      root.post("claims/:claim/attachments", use: evidence.attach)
      root.get("claims/:claim/attachments", use: evidence.attachments)
      root.get("claims/:claim/attachments/:hash", use: evidence.content)

      let privacy = PrivacyRoutes(desk: desk)
      for subject in ["claims/:claim", "debtors/:debtor"] {
        root.post("\(subject)/legal-hold", use: privacy.hold)
        root.post("\(subject)/legal-hold/lift", use: privacy.lift)
      }
      root.get("retention", use: privacy.retention)
      root.post("debtors/:debtor/erase", use: privacy.erase)

      let events = EventRoutes(desk: desk, timer: timer)
      root.get("events", use: events.stream)
    }
  }

  /// The query parameters of a route; one that is not told of takes none.
  static func parameters(of route: String) -> [String] {
    NameParameters.implied(by: route) + (parameters[route] ?? [])
  }

  private static let parameters: [String: [String]] = [
    "GET /v1/ageing": ["as_of", "format"],
    "GET /v1/calendar": ["creditor"],
    "GET /v1/debtors": ["text", "creditor", "doubles", "cursor", "limit"],
    "GET /v1/debtors/{debtor}/export": ["format"],
    "GET /v1/claims/{claim}/evidence": ["made_on", "format"],
    "GET /v1/retention": ["until", "cursor", "limit"],
    "GET /v1/register": ["from", "until", "creditor", "format"],
    "GET /v1/claims": [
      "state", "debtor", "cause", "overdue", "due_before", "unreachable", "reference", "sum", "cursor", "limit",
    ],
    "GET /v1/events": ["since", "follow"],
    "GET /v1/follow-ups": ["state", "cursor", "limit"],
    "GET /v1/notices": ["state", "cursor", "limit"],
    "GET /v1/payments": ["unmatched", "debtor", "creditor", "cursor", "limit"],
    "GET /v1/plan": ["until", "cursor", "limit"],
    "GET /v1/verify": ["claim"],
    "POST /v1/mail": ["dry_run", "file"],
    "POST /v1/statements": ["dry_run", "file", "map", "map_text", "account"],
    "POST /v1/invoices": ["dry_run", "file", "due", "anyway"],
    "POST /v1/claims": ["dry_run", "accept"],
    "POST /v1/claims/{claim}/attachments": ["file", "note", "notice"],
    "POST /v1/claims/batch": ["dry_run", "correct", "accept"],
    "POST /v1/payments/batch": ["dry_run", "accept"],
    "POST /v1/payments/{payment}/assign": ["dry_run"],
    "POST /v1/claims/snapshot": [
      "dry_run", "correct", "file", "accept", "creditor", "policy", "missing", "anyway", "incomplete",
    ],
  ]

  /// The routes that read a body; every other one takes none.
  static let withBody: Set<String> = Set(
    [
      "hold", "reload", "test-mail", "log-level", "claims", "claims/batch", "claims/snapshot",
      "claims/{claim}/payments",
      "claims/{claim}/attachments", "preview",
      "mail", "debtors", "debtors/{debtor}/erase", "debtors/{debtor}/merge", "debtors/{debtor}/unmerge",
      "debtors/{debtor}/apart",
      "payments", "payments/batch", "payments/{payment}/undo", "payments/{payment}/assign",
      "payments/{payment}/ignore", "statements", "invoices", "claims/{claim}/reopen", "claims/{claim}/waive",
    ].map { "POST /v1/\($0)" }
      + ["posting", "approve", "hold", "release", "retry", "resolve"].map { "POST /v1/notices/{notice}/\($0)" }
      + ["claims/{claim}", "debtors/{debtor}"].flatMap { subject in
        ["pause", "promise", "dispute", "stop", "resume", "withdraw", "write-off", "notes", "legal-hold"].map {
          "POST /v1/\(subject)/\($0)"
        }
      } + ["PATCH /v1/claims/{claim}", "PATCH /v1/debtors/{debtor}"])
}

/// Refuses query parameters that a route does not know.
private struct QueryGuard: RouterMiddleware {
  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    // Nearly every request has none.
    if request.uri.query != nil {
      try Query(request).requireOnly(ControlResponder.parameters(of: request.route(context)))
    }
    return try await next(request, context)
  }
}
