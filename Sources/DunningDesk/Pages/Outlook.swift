import Dunning
import DunningAPI

/// What comes next for a claim and why; and where nothing does, what holds it and what to do about that.
struct Outlook: Sendable {
  let visit: Visit
  let detail: ClaimDetail
  let explanation: ExplanationResponse

  private var words: Words { visit.words }
  private var claim: ClaimResponse { detail.claim }

  var html: HTML {
    let holding = self.holding
    let lines = holding.map { gate -> HTML in
      let opens: HTML =
        gate.opensAt.map { " <span class=\"soft\">(\(words(.opens)) \(words.time($0)))</span>" } ?? .empty
      return "<li>\(words.reason(gate.because))\(opens)</li>\n"
    }
    let sentences = explanation.sentences.map { sentence -> HTML in "<li>\(words.reason(sentence))</li>\n" }
    return """
      <section>
      <h2>\(words(.comesNext))</h2>
      \(explanation.next.map(next) ?? nothing)
      \(lines.isEmpty ? .empty : "<h3>\(words(.whatHolds))</h3><ul>\(lines)</ul>")
      <details><summary>\(words(.why))</summary><ul>\(sentences)</ul></details>
      </section>
      """
  }

  private func next(_ next: ClaimResponse.Next) -> HTML {
    let because = explanation.ladder.first { $0.state == "next" }?.because
    let why: HTML = because.map { "<p class=\"soft\">\(words.reason($0))</p>" } ?? .empty
    let isMoved = claim.next.map { words.day($0.at) != words.day(next.at) } ?? false
    let moved: HTML =
      isMoved ? "<p class=\"soft\">\(words(.ownPlan, words.day(claim.next?.at ?? next.at)))</p>" : .empty
    return "<p><b>\(words.step(next.step))</b>, \(words.time(next.at))</p>\(why)\(moved)\(preview)"
  }

  /// The way to what the next one would say.
  private var preview: HTML {
    guard visit.may(PreviewPage.route) else { return .empty }
    return "<p><a class=\"button\" href=\"\(Link.path("claims", claim.id, "preview"))\">\(words(.previewLink))</a></p>"
  }

  /// The reason that stands in the docket comes first: it is why there is no letter.
  private var nothing: HTML {
    if let waiting = visit.awaitingApproval(detail) {
      let address = Link.path("notices", waiting.id)
      return """
        <p><b><a href="\(address)">\(words.step(waiting.step))</a></b> \(words.badge(waiting.state)), \
        \(words(.sinceWhen, words.day(waiting.openedAt)))</p>
        <p><a class="button main" href="\(Link.query("/approve", ["notice": waiting.id]))">\(words(.approve))</a></p>
        """
    }
    guard let because = claim.nothingBecause else { return "<p>\(words(.nothingPlanned))</p>" }
    let said = visit.linked(because, HTML.foreign(words.sentence(words.clause(because) ?? because)))
    return "<p><b>\(words(.nothingPlanned))</b> \(said)</p>\(remedy)"
  }

  private var remedy: HTML {
    if let failed = detail.notices.last(where: { claim.nothingBecause?.contains("\($0.id) could not be") ?? false }) {
      return "<p><a class=\"button\" href=\"\(Link.path("notices", failed.id))\">\(words(.seeNotice))</a></p>"
    }
    guard lacksAddress, let id = claim.debtorId else { return .empty }
    let address = Link.query(
      Link.path("debtors", claim.creditor, id, "correct"), ["back": Link.path("claims", claim.id)])
    return "<p><a class=\"button main\" href=\"\(address)\">\(words(.addAddress))</a></p>"
  }

  private var lacksAddress: Bool { claim.nothingBecause == Decision.Reason.noAddressWords }

  /// What is in the way, that which waits for a person first. Where nothing is planned, a closed send window is not why.
  private var holding: [ExplanationResponse.Gate] {
    let isPlanned = explanation.next != nil
    let course = ["deadline", "gap", "pay-by", "contact", "send-window", "approval"]
    // What waits for approval is said above, with the way there.
    let isWaiting = visit.awaitingApproval(detail) != nil
    let holding = explanation.gates.filter { gate in
      gate.holds && gate.because != claim.nothingBecause && (isPlanned || !course.contains(gate.gate))
        && !(isWaiting && gate.gate == "notice")
    }
    var seen: Set<String> = []
    let different = holding.filter { seen.insert($0.because).inserted }
    return different.filter { $0.opensAt == nil } + different.filter { $0.opensAt != nil }
  }
}

extension Visit {
  /// The notice about a claim that waits for approval, if one does.
  func awaitingApproval(_ detail: ClaimDetail) -> NoticeResponse? {
    detail.notices.last { $0.state == "awaiting-approval" }
  }

  /// The notice about a claim that has not come to an end.
  func underWay(_ detail: ClaimDetail) -> NoticeResponse? {
    detail.notices.last {
      ["awaiting-approval", "pending", "sending", "deferred", "held", "in-doubt"].contains($0.state)
    }
  }

  /// Why nothing is planned, with the way to the notice that it names.
  func reason(_ text: String) -> HTML { linked(text, words.reason(text)) }

  /// The same, as it is said there.
  func linked(_ text: String, _ said: HTML) -> HTML {
    let mark = "notice "
    guard text.hasPrefix(mark) else { return said }
    let id = text.dropFirst(mark.count).prefix { !$0.isWhitespace }
    guard id.first == "n", id.count > 1, id.dropFirst().allSatisfy(\.isNumber) else { return said }
    return "<a href=\"\(Link.path("notices", String(id)))\">\(said)</a>"
  }
}
