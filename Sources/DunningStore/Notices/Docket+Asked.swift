package import Dunning

/// What a notice asks the debtor to pay.
package struct AskedSum: Sendable, Hashable {
  package var outstanding: Money
  package var interest: Money
  /// Fixed sums and costs.
  package var compensation: Money

  package var total: Money {
    Money.sum([outstanding, interest, compensation], in: outstanding.currency)
  }
}

extension Docket {
  /// What a notice that has not left asks for; nil where that is nothing but what is open, or it has left.
  ///
  /// - Throws: ``DocketError``.
  package func asked(by notice: Notice, rulebook: Rulebook) async throws(DocketError) -> AskedSum? {
    guard Notice.State.waiting.contains(notice.state), let tone = Step.Tone(rawValue: notice.tone) else { return nil }
    return try await read(rulebook) { look in
      let claims = try notice.claims.map { try look.record($0).claim }
      let late = try look.late(claims, tone: tone, at: notice.openedAt)
      guard !late.isEmpty else { return nil }
      let nothing = Money(minorUnits: 0, currency: notice.total.currency)
      var asked = AskedSum(outstanding: nothing, interest: nothing, compensation: nothing)
      for claim in claims {
        let statement = late[claim.id]
        asked.outstanding.add(statement?.principalLeft ?? claim.outstanding)
        asked.interest.add(statement?.interestLeft ?? nothing)
        asked.compensation.add(statement?.costsLeft ?? nothing)
      }
      return asked
    }
  }
}
