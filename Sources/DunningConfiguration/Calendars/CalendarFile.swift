import Dunning

/// One file of calendars, a country and its regions; `etc/calendars/README.md` explains the format.
struct CalendarFile {
  /// What is wrong in one place of the file.
  struct Mistake: Error {
    let position: Diagnostic.Position
    let message: String
    var suggestion: String?
  }

  private(set) var calendars: [WorkCalendar] = []
  private(set) var mistakes: [Mistake] = []
  private var header: [String: Substring] = [:]
  private var names: [String] = []
  /// What stands for a calendar in brackets, and its bit: `DE` itself, `BE` for `DE-BE`.
  private var regions: [String: UInt64] = [:]
  private var known: ClosedRange<CivilDate>?
  /// The last day that may stand in the file: beyond the horizon what the law fixes, but no decree.
  private var last: CivilDate?
  private var workingWeek = Weekday.workingWeek
  private var days: [SpecialDay] = []
  /// The places that a list in brackets stands for: the same few lists end hundreds of lines.
  private var places: [Line: UInt64] = [:]

  /// Bytes without the line end and the blanks around them; there are thousands of lines, and letters play no part.
  private typealias Line = ArraySlice<UInt8>

  private static let keys = ["calendars", "from", "horizon", "provisional", "week"]

  init(_ text: String) {
    for (index, line) in Array(text.utf8).split(separator: newline, omittingEmptySubsequences: false).enumerated() {
      do throws(Mistake) {
        try read(Self.trimmed(line), line: index + 1)
      } catch {
        mistakes.append(error)
      }
    }
    if mistakes.isEmpty, known == nil { mistakes.append(headMissing(line: 1)) }
    guard mistakes.isEmpty, let known else { return }
    calendars = WorkCalendar.country(names, workingWeek: workingWeek, days: days, known: known)
  }

  private mutating func read(_ line: Line, line number: Int) throws(Mistake) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      if let day = try day(line, number) { days.append(day) }
    } else {
      try readHeader(Self.text(line)[...], number)
    }
  }

  // MARK: - The head

  private mutating func readHeader(_ line: Substring, _ number: Int) throws(Mistake) {
    let colon = line.firstIndex(of: ":") ?? line.endIndex
    let key = String(line[..<colon])
    guard Self.keys.contains(key), colon < line.endIndex else {
      let near = nearest(to: key, in: Self.keys).map { "did you mean \($0)?" }
      throw mistake(
        "the line begins with neither a date nor a key", number, 1,
        near ?? "the keys are \(Self.keys.joined(separator: ", ")), each with a colon")
    }
    let value = line[colon...].dropFirst().drop { $0 == " " }
    guard header.updateValue(value, forKey: key) == nil else { throw mistake("\(key) stands here twice", number, 1) }
    guard days.isEmpty else { throw mistake("\(key) stands below the first day", number, 1, "put it above") }
    let column = line.distance(from: line.startIndex, to: value.startIndex) + 1
    switch key {
    case "calendars": try readNames(value, number, column)
    case "week": workingWeek = try week(value, number, column)
    default: try readKnown(value, number, column)
    }
  }

  private mutating func readNames(_ value: Substring, _ number: Int, _ column: Int) throws(Mistake) {
    names = value.split(separator: " ").map(String.init)
    guard let country = names.first else { throw mistake("calendars names none", number, 1) }
    for name in names where name != country && !name.hasPrefix("\(country)-") || !Self.isName(name) {
      throw mistake("\(quoted(name)) cannot be a calendar in this file", number, column, "write \(country)-REGION")
    }
    guard names.count <= UInt64.bitWidth, Set(names).count == names.count else {
      throw mistake("calendars names more than \(UInt64.bitWidth), or one twice", number, column)
    }
    for (index, name) in names.enumerated() {
      regions[index == 0 ? name : String(name.dropFirst(country.count + 1))] = 1 << UInt64(index)
    }
  }

  private mutating func readKnown(_ value: Substring, _ number: Int, _ column: Int) throws(Mistake) {
    _ = try date(value, number, column)
    guard let from = header["from"].flatMap(Self.date), let horizon = header["horizon"].flatMap(Self.date) else {
      return
    }
    guard from <= horizon else { throw mistake("the horizon lies before from", number, column) }
    let provisional = header["provisional"].flatMap(Self.date) ?? horizon
    guard horizon <= provisional else { throw mistake("provisional lies before the horizon", number, column) }
    (known, last) = (from...horizon, provisional)
  }

  private func week(_ value: Substring, _ number: Int, _ column: Int) throws(Mistake) -> Set<Weekday> {
    let ends = value.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(rawValue: String($0)) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else {
      throw mistake("\(quoted(String(value))) is not a week", number, column, "write for example mon-fri")
    }
    return Weekday.span(from: first, to: last)
  }

  private func headMissing(line number: Int) -> Mistake {
    let missing = ["calendars", "from", "horizon"].filter { header[$0] == nil }
    return mistake(
      "the file does not begin with \(missing.joined(separator: ", "))", number, 1, "see README.md of the calendars")
  }

  // MARK: - The days

  private mutating func day(_ line: Line, _ number: Int) throws(Mistake) -> SpecialDay? {
    guard let known, !names.isEmpty else {
      // What is wrong in the head is said once, not at each of hundreds of days.
      guard mistakes.isEmpty else { return nil }
      throw headMissing(line: number)
    }
    let afterDate = line.firstIndex(of: blank) ?? line.endIndex
    let date = try date(Self.text(line[..<afterDate])[...], number, 1)
    guard known.lowerBound <= date, date <= last ?? known.upperBound else {
      throw mistake("\(date.iso) lies outside from and horizon", number, 1)
    }
    var (name, places) = (Self.trimmed(line[afterDate...]), UInt64.max)
    if name.last == UInt8(ascii: "]"), let open = name.lastIndex(of: UInt8(ascii: "[")) {
      places = try readPlaces(name[(open + 1)...].dropLast(), in: line, number)
      name = Self.trimmed(name[..<open])
    }
    let isWorked = name.starts(with: Self.work)
    if isWorked { name = name.dropFirst(Self.work.count) }
    guard !name.isEmpty, name.count <= RuleLimits.lineCharactersMax else {
      throw mistake("a day needs a name of at most \(RuleLimits.lineCharactersMax) bytes", number, 11)
    }
    return SpecialDay(date, name: Self.text(name), isWorked: isWorked, places: places)
  }

  private static let work = Array("WORK ".utf8)

  private mutating func readPlaces(_ list: Line, in line: Line, _ number: Int) throws(Mistake) -> UInt64 {
    if let known = places[list] { return known }
    var (listed, isListOfOthers): (UInt64, Bool) = (0, false)
    for bytes in list.split(separator: blank) {
      let word = Self.text(bytes)
      if word == "not", listed == 0, !isListOfOthers {
        isListOfOthers = true
        continue
      }
      guard let bit = regions[word] else {
        let near = nearest(to: word, in: regions.keys.sorted()).map { "did you mean \($0)?" }
        throw mistake(
          "there is no \(quoted(word)) in calendars", number, bytes.startIndex - line.startIndex + 1, near)
      }
      listed |= bit
    }
    guard listed != 0 else { throw mistake("the brackets are empty", number, 11, "leave them out for everywhere") }
    places[list] = isListOfOthers ? ~listed : listed
    return isListOfOthers ? ~listed : listed
  }

  // MARK: - Words

  private func date(_ text: Substring, _ number: Int, _ column: Int) throws(Mistake) -> CivilDate {
    do {
      return try CivilDate(parsing: String(text))
    } catch {
      throw mistake(error.message, number, column, error.hint)
    }
  }

  /// What was no date was reported where it was read.
  private static func date(_ text: Substring) -> CivilDate? { try? CivilDate(parsing: String(text)) }

  private func mistake(_ message: String, _ line: Int, _ column: Int, _ suggestion: String? = nil) -> Mistake {
    Mistake(position: Diagnostic.Position(line: line, column: column), message: message, suggestion: suggestion)
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= RuleLimits.lineCharactersMax
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
  }

  private static func text(_ bytes: Line) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func trimmed(_ line: Line) -> Line {
    func isBlank(_ byte: UInt8) -> Bool { byte == blank || byte == UInt8(ascii: "\r") }
    guard let start = line.firstIndex(where: { !isBlank($0) }), let end = line.lastIndex(where: { !isBlank($0) }) else {
      return []
    }
    return line[start...end]
  }
}

private let newline = UInt8(ascii: "\n")
private let blank = UInt8(ascii: " ")
