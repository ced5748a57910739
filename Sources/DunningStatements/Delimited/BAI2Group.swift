/// What the accounts of a group have in common.
struct BAI2Group {
  /// The day that it is about.
  let day: Day?
  let currency: String?
  /// A report of a day that has not ended.
  let isInterim: Bool

  init(_ record: BAI2Record) throws(StatementFailure) {
    let fields = record.fields
    func field(_ index: Int) -> String? { index < fields.count ? fields[index].meant : nil }
    day = field(3).flatMap { Day(short: $0) }
    guard day != nil || field(3) == nil else {
      throw StatementFailure("\"\(field(3) ?? "")\" is not a day", line: record.line)
    }
    currency = field(5)
    isInterim = field(6) == "3"
  }
}
