extension ClaimDraft {
  /// Days further away than this are most likely of a wrong century.
  private static let yearsMax = 50

  /// What is odd about the days of a new claim, with the field that it is about; nil for what is taken without asking.
  ///
  /// - Parameter latest: the last day that has begun anywhere.
  package func doubt(latest: CivilDate) -> (field: String, error: RuleError)? {
    guard !areDaysAccepted else { return nil }
    let due = due.date(in: .utc)
    if let far = [("due", due), ("issued", issued)].first(where: { Self.isFar($0.1, from: latest) }), let day = far.1 {
      return (far.0, Self.question("\(day.iso) is more than \(Self.yearsMax) years away"))
    }
    guard let issued else { return nil }
    if issued > latest { return ("issued", Self.question("the invoice of \(issued.iso) is of a day to come")) }
    // A deadline that is a moment may be on the day before in UTC.
    guard issued > due.adding(days: 1) || issued > due && isDueOnDay else { return nil }
    return ("issued", Self.question("the invoice of \(issued.iso) is later than its deadline, \(due.iso)"))
  }

  /// What is odd about the days of a claim since they were corrected; nil where they are what they were.
  package func doubt(
    since before: ClaimDraft, isAccepted: Bool, latest: CivilDate
  ) -> (field: String, error: RuleError)? {
    guard due != before.due || issued != before.issued else { return nil }
    var draft = self
    draft.areDaysAccepted = isAccepted
    // It is asked about what was corrected.
    return draft.doubt(latest: latest).map { (issued == before.issued ? "due" : $0.field, $0.error) }
  }

  private var isDueOnDay: Bool { if case .day = due { true } else { false } }

  private static func isFar(_ day: CivilDate?, from today: CivilDate) -> Bool {
    guard let day else { return false }
    return abs(day.dayNumber - today.dayNumber) > yearsMax * 366
  }

  private static func question(_ message: String) -> RuleError {
    RuleError(.invalidDate, message, hint: "look at the year; with `--yes` (`\"accept\": true`) it is taken as it is")
  }
}
