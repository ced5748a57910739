import DunningAPI
import DunningInbound
import Hummingbird

/// A notice: the very bytes of mail and letter, every try with the server's words, and what can be decided.
struct NoticePage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show(_ id: String) async throws -> Response {
    let detail: NoticeDetail = try await visit.get("/v1/notices/\(Link.escaped(id))")
    let notice = detail.notice
    let target = try await visit.noticeTarget(notice.id)
    return visit.page(
      "\(words.step(notice.step)) · \(notice.debtor)",
      """
      <section>
      \(facts(notice, asks: detail.asks, debtor: try await debtor(of: notice)))
      \(notice.state == "failed" ? try await correction(of: notice) : .empty)
      \(visit.actions(acts(notice.state), of: target, main: ["held": "release", "failed": "retry"][notice.state]))
      \(notice.state == "awaiting-approval" ? "<p><a class=\"button main\" href=\"/approve?notice=\(notice.id)\">\(words(.approve))</a></p>" : .empty)
      </section>
      \(try await written(detail))
      \(attempts(detail))
      """)
  }

  func letter(_ id: String) async throws -> Response {
    try await file(
      "/v1/notices/\(Link.escaped(id))/letter", "application/pdf", name: "letter.pdf", DeskHeaders.letter,
      isInline: true)
  }

  func message(_ id: String) async throws -> Response {
    try await file(
      "/v1/notices/\(Link.escaped(id))/message", "message/rfc822", name: "message.eml", DeskHeaders.page,
      isInline: false)
  }

  private func file(
    _ path: String, _ type: String, name: String, _ headers: HTTPFields, isInline: Bool
  ) async throws -> Response {
    var response = try await visit.pass(path)
    response.headers = headers
    response.headers[.contentType] = type
    response.headers[.contentDisposition] = "\(isInline ? "inline" : "attachment"); filename=\"\(name)\""
    return response
  }

  /// What may be done to it beside its approval, by its state.
  private func acts(_ state: String) -> [String] {
    switch state {
    case "awaiting-approval", "pending", "sending": ["hold"]
    case "deferred": ["retry", "hold"]
    case "held": ["release", "resolve"]
    case "failed": ["retry"]
    case "in-doubt": ["resolve", "hold"]
    default: []
    }
  }

  /// Whom it is about, with a link; nil of what is about no claim.
  func debtor(of notice: NoticeResponse) async throws -> HTML? {
    try await claim(of: notice).map(visit.link(toDebtor:))
  }

  private func claim(of notice: NoticeResponse) async throws -> ClaimResponse? {
    guard let id = notice.claimIds.first else { return nil }
    return try await visit.find(ClaimDetail.self, "/v1/claims/\(Link.escaped(id))")?.claim
  }

  /// Where the address is corrected, and back to here, where it is tried again.
  private func correction(of notice: NoticeResponse) async throws -> HTML {
    guard let claim = try await claim(of: notice), let id = claim.debtorId else { return .empty }
    let address = Link.query(
      Link.path("debtors", claim.creditor, id, "correct"), ["back": Link.path("notices", notice.id)])
    return "<p><a class=\"button\" href=\"\(address)\">\(words(.correctAddress))</a></p>"
  }

  func facts(_ notice: NoticeResponse, asks: NoticeDetail.Asked? = nil, debtor: HTML? = nil) -> HTML {
    var facts = Facts()
    facts.add(words(.state), words.badge(notice.state))
    if let asks {
      let parts = words(
        .askedParts, words.sum(asks.outstanding), words.sum(asks.interest), words.sum(asks.compensation))
      facts.add(
        words(.asks),
        "<span class=\"big\">\(words.amount(asks.total, notice.currency))</span><br><span class=\"soft\">\(parts)</span>"
      )
    } else {
      facts.add(words(.outstanding), "\(words.amount(notice.outstanding, notice.currency))")
    }
    facts.add(words(.debtor), debtor)
    facts.add(words(.recipient), notice.recipient.isEmpty ? nil : HTML.foreign(notice.recipient))
    let claims = zip(notice.claims, notice.claimIds).map { reference, id -> HTML in
      "<a href=\"\(Link.path("claims", id))\">\(HTML.reference(reference))</a>"
    }
    facts.add(words(.claims), claims.joined(", "))
    facts.add(words(.payBy), notice.payBy.map { words.time($0) })
    facts.add(words(.opened), words.time(notice.openedAt))
    facts.add(words(.nextTry), notice.nextAttemptAt.map { words.time($0) })
    facts.add(words(.completed), notice.completedAt.map { words.time($0) })
    facts.add(words(.answer), notice.lastReply.map(words.reason))
    return facts.html
  }

  /// The mail as it is read, and the letter in the page.
  func written(_ detail: NoticeDetail) async throws -> HTML {
    let id = detail.notice.id
    var parts: [HTML] = []
    if detail.message != nil { parts.append(try await mail(id)) }
    if detail.letter != nil {
      parts.append(visit.letter(at: Link.path("notices", id, "letter.pdf")))
    }
    return parts.isEmpty ? "<section><p>\(words(.notWritten))</p></section>" : "<div class=\"columns\">\(parts)</div>"
  }

  private func mail(_ id: String) async throws -> HTML {
    let bytes = try await visit.bytes("/v1/notices/\(Link.escaped(id))/message")
    let download: HTML =
      "<p><a href=\"\(Link.path("notices", id, "message.eml"))\" download>\(words(.downloadMail))</a></p>"
    guard let message = ReadableMessage(bytes) else {
      return "<section><h2>\(words(.mail))</h2>\(download)</section>"
    }
    var facts = Facts()
    for field in message.fields where ["From", "To", "Cc", "Subject", "Date"].contains(field.name) {
      facts.add(
        words.term("mail-\(field.name.lowercased())", else: field.name),
        HTML.foreign(field.name == "Date" ? words.mailDate(field.value) : field.value))
    }
    let enclosed = message.attachments.compactMap(\.name).joined(separator: ", ")
    if !enclosed.isEmpty { facts.add(words(.enclosed), HTML.foreign(enclosed)) }
    return """
      <section><h2>\(words(.mail))</h2>
      \(facts.html)
      <div class="mail" dir="auto" tabindex="0">\(message.text)</div>
      \(download)</section>
      """
  }

  private func attempts(_ detail: NoticeDetail) -> HTML {
    guard !detail.attempts.isEmpty else { return .empty }
    let entries = detail.attempts.map { attempt -> HTML in
      let dialogue: HTML =
        attempt.dialogue.isEmpty
        ? .empty
        : "<details><summary>\(words(.dialogue))</summary><pre>\(attempt.dialogue.joined(separator: "\n"))</pre></details>"
      return """
        <li><span class="when">\(words.time(attempt.startedAt)) · \(words.term("channel-\(attempt.channel)", else: attempt.channel))</span><br>\
        \(words.term("phase-\(attempt.phase)", else: attempt.phase)) <span class="soft">\(HTML.foreign(attempt.server ?? ""))</span>\
        <p class="data">\(words.said(attempt.reply ?? ""))</p>\(dialogue)</li>

        """
    }
    return "<section><h2>\(words(.attempts))</h2><ol class=\"timeline\">\(entries)</ol></section>"
  }
}
