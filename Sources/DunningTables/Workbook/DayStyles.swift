import DunningXML

/// Which styles of a workbook show a number as a day.
///
/// - Source: ECMA-376, part 1, 18.8.30 (the formats that have a number and no words).
struct DayStyles {
  private var areDays: [Bool] = []
  /// Also those that mean days in East Asia alone.
  private static let builtIn: Set<Int> = Set(14...17).union([22]).union(27...31).union([36]).union(50...54)
    .union([57, 58])

  init(_ archive: WorkbookArchive) throws(TableTrouble) {
    let reader = try PartReader("xl/styles.xml", of: archive, atMost: TableLimits.sharedTextBytesMax)
    guard let reader else { return }
    var formats = Self.builtIn
    var isInCells = false
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "numFmt":
          let code = element.attributes["formatCode"] ?? ""
          if Self.isDay(code), let id = element.attributes["numFmtId"].flatMap({ Int($0) }) { formats.insert(id) }
        case "cellXfs": isInCells = true
        case "xf":
          if isInCells { areDays.append(formats.contains(element.attributes["numFmtId"].flatMap { Int($0) } ?? 0)) }
        default: break
        }
      case .end("cellXfs"): isInCells = false
      case .end, .text: break
      }
    }
  }

  func isDay(style: Int) -> Bool { areDays.indices.contains(style) && areDays[style] }

  /// Whether a format has a day or a year in it, apart from what stands in quotes, brackets or behind a backslash.
  private static func isDay(_ format: String) -> Bool {
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    for character in format.lowercased() {
      switch character {
      case _ where isEscaped: isEscaped = false
      case "\"": isQuoted.toggle()
      case "\\", "_", "*": isEscaped = !isQuoted
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "d", "y": if !isQuoted, !isBracketed { return true }
      case ";": if !isQuoted { return false }
      default: break
      }
    }
    return false
  }
}
