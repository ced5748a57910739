import Testing

/// Something that does not belong into the sources, with what to write instead.
struct BannedWord: Sendable, CustomTestStringConvertible {
  /// Where it is looked for.
  enum Place: Sendable {
    case code
    case literals
    /// Comments too.
    case everything
  }

  let name: String
  let pattern: String
  let instead: String
  let place: Place
  /// `TARGET` or `TARGET/FILE` where it belongs after all.
  let exceptions: Set<String>
  /// True when it may stand below a comment that says why.
  let needsComment: Bool

  init(
    _ name: String, _ pattern: String, instead: String, in place: Place = .code, except exceptions: Set<String> = [],
    needsComment: Bool = false
  ) {
    self.name = name
    self.pattern = pattern
    self.instead = instead
    self.place = place
    self.exceptions = exceptions
    self.needsComment = needsComment
  }

  var testDescription: String { name }

  static let all = [
    BannedWord(
      "the machine's clock",
      #"\bDate\(\)|\bDate\.now\b|\bDate\(timeIntervalSinceNow|\b(Continuous|Suspending)Clock(\(\))?\.now\b|"#
        + #"\bDispatch(Wall)?Time\.now\b|\bNIODeadline\.now\b|\bclock_gettime\(|\bgettimeofday\(|\btime\(nil\)|\bCFAbsoluteTime"#,
      instead: "take `now:`, or a WallClock in the initialiser",
      except: ["dunningd/SystemClock.swift", "dunningctl/Clock.swift"]),
    BannedWord(
      "chance",
      #"\bUUID\(\)|\.random\(|\bSystemRandomNumberGenerator\b|\.shuffled\(\)|\.randomElement\(\)|\bgetrandom\("#,
      instead: "take the random bytes in the initialiser", except: ["dunningd/Outside.swift"]),
    BannedWord(
      "a task without a parent", #"\bTask(<[^>]*>)?(\.detached)?\s*(\([^)]*\))?\s*\{|\bTask\.detached\b"#,
      instead: "use a child task of a group, or say in a comment above what ends it", needsComment: true),
    BannedWord(
      "sleeping by the machine's clock", #"\bTask\.sleep\b|\busleep\(|\bnanosleep\("#,
      instead: "sleep by the clock that was handed in"),
    BannedWord("try!", #"\btry!"#, instead: "throw, or say with `try?` and a comment why it may fail"),
    BannedWord("fatalError", #"\bfatalError\("#, instead: "throw for what can happen, `precondition` for what cannot"),
    BannedWord(
      "print", #"(^\s*|[^.\w\s]\s*|[^c\s]\s+)(print|debugPrint|dump)\("#,
      instead: "log it, or return it to the program",
      except: ["dunningd", "dunningctl"]),
    BannedWord(
      "an unchecked promise", #"\bnonisolated\(unsafe\)|@unchecked\s+Sendable|\bunsafeBitCast\("#,
      instead: "let the compiler prove it, or say in a comment above which lock or queue keeps it", needsComment: true),
    BannedWord("unfinished work", #"\b(TODO|FIXME|XXX|HACK)\b"#, instead: "do it, or open an issue", in: .everything),
    BannedWord(
      "SQL",
      #"\bSELECT\s.*\bFROM\b|\bSELECT\s+(\*|\w+\()|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b|"#
        + #"\b(CREATE|ALTER|DROP)\s+(TABLE|INDEX|TRIGGER|VIEW)\b|\bPRAGMA\s+\w+"#,
      instead: "make it a transaction of the docket", in: .literals,
      except: [
        "DunningStore", "DunningSQL/LogBond.swift", "DunningSQL/SQLConnection.swift", "DunningSQL/SQLiteEngine.swift",
      ]),
    BannedWord(
      // The text of a literal is blank in the code.
      "a key of the journal in quotes", #"(^|[^A-Za-z_])data\[ {2,}\]"#,
      instead: "name it in JournalKey: it is evidence", except: ["DunningDossier"]),
    BannedWord(
      "the library below SQL", #"\bimport\s+(GRDB|GRDBSQLite)\b"#,
      instead: "speak to the database by DunningSQL's words", except: ["DunningSQL"]),
  ]

  /// `FILE:LINE: …` for every place at which it stands.
  func violations(in files: [SourceFile]) throws -> [String] {
    let regex = try Regex(pattern)
    return files.filter { !exceptions.contains($0.target) && !exceptions.contains("\($0.target)/\($0.path)") }.flatMap {
      file in
      let text = file.swift
      return lines(of: text).indices.filter { index in
        lines(of: text)[index].contains(regex) && !(needsComment && isExplained(index, text))
      }
      .map { "\(file.target)/\(file.path):\($0 + 1): \(name); \(instead)" }
    }
  }

  private func lines(of text: SwiftText) -> [String] {
    switch place {
    case .code: text.code
    case .literals: text.literals
    case .everything: text.lines
    }
  }

  private func isExplained(_ index: Int, _ text: SwiftText) -> Bool {
    guard index > 0 else { return false }
    let above = text.lines[index - 1].drop { $0 == " " }
    return above.hasPrefix("//")
  }
}
