/// Every notice that would go out before a moment if nobody paid and each was sent on time, in the order of time; only one
/// of them is in memory at a time.
package struct CourseNotices: Sequence, IteratorProtocol, Sendable {
  private var course: Course
  private let rulebook: Rulebook
  private let until: Instant
  /// Every notice moves at least one claim up by a rung.
  private var left: Int

  init(_ course: Course, _ rulebook: Rulebook, until: Instant) {
    self.course = course
    self.rulebook = rulebook
    self.until = until
    left = course.standings.count * RuleLimits.stepsMax
  }

  package mutating func next() -> NoticePlan? {
    guard left > 0, let notice = course.next(rulebook), notice.at < until else {
      left = 0
      return nil
    }
    left -= 1
    course.complete(notice, rulebook)
    return notice
  }
}
