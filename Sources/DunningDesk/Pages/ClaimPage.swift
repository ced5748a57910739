import DunningAPI
import Hummingbird

/// A claim: what it is, why it stands where it stands, what comes next, and all that happened.
struct ClaimPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show(_ id: String) async throws -> Response {
    let detail: ClaimDetail = try await visit.get("/v1/claims/\(Link.escaped(id))")
    let explanation: ExplanationResponse = try await visit.get("/v1/claims/\(Link.escaped(detail.claim.id))/explain")
    let target = try await visit.claimTarget(detail.claim.id)
    let claim = detail.claim
    return visit.page(
      claim.reference,
      """
      <section>
      \(facts(detail))
      \(visit.actions(acts(claim), of: target, main: claim.state == "open" ? "pay" : nil))
      \(caseFiles(claim.id))
      </section>
      <div class="columns">
      \(Outlook(visit: visit, detail: detail, explanation: explanation).html)
      \(ladder(explanation, visit.underWay(detail)))
      </div>
      \(notices(detail.notices))
      \(payments(detail.payments))
      \(promises(detail.promises, claim.currency))
      \(Timeline(visit: visit, events: detail.events).html)
      """)
  }

  /// In what form a case file is taken away.
  enum CaseFormat: String, CaseIterable {
    case zip
    case pdf

    fileprivate var mediaType: String { "application/\(rawValue)" }
    fileprivate var title: Phrase { self == .zip ? .caseFileZip : .caseFilePDF }
  }

  /// The case file, as the control API hands it over.
  func caseFile(_ id: String, _ format: CaseFormat) async throws -> Response {
    var response = try await visit.pass("/v1/claims/\(Link.escaped(id))/evidence?format=\(format.rawValue)")
    response.headers = DeskHeaders.page
    response.headers[.contentType] = format.mediaType
    response.headers[.contentDisposition] =
      "attachment; filename=\"case-\(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }).\(format.rawValue)\""
    return response
  }

  private func caseFiles(_ id: String) -> HTML {
    guard visit.may("GET /v1/claims/{claim}/evidence") else { return .empty }
    let links = CaseFormat.allCases.map { format -> HTML in
      "<a href=\"\(Link.path("claims", id, "case.\(format.rawValue)"))\" download>\(words(format.title))</a>"
    }
    return "<p class=\"soft\">\(words(.caseFile)): \(links.joined(", "))</p>"
  }

  /// What is sensible in the state that the claim is in; the docket has the last word.
  private func acts(_ claim: ClaimResponse) -> [String] {
    switch claim.state {
    case "paid": ["note", "correct", "pay"]
    case "withdrawn", "written-off": ["reopen", "note"]
    case "open": ["pay", "promise", "pause", "dispute", "correct", "note", "stop", "withdraw", "write-off"]
    default: ["pay", "resume", "promise", "pause", "dispute", "correct", "note", "stop", "withdraw", "write-off"]
    }
  }

  private func facts(_ detail: ClaimDetail) -> HTML {
    let claim = detail.claim
    var facts = Facts()
    facts.add(words(.outstanding), "<span class=\"big\">\(words.amount(claim.outstanding, claim.currency))</span>")
    facts.add(words(.state), state(detail))
    facts.add(words(.debtor), visit.link(toDebtor: claim))
    facts.add(words(.due), words.time(claim.due))
    facts.add(words(.amount), "\(words.amount(claim.amount, claim.currency))")
    if claim.paid != "0.00" { facts.add(words(.paid), "\(words.amount(claim.paid, claim.currency))") }
    if let late = detail.late, !Self.owesNothing.contains(claim.state) || claim.chargesOwed != nil {
      facts.add(
        words(.withInterest),
        "\(words.amount(late.total, claim.currency)) <span class=\"soft\">(\(words(.interest)) \(words.sum(late.interest)), \(words(.compensation)) \(words.sum(late.compensation)))</span>"
      )
      facts.add(words(.limitation), late.limitation.map { words.time($0) })
    }
    facts.add(words(.creditor), HTML.foreign(claim.creditor))
    facts.add(words(.policy), HTML.foreign(claim.policy))
    facts.add(words(.email), claim.email.isEmpty ? nil : HTML.foreign(claim.email))
    return facts.html
  }

  /// The states in which nothing is asked of the debtor.
  private static let owesNothing = ["paid", "withdrawn"]

  private func state(_ detail: ClaimDetail) -> HTML {
    let claim = detail.claim
    let promised = detail.promises.last { $0.state == "running" }?.instalments.last?.due
    // Of a claim that is paid, what was said before is over.
    let said = claim.state == "paid" ? nil : claim.reason
    let reason: HTML = said.map { "<br><span class=\"soft\">\(words.said($0))</span>" } ?? .empty
    let overdue: HTML = claim.overdue ? " <span class=\"badge asks\">\(words(.overdue))</span>" : .empty
    return "\(words.badge(claim.state))\(overdue)\(until(claim, promised))\(reason)"
  }

  /// Until when it is left alone; of a promise also what was said, since the days of grace come on top of it.
  private func until(_ claim: ClaimResponse, _ promised: String?) -> HTML {
    guard let until = claim.pausedUntil else { return .empty }
    guard claim.state == "promised", let promised else { return " \(words(.until)) \(words.time(until))" }
    return "<br><span class=\"soft\">\(words(.promisedUntil, words.day(promised), words.day(until)))</span>"
  }

  /// - Parameter open: the notice that is not finished, if there is one.
  private func ladder(_ explanation: ExplanationResponse, _ open: NoticeResponse?) -> HTML {
    let rungs = explanation.ladder.map { rung -> HTML in
      if let open, open.step == rung.step {
        return """
          <li class="next"><b><a href="\(Link.path("notices", open.id))">\(words.step(rung.step))</a></b> \
          \(words.badge(open.state))</li>

          """
      }
      let at: HTML = rung.at.map { ", \(words.time($0))" } ?? .empty
      return """
        <li class="\(rung.state)"><b>\(words.step(rung.step))</b> <span class="soft">\(words.term("rung-\(rung.state)"))\(at)</span></li>

        """
    }
    return "<section><h2>\(words(.ladder))</h2><ol class=\"ladder\">\(rungs)</ol></section>"
  }

  private func notices(_ notices: [NoticeResponse]) -> HTML {
    notices.isEmpty ? .empty : "<section><h2>\(words(.notices))</h2>\(visit.table(of: notices))</section>"
  }

  private func payments(_ payments: [PaymentResponse]) -> HTML {
    guard !payments.isEmpty else { return .empty }
    let rows = payments.map { payment -> [HTML] in
      let link: HTML =
        payment.payment.map { "<a href=\"\(Link.path("money", $0))\">\($0)</a>" } ?? "–"
      return [
        words.time(payment.date), "\(words.term(payment.kind))", HTML.foreign(payment.id ?? "–"),
        "\(words.amount(payment.amount, payment.currency))", link,
      ]
    }
    let table = Table(
      caption: words(.payments),
      columns: [
        .init(words(.day)), .init(words(.kind)), .init(words(.fieldBankNumber)),
        .init(words(.amount), isNumber: true), .init(words(.payment)),
      ], rows: rows)
    return "<section><h2>\(words(.payments))</h2>\(table.html)</section>"
  }

  private func promises(_ promises: [PromiseResponse], _ currency: String) -> HTML {
    guard !promises.isEmpty else { return .empty }
    let rows = promises.flatMap { promise in
      promise.instalments.map { instalment -> [HTML] in
        [
          words.time(promise.madeAt), words.time(instalment.due), "\(words.amount(instalment.amount, currency))",
          instalment.outcome.map { words.badge($0) } ?? (promise.state == "running" ? words.badge(promise.state) : "–"),
        ]
      }
    }
    let table = Table(
      caption: words(.promises),
      columns: [
        .init(words(.promisedOn)), .init(words(.fieldPromiseDay)), .init(words(.amount), isNumber: true),
        .init(words(.state)),
      ], rows: rows)
    return "<section><h2>\(words(.promises))</h2>\(table.html)</section>"
  }
}
