import Dunning

/// A forecast as a diary: the days, and below each a sentence a notice.
struct Diary {
  let rulebook: Rulebook
  let terminal: Terminal
  private var day: CivilDate?

  /// Where nobody says how wide the page is.
  private static let width = 100
  private static let referencesMax = 5

  init(rulebook: Rulebook, terminal: Terminal) {
    self.rulebook = rulebook
    self.terminal = terminal
  }

  mutating func lines(_ notice: Forecast.Notice) -> [String] {
    let heading = notice.day == day ? [] : (day == nil ? [] : [""]) + [terminal.tinted(notice.day.long, .good)]
    day = notice.day
    let time = notice.zone.timeOfDay(at: notice.plan.at).text
    let text = Wrapping.lines(
      printable(sentence(notice)), width: max(40, terminal.width ?? Self.width), indent: "         ")
    return heading + ["  \(time)  " + (text.first?.dropFirst(9) ?? "")] + text.dropFirst()
  }

  private func sentence(_ notice: Forecast.Notice) -> String {
    let (plan, planned) = (notice.plan, notice.plan.lead.planned)
    let calendar = rulebook.calendar(for: plan.lead.claim)
    let references = list(plan.parts.map(\.claim.draft.reference), max: Self.referencesMax)
    let approval = planned.step.approval != .none ? ", if it is approved," : ""
    let payBy = notice.payBy.map { " to be paid by \($0.short)" } ?? ""
    // Only a demand asks for what the rates decide.
    let reasons = notice.provisionalDays + (planned.step.tone == .demand ? notice.provisionalSums : [])
    let provisional = reasons.isEmpty ? "" : " (Provisional: \(reasons.joined(separator: "; ")).)"
    // A clock that is not the office's says whose it is.
    let place = notice.zone.name == rulebook.operationZone.name ? "" : "(\(notice.zone.name)) "
    return
      "\(place)\(plan.lead.claim.draft.debtor.name) gets \(article(planned.step))\(approval) by \(channels(planned.step)) "
      + "about \(references): \(sum(notice))\(payBy), since \(planned.why(calendar: calendar)).\(provisional)"
  }

  private func article(_ step: Step) -> String {
    step.name.contains(step.tone.rawValue) ? "the \(step.name)" : "the \(step.name) (\(step.tone.rawValue))"
  }

  private func channels(_ step: Step) -> String {
    list(step.channels.map { $0 == .email ? "e-mail" : $0.rawValue })
  }

  private func sum(_ notice: Forecast.Notice) -> String {
    let (asked, owed) = (notice.asked, notice.owed)
    let extra = [(owed.interest, "interest"), (owed.compensation, "compensation")].filter { $0.0.isPositive }
    let sum = "\(asked.decimal) \(asked.currency.code)"
    guard notice.plan.lead.planned.step.tone == .demand, !extra.isEmpty else { return sum }
    return "\(sum) (\(owed.outstanding.decimal) open, \(list(extra.map { "\($0.0.decimal) \($0.1)" })))"
  }
}

/// Breaks a text into lines between its words.
enum Wrapping {
  static func lines(_ text: String, width: Int, indent: String) -> [String] {
    var (lines, line, used) = ([String](), indent, indent.utf8.count)
    var isEmpty = true
    for word in text.split(separator: " ") {
      let columns = DisplayWidth.of(word)
      if !isEmpty, used + 1 + columns > width {
        lines.append(line)
        (line, used, isEmpty) = (indent, indent.utf8.count, true)
      }
      line += isEmpty ? word : " " + word
      used += columns + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }
}
