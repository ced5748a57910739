extension InterestStatement {
  /// The same statements, where debts that one demand had announced a fixed sum for share one sum on its scale, each by its
  /// part of the debt. It is never more than their sums one by one.
  ///
  /// - Source: BW 6:96 (7): claims that one demand can name are added up before the scale is applied.
  package static func sharingFixedSum<Key: Comparable>(
    _ statements: [Key: InterestStatement]
  ) -> [Key: InterestStatement] {
    let announced = statements.filter { $0.value.terms.rule.demandDays != nil && $0.value.compensation.isPositive }
    let groups = Dictionary(grouping: announced.keys) { key in
      Announcement(fixedSum: statements[key]?.terms.rule.fixedSum, from: statements[key]?.compensationFrom)
    }
    var result = statements
    for (announcement, keys) in groups where keys.count > 1 {
      guard let fixedSum = announcement.fixedSum else { continue }
      let members = keys.sorted().compactMap { key in statements[key].map { (key, $0) } }
      let debt = members.reduce(Int64(0)) { $0 + $1.1.compensationBase.minorUnits }
      var (sumLeft, debtLeft) = (fixedSum.sum(for: debt), debt)
      for (key, statement) in members {
        let part = statement.compensationBase.minorUnits
        let share = debtLeft > 0 ? Int64(Int128(sumLeft) * Int128(part) / Int128(debtLeft)) : 0
        (sumLeft, debtLeft) = (sumLeft - share, debtLeft - part)
        result[key] = statement.owing(fixedSum: share)
      }
    }
    return result
  }

  /// What one demand had announced.
  private struct Announcement: Hashable {
    let fixedSum: FixedSum?
    let from: CivilDate?
  }

  /// With a lower fixed sum: what was paid on the rest of it goes to the interest, then to the debt.
  private func owing(fixedSum: Int64) -> InterestStatement {
    var statement = self
    let less = max(0, compensation.minorUnits - fixedSum)
    statement.compensation.minorUnits -= less
    statement.takeOff(less)
    return statement
  }

  /// The same where the creditor forgoes a part of what has accrued beside the debt: costs first, then interest. What was
  /// paid on that part goes to the debt.
  ///
  /// - Parameter part: nil where nothing is forgone.
  package func forgoing(_ part: Money?) -> InterestStatement {
    guard let part else { return self }
    let less = min(part.minorUnits, accrued.minorUnits)
    guard less > 0 else { return self }
    var statement = self
    statement.forgone = Money(minorUnits: statement.takeOff(less), currency: part.currency)
    return statement
  }

  /// What has accrued beside the debt in all: interest, fixed sum, costs.
  package var accrued: Money {
    Money.sum([interest, compensation, costs], in: principal.currency)
  }

  /// Takes so much off what is left, in minor units.
  ///
  /// - Returns: how much of it there was.
  @discardableResult
  private mutating func takeOff(_ units: Int64) -> Int64 {
    var left = units
    for part in [\InterestStatement.costsLeft, \.interestLeft, \.principalLeft] {
      let taken = min(left, self[keyPath: part].minorUnits)
      self[keyPath: part].minorUnits -= taken
      left -= taken
    }
    return units - left
  }
}
