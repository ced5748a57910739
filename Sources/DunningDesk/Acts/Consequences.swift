import Dunning
import DunningAPI
import HTTPTypes

/// What the sums will be once an act is done, told before it is.
struct Consequences: Sendable {
  let visit: Visit
  let act: Act
  let target: ActTarget

  var words: Words { visit.words }

  /// - Throws: ``Refusal`` where a claim is named that there is not.
  func html(_ entries: ActPage.Entries) async throws -> HTML {
    switch (act.subject, act.name) {
    case (.book, "new"): return "\(doubtful(entries))\(try await making(entries))"
    case (.debtor, "correct"): return doubtful(entries)
    case (.debtor, "merge"): return try await merging(entries)
    case (.claim, "promise"): return promising(entries)
    case (.debtor, "promise"): return try await promisingAll(entries)
    case (.claim, "pay"), (.debtor, "pay"): return paying(entries)
    case (.payment, "assign"): return try await booking(entries)
    case (.notice, "approve"), (.notice, "release"): return try await leaving()
    default: return .empty
    }
  }

  /// An address without a dot behind the @ is one of the own house, or not whole.
  private func doubtful(_ entries: ActPage.Entries) -> HTML {
    guard case .text(let text)? = entries.body["email"], let host = text.split(separator: "@").last, text.contains("@"),
      !host.contains(".")
    else { return .empty }
    return "<p class=\"banner\">\(words(.addressWithoutDot, text))</p>"
  }

  /// What the control API would make of a claim, and who may be its debtor already.
  private func making(_ entries: ActPage.Entries) async throws -> HTML {
    let answer = try await visit.send(.post, "/v1/claims?dry_run=true", try WireCoding.encode(entries.body))
    let claim = try WireCoding.decode(ClaimResponse.self, from: answer)
    let next: HTML = "<p><b>\(words(.comesNext)):</b> \(visit.next(of: claim))</p>"
    let warnings = (claim.warnings ?? []).map { warning -> HTML in "<p class=\"banner\">\(words.reason(warning))</p>" }
    return "\(next)\(warnings)\(try await alike(entries))\(try await leavingAtOnce(claim, entries))"
  }

  /// The words of what a claim sends in the moment in which it is taken in.
  private func leavingAtOnce(_ claim: ClaimResponse, _ entries: ActPage.Entries) async throws -> HTML {
    guard let next = claim.next, try Instant(parsing: next.at) <= visit.desk.house.now else { return .empty }
    let status: StatusResponse = try await visit.get("/v1/status")
    let off = status.mode == "armed" ? "" : " \(words(.leavesHeld))"
    let says: HTML = "<p class=\"banner\"><b>\(words(.leavesAtOnce, words.step(next.step)))\(off)</b></p>"
    guard visit.may(PreviewPage.route) else { return says }
    return "\(says)\(try await PreviewPage(visit: visit).words(ofNew: entries.body))"
  }

  private func alike(_ entries: ActPage.Entries) async throws -> HTML {
    guard entries.body["debtor_id"] == nil, case .text(let name)? = entries.body["debtor"] else { return .empty }
    return try await NewClaimPage(visit: visit).found(name, asks: true)
  }

  private func paying(_ entries: ActPage.Entries) -> HTML {
    guard let currency = target.currency, let open = target.outstanding.flatMap({ Decimal.money($0, currency) }),
      case .text(let text)? = entries.body["amount"], let amount = Decimal.money(text, currency)
    else { return .empty }
    let takesAway = entries.body["kind"] == .text("refund") || entries.body["kind"] == .text("chargeback")
    let left = Money(
      minorUnits: open.minorUnits + (takesAway ? amount.minorUnits : -amount.minorUnits), currency: open.currency)
    let after = left.isPositive ? left : Money(minorUnits: 0, currency: open.currency)
    let sums = words(.afterPayment, words.amount(open.decimal, currency), words.amount(after.decimal, currency))
    return "<p><b>\(sums)</b></p>\(warning(left.negated, currency))"
  }

  private func warning(_ over: Money, _ currency: String) -> HTML {
    over.isPositive
      ? "<p class=\"banner\">\(words(.moreThanOpen, words.amount(over.decimal, currency)))</p>" : .empty
  }
}

/// What is said when an act was done, and where it is taken back.
struct Aftermath: Sendable {
  let visit: Visit
  let act: Act
  let target: ActTarget

  private var words: Words { visit.words }

  /// - Parameter answer: of the control API.
  func says(_ answer: [UInt8]) async throws -> String? {
    guard act.subject == .notice, act.name == "approve" else { return nil }
    let approved = try WireCoding.decode(NoticeResponse.self, from: answer)
    guard approved.state != "awaiting-approval" else { return words(.needsSecond) }
    let detail: NoticeDetail = try await visit.get(target.api)
    let notice = detail.notice
    if let because = detail.lapses ?? (notice.state == "dropped" ? notice.lastReply : nil) {
      return words(.leftNot, words.clause(because) ?? because)
    }
    let status: StatusResponse = try await visit.get("/v1/status")
    guard status.mode == "armed" else { return words(.leavesHeld) }
    return (detail.leavesAt ?? notice.nextAttemptAt).map { words(.leavesFrom, words.moment($0)) }
      ?? words(.leavesSoon)
  }

  /// The page of what was made; nil where nothing was.
  func page(_ answer: [UInt8]) throws -> String? {
    guard act.subject == .book else { return nil }
    return Link.path("claims", try WireCoding.decode(ClaimResponse.self, from: answer).id)
  }

  /// The page on which it is taken back; nil where there is none, or the caller may not.
  func undo(_ answer: [UInt8]) async throws -> String? {
    if act.subject == .claim, act.name == "pay" { return try await undoOfPayment() }
    if act.subject == .debtor, act.name == "pay" {
      let payment = try WireCoding.decode(PaymentDetail.self, from: answer)
      return Act.named("undo", of: .payment).flatMap { visit.may($0.route) ? $0 : nil }.map {
        Link.path("money", payment.payment, $0.name)
      }
    }
    if let page = try page(answer), let withdraw = Act.named("withdraw", of: .claim) {
      return visit.may(withdraw.route) ? "\(page)/withdraw" : nil
    }
    return act.undo.flatMap { Act.named($0, of: act.subject) }.flatMap {
      visit.may($0.route) ? target.page(of: $0.name) : nil
    }
  }

  /// The payment that was entered is the claim's newest.
  private func undoOfPayment() async throws -> String? {
    guard let undo = Act.named("undo", of: .payment), visit.may(undo.route) else { return nil }
    let detail: ClaimDetail = try await visit.get(target.api)
    let numbers = detail.payments.compactMap(\.payment).filter { $0.hasPrefix("p") }
    let newest = numbers.max { (Int($0.dropFirst()) ?? 0) < (Int($1.dropFirst()) ?? 0) }
    return newest.map { Link.path("money", $0, "undo") }
  }
}
