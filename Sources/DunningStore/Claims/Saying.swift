import Dunning

/// Something that is said of a claim or a debtor.
struct Saying {
  let change: ClaimChange
  let cause: Claim.Cause?

  /// Whether it can be said of a claim in this state.
  func isAllowed(for state: Claim.State) -> Bool {
    switch change {
    case .pause: [.open, .paused, .promised].contains(state)
    case .promise: [.open, .paused, .promised, .disputed].contains(state)
    case .dispute: [.open, .paused, .promised, .disputed].contains(state)
    case .resume: [.paused, .promised, .disputed, .stopped].contains(state)
    case .stop, .withdraw, .writeOff: state.isOpen
    }
  }

  /// The same for all claims of a debtor: instalments are divided among them.
  func divided(among records: [ClaimRecord]) throws(RuleError) -> Saying {
    guard case .promise(let terms, let reason) = change else { return self }
    let claims = records.map(\.claim).filter { isAllowed(for: $0.state) && $0.outstanding.isPositive }
    return Saying(change: .promise(try terms.divided(among: claims), reason: reason), cause: cause)
  }

  /// A sum that was promised by a day for a debtor as a whole says nothing of how much of it each claim gets.
  func checkSum(over records: [ClaimRecord]) throws(RuleError) {
    guard case .promise(let terms, _) = change, terms.hasAmount,
      records.count(where: { isAllowed(for: $0.claim.state) }) > 1
    else { return }
    throw RuleError(
      .invalidPromise, "the debtor has several claims, and a sum cannot be divided among them",
      hint: "promise it claim by claim, or leave the amount out")
  }

  /// Why, as it stands with the claim; nil where nobody said, and of a resumption.
  var reason: String? {
    switch change {
    case .pause(_, let reason), .dispute(let reason), .withdraw(let reason), .writeOff(let reason): reason
    case .stop(let ground, let reason): "\(ground.rawValue): \(reason)"
    case .promise(_, let reason): reason
    // The reason of a resumption is in the journal; the claim is simply open.
    case .resume: nil
    }
  }

  /// What the journal says of it.
  var data: [JournalKey: String] {
    var data: [JournalKey: String] = [:]
    data[.cause] = cause?.rawValue
    data[.reason] = reason
    switch change {
    case .pause(let until, _): data[.until] = until?.iso
    case .promise(let terms, _): data[.by] = terms.text
    case .resume(let reason): data[.reason] = reason
    case .dispute, .stop, .withdraw, .writeOff: break
    }
    return data
  }

  /// What the claim is then.
  var participle: String {
    switch change {
    case .pause: "paused"
    case .promise: "promised"
    case .dispute: "disputed"
    case .stop: "stopped"
    case .resume: "resumed"
    case .withdraw: "withdrawn"
    case .writeOff: "written off"
    }
  }
}
