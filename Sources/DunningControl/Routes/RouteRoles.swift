import Dunning

/// Which role each route asks for: the one table of them, beside the one list of routes in `ControlRoutes.swift`. A GET
/// stands for its HEAD as well.
enum RouteRoles {
  /// What says nothing of anybody: for whoever may open the socket.
  static let open: Set<String> = [
    "GET /", "GET /v1/openapi.json", "GET /v1/health/live", "GET /v1/health/ready", "GET /metrics",
  ]

  /// What each role may do, besides what the roles before it may.
  static let table: [Role: Set<String>] = [
    .auditor: [
      "GET /v1/status", "GET /v1/doctor", "GET /v1/claims", "GET /v1/claims/{claim}", "GET /v1/claims/{claim}/explain",
      "GET /v1/plan",
      "GET /v1/debtors", "GET /v1/debtors/{debtor}", "GET /v1/debtors/{debtor}/export", "GET /v1/ageing",
      "GET /v1/register", "GET /v1/payments", "GET /v1/payments/{payment}", "GET /v1/statements",
      "GET /v1/claims/{claim}/evidence", "GET /v1/follow-ups", "GET /v1/notices", "GET /v1/notices/{notice}",
      "GET /v1/notices/{notice}/message", "GET /v1/notices/{notice}/letter", "GET /v1/mail/{mail}/message",
      "GET /v1/verify", "GET /v1/claims/{claim}/attachments", "GET /v1/claims/{claim}/attachments/{hash}",
      "GET /v1/retention", "GET /v1/events", "GET /v1/calendar", "GET /v1/names", "GET /v1/log-level",
      "GET /v1/support",
      // It writes a letter and keeps nothing.
      "POST /v1/preview",
      // Whoever may look may do so in a browser, with no more rights than here.
      "POST /v1/page", "POST /v1/page/close",
    ],
    .clerk: [
      "POST /v1/payments", "POST /v1/payments/batch", "POST /v1/payments/{payment}/undo",
      "POST /v1/payments/{payment}/assign", "POST /v1/payments/{payment}/ignore", "POST /v1/statements",
      "POST /v1/invoices",
      "POST /v1/claims", "POST /v1/claims/batch", "POST /v1/claims/snapshot", "PATCH /v1/claims/{claim}",
      "POST /v1/claims/{claim}/reopen", "POST /v1/claims/{claim}/waive",
      "POST /v1/claims/{claim}/payments", "POST /v1/claims/{claim}/notes",
      "POST /v1/debtors/{debtor}/notes", "POST /v1/follow-ups/{follow_up}/done", "POST /v1/claims/{claim}/attachments",
      "POST /v1/mail", "POST /v1/claims/{claim}/pause", "POST /v1/debtors/{debtor}/pause",
      "POST /v1/claims/{claim}/promise", "POST /v1/debtors/{debtor}/promise", "POST /v1/claims/{claim}/dispute",
      "POST /v1/debtors/{debtor}/dispute", "POST /v1/claims/{claim}/stop", "POST /v1/debtors/{debtor}/stop",
      "POST /v1/claims/{claim}/resume", "POST /v1/debtors/{debtor}/resume", "POST /v1/claims/{claim}/withdraw",
      "POST /v1/debtors/{debtor}/withdraw", "POST /v1/claims/{claim}/write-off", "POST /v1/debtors/{debtor}/write-off",
      "POST /v1/notices/{notice}/posting", "POST /v1/debtors", "PATCH /v1/debtors/{debtor}",
      "POST /v1/debtors/{debtor}/merge", "POST /v1/debtors/{debtor}/unmerge", "POST /v1/debtors/{debtor}/apart",
      "POST /v1/debtors/{debtor}/statement-of-account",
      // What only keeps something back needs no second thought: a clerk who sees a mistake stops it.
      "POST /v1/notices/{notice}/hold", "POST /v1/claims/{claim}/legal-hold", "POST /v1/debtors/{debtor}/legal-hold",
    ],
    .approver: [
      "POST /v1/notices/{notice}/approve", "POST /v1/notices/{notice}/release", "POST /v1/notices/{notice}/retry",
      "POST /v1/notices/{notice}/resolve",
    ],
    .admin: [
      "POST /v1/arm", "POST /v1/hold", "POST /v1/reload", "POST /v1/log-level", "GET /v1/backup", "POST /v1/test-mail",
      "POST /v1/debtors/{debtor}/erase",
      // What is lifted may be erased.
      "POST /v1/claims/{claim}/legal-hold/lift", "POST /v1/debtors/{debtor}/legal-hold/lift",
    ],
  ]

  /// The role that a route asks for; nil for none. What is in no table is for an admin.
  static func role(for route: String) -> Role? { open.contains(route) ? nil : byRoute[route] ?? .admin }

  private static let byRoute = table.reduce(into: [String: Role]()) { roles, entry in
    for route in entry.value { roles[route] = entry.key }
  }
}
