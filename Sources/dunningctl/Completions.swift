import ArgumentParser
import DunningAPI
import DunningConfiguration
import FoundationEssentials

/// What the shell offers where a name is expected: names that the daemon knows now. Whatever stands in the way, nothing is
/// offered and nothing said: a person is typing.
extension CompletionKind {
  /// References; ids where a word begins like one.
  static var claims: CompletionKind {
    known { asked in
      let isID = asked.prefix.first == "c" && asked.prefix.dropFirst().allSatisfy(\.isNumber) && asked.prefix.count > 1
      let reference = isID || asked.prefix.isEmpty ? nil : asked.prefix
      return asked.values(at: isID ? ["id"] : ["reference"], "claims", ["claims"], [("reference", reference)])
    }
  }

  /// Those that the verb can be said about.
  static var notices: CompletionKind {
    known { asked in
      let states = ["approve": "awaiting-approval", "release": "held", "resolve": "in-doubt", "retry": "failed"]
      let state = asked.words.lazy.compactMap { states[$0] }.first
      return asked.values(at: ["id"], "notices", ["notices"], [("state", state)])
    }
  }

  /// Their numbers: names are long, and belong to people.
  static var debtors: CompletionKind {
    known { asked in
      let text = asked.prefix.isEmpty ? nil : asked.prefix
      return asked.values(at: ["debtor_id"], "debtors", ["debtors"], [("text", text)])
    }
  }

  static var payments: CompletionKind {
    known { $0.values(at: ["id"], "payments", ["payments"], []) }
  }

  static var followUps: CompletionKind {
    known { $0.values(at: ["id"], "follow_ups", ["follow-ups"], [("state", "due")]) }
  }

  static var creditors: CompletionKind { known { $0.names("creditors") } }
  static var policies: CompletionKind { known { $0.names("policies") } }

  /// The vendor's and the firm's own; no daemon is needed.
  static var rules: CompletionKind { known { _ in vendorNames("rules") } }
  static var maps: CompletionKind { known { _ in vendorNames("maps") } }

  private static func known(_ names: @escaping @Sendable (CompletionQuestion) -> [String]) -> CompletionKind {
    .custom { words, place, _ in
      let prefix = words.indices.contains(place) ? words[place] : ""
      return names(CompletionQuestion(words: words, prefix: prefix)).filter(CompletionQuestion.isPlain)
    }
  }

  private static func vendorNames(_ folder: String) -> [String] {
    let places = Setup.Places(file: nil, dataDirectory: DataDirectory.find(nil), stateDirectory: "")
    // A folder that is not there has no names.
    let files = places.directories.flatMap {
      (try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(folder)")) ?? []
    }
    return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
  }
}

/// What was typed, and the daemon that is asked about it.
struct CompletionQuestion {
  let words: [String]
  /// The beginning of the word that is completed.
  let prefix: String

  /// How many names are offered at most, and for how many milliseconds the daemon may think about them.
  private static let (namesMax, patience): (Int, Int32) = (100, 1_000)

  /// The values at the first of the paths that each row has.
  func values(
    at paths: [String], _ key: String, _ segments: [String], _ query: [(name: String, value: String?)]
  ) -> [String] {
    let request = ControlRequest.get(segments, query: query + [("limit", "\(Self.namesMax)")])
    let rows = answer(to: request)?[key]?.elements ?? []
    var known: Set<String> = []
    return rows.compactMap { row in paths.lazy.compactMap { row[$0]?.text }.first }.filter { known.insert($0).inserted }
  }

  /// The names of a kind in the configuration that is in force.
  func names(_ key: String) -> [String] {
    answer(to: .get(["names"]))?[key]?.elements?.compactMap(\.text) ?? []
  }

  /// Nil for whatever reason there is none.
  private func answer(to request: ControlRequest) -> JSONValue? {
    // Without a daemon, or without the right to ask it, the shell has nothing to offer.
    guard let socket = try? ControlSocket(option: socket),
      var answer = try? ControlClient(socket: socket, timeoutMilliseconds: Self.patience).send(request),
      let bytes = try? answer.bytes()
    else { return nil }
    return JSONValue(parsing: bytes)
  }

  private var socket: String? {
    for (word, next) in zip(words, words.dropFirst()) where word == "--socket" { return next }
    return words.first { $0.hasPrefix("--socket=") }.map { String($0.dropFirst("--socket=".count)) }
  }

  /// Whether a shell takes the name as it stands. Bash runs what it finds in a list of words, such as `$(…)` or a
  /// backquote, and a reference is what a stranger has written: only letters, digits and a few signs pass.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789._/@+-".unicodeScalars.contains($0) }
      && !name.hasPrefix("-")
  }
}
