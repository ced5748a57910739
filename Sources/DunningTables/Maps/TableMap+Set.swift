extension TableMap {
  /// Gives the fields that the table left empty what the map says.
  func set(in row: inout MappedRow) {
    for setting in set where row[setting.field] == nil {
      guard kind.days.contains(setting.field), let counted = DayCount(setting.value) else {
        row[setting.field] = setting.value
        continue
      }
      guard let text = row[counted.from], let start = try? DayForm.iso.read(text) else {
        let fault = TableFault(
          "\(setting.field) is counted from \(counted.from), which the row does not say", field: setting.field)
        if !row.faults.contains(where: { $0.field == counted.from }) { row.faults.append(fault) }
        continue
      }
      row[setting.field] = start.adding(days: counted.days)?.text
    }
  }
}

/// A day counted from that of another field, such as `issued+30d` or `booked+2w`.
package struct DayCount: Hashable, Sendable {
  let from: String
  let days: Int

  /// Nil when the text is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 1).map { String($0.trimmed) }
    guard parts.count == 2, let unit = parts[1].last, let number = Int(parts[1].dropLast()), number >= 0,
      let length = ["d": 1, "w": 7][unit], number <= 36_500
    else { return nil }
    from = parts[0]
    days = number * length
  }
}
