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
      </section>
      <div class="columns">
      \(why(claim, explanation))
      \(ladder(explanation))
      </div>
      \(notices(detail.notices))
      \(payments(detail.payments))
      \(promises(detail.promises, claim.currency))
      \(timeline(detail.events))
      """)
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
    facts.add(words(.state), state(claim))
    facts.add(words(.debtor), visit.link(toDebtor: claim))
    facts.add(words(.due), words.time(claim.due))
    facts.add(words(.amount), "\(words.amount(claim.amount, claim.currency))")
    if claim.paid != "0.00" { facts.add(words(.paid), "\(words.amount(claim.paid, claim.currency))") }
    if let late = detail.late {
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

  private func state(_ claim: ClaimResponse) -> HTML {
    let until: HTML = claim.pausedUntil.map { " \(words(.until)) \(words.time($0))" } ?? .empty
    let reason: HTML = claim.reason.map { "<br><span class=\"soft\">\(HTML.foreign($0))</span>" } ?? .empty
    let overdue: HTML = claim.overdue ? " <span class=\"badge asks\">\(words(.overdue))</span>" : .empty
    return "\(words.badge(claim.state))\(overdue)\(until)\(reason)"
  }

  private func why(_ claim: ClaimResponse, _ explanation: ExplanationResponse) -> HTML {
    let next: HTML =
      claim.next.map { "<p><b>\(words.term($0.step))</b>, \(words.time($0.at))</p>" }
      ?? "<p>\(words(.nothingPlanned))</p>"
    let holding = explanation.gates.filter(\.holds).map { gate -> HTML in
      let opens: HTML = gate.opensAt.map { " <span class=\"soft\">\(words(.opens)) \(words.time($0))</span>" } ?? .empty
      return "<li>\(HTML.foreign(gate.because))\(opens)</li>\n"
    }
    let sentences = explanation.sentences.map { sentence -> HTML in "<li>\(HTML.foreign(sentence))</li>\n" }
    return """
      <section>
      <h2>\(words(.comesNext))</h2>
      \(next)
      \(holding.isEmpty ? .empty : "<h3>\(words(.whatHolds))</h3><ul lang=\"en\">\(holding)</ul>")
      <details><summary>\(words(.why))</summary><ul lang="en">\(sentences)</ul></details>
      </section>
      """
  }

  private func ladder(_ explanation: ExplanationResponse) -> HTML {
    let rungs = explanation.ladder.map { rung -> HTML in
      let at: HTML = rung.at.map { ", \(words.time($0))" } ?? .empty
      return """
        <li class="\(rung.state)"><b>\(words.term(rung.step))</b> <span class="soft">\(words.term("rung-\(rung.state)"))\(at)</span></li>

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
          words.badge(instalment.outcome ?? promise.state),
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

  /// What only the case file needs.
  private static let silent: Set = [
    "sha256", "attempt_sha256", "letter_sha256", "message_id", "attempt", "of_entry", "entry", "approval", "rules",
    "templates",
  ]

  private func timeline(_ events: [EventResponse]) -> HTML {
    let entries = events.reversed().map { event -> HTML in
      let shown = event.data.filter { !Self.silent.contains($0.key) }.sorted { $0.key < $1.key }
      let data = shown.map { "\(words.term("data-\($0.key)", else: $0.key)): \($0.value)" }.joined(separator: " · ")
      let notice: HTML = event.notice.map { " <a href=\"\(Link.path("notices", $0))\">\($0)</a>" } ?? .empty
      let detail: HTML = data.isEmpty ? .empty : "<p class=\"data\">\(HTML.foreign(data))</p>"
      return """
        <li><span class="when">\(words.time(event.at)) · \(HTML.foreign(event.actor))</span><br>\
        \(words.term("event-\(event.event)", else: event.event))\(notice)\(detail)</li>

        """
    }
    return "<section><h2>\(words(.timeline))</h2><ol class=\"timeline\">\(entries)</ol></section>"
  }
}
