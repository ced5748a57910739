/// What the docket knows of a debtor's ways, over all their claims on one creditor.
package struct DebtorRecord: Hashable, Sendable {
  /// Claims that were paid in full.
  package let settled: Int
  /// Days between the deadline and the last payment, 0 for what came in time, over the settled claims in all.
  package let daysLateInAll: Int
  package let promisesKept: Int
  /// Broken or kept in part only.
  package let promisesBroken: Int
  /// What is open, by currency.
  package let exposure: [Currency: Money]
  /// What is open and late, by currency.
  package let overdue: [Currency: Money]
  /// Days that the oldest open claim is late; 0 when none is.
  package let daysLateNow: Int
  package let writtenOff: Int

  package init(
    settled: Int = 0, daysLateInAll: Int = 0, promisesKept: Int = 0, promisesBroken: Int = 0,
    exposure: [Currency: Money] = [:], overdue: [Currency: Money] = [:], daysLateNow: Int = 0, writtenOff: Int = 0
  ) {
    self.settled = settled
    self.daysLateInAll = daysLateInAll
    self.promisesKept = promisesKept
    self.promisesBroken = promisesBroken
    self.exposure = exposure
    self.overdue = overdue
    self.daysLateNow = daysLateNow
    self.writtenOff = writtenOff
  }

  /// Whole days, rounded up; nil before anything was settled.
  package var daysLateOnAverage: Int? { settled > 0 ? (daysLateInAll + settled - 1) / settled : nil }
}

/// How far a debtor has earned trust, by a rule that anybody can check; a policy can choose another ladder by it.
package enum TrustGrade: String, Sendable, CaseIterable {
  /// Pays within 5 days of the deadline on average and has broken no promise.
  case a = "A"
  /// Pays within 20 days on average and broke at most one promise.
  case b = "B"
  /// Pays within 45 days on average and broke at most two promises.
  case c = "C"
  /// Worse than that, or something is more than 60 days late now, or was written off.
  case d = "D"
  /// Nothing was settled yet, and nothing bad is known.
  case new

  package init(_ record: DebtorRecord) {
    if record.writtenOff > 0 || record.daysLateNow > 60 || record.promisesBroken > 2 {
      self = .d
      return
    }
    guard let days = record.daysLateOnAverage else {
      self = record.promisesBroken > 0 ? .c : .new
      return
    }
    switch (days, record.promisesBroken) {
    case (...5, 0): self = .a
    case (...20, ...1): self = .b
    case (...45, _): self = .c
    default: self = .d
    }
  }

  /// Why this grade and no other, as one sentence's part.
  package static func reason(_ record: DebtorRecord) -> String {
    var parts: [String] = []
    if let days = record.daysLateOnAverage { parts.append("\(days) days late on average over \(record.settled) paid") }
    if record.promisesKept + record.promisesBroken > 0 {
      parts.append("\(record.promisesKept) promises kept, \(record.promisesBroken) broken")
    }
    if record.daysLateNow > 0 { parts.append("\(record.daysLateNow) days late now") }
    if record.writtenOff > 0 { parts.append("\(record.writtenOff) written off") }
    return parts.isEmpty ? "nothing known yet" : parts.joined(separator: "; ")
  }
}
