import Dunning

extension Policy {
  /// The ladder that applies when the configuration names none.
  static let standard = Policy(
    name: "standard",
    steps: [
      Step(name: "heads-up", at: Offset(.due, Span(-3, .workingDays)), tone: .courtesy),
      Step(name: "reminder", at: Offset(.due, Span(3, .workingDays)), tone: .reminder),
      Step(
        name: "second-reminder", at: Offset(.due, Span(14, .days)), tone: .reminder, gap: Span(7, .days),
        payWithin: Span(7, .days)),
      Step(
        name: "demand", at: Offset(.due, Span(30, .days)), tone: .demand, gap: Span(7, .days),
        payWithin: Span(14, .days), approval: .required),
    ],
    sendWindow: SendWindow(
      days: Weekday.workingWeek, from: TimeOfDay(seconds: 9 * 3_600), until: TimeOfDay(seconds: 18 * 3_600),
      zone: .debtor))
}
