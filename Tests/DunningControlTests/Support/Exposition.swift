import Testing

/// Reads Prometheus' text exposition format 0.0.4 as strictly as a server of theirs would.
enum Exposition {
  struct Malformed: Error { let line: String }

  /// The samples by name and labels; each family must have its HELP and TYPE before its first sample, and stand together.
  static func parse(_ text: String) throws -> [String: Double] {
    guard text.last == "\n" else { throw Malformed(line: "the last line must end") }
    var samples: [String: Double] = [:]
    var (helped, typed): (Set<Substring>, Set<Substring>) = ([], [])
    var family: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let words = line.split(separator: " ", maxSplits: 3)
      if line.hasPrefix("# HELP ") {
        guard words.count == 4, helped.insert(words[2]).inserted else { throw Malformed(line: String(line)) }
      } else if line.hasPrefix("# TYPE ") {
        guard words.count == 4, words[3] == "gauge", helped.contains(words[2]), typed.insert(words[2]).inserted else {
          throw Malformed(line: String(line))
        }
        family = words[2]
      } else {
        let sample = try #require(try regex.wholeMatch(in: line), "\(line)")
        guard sample.1 == family, let value = Double(sample.3), samples["\(sample.1)\(sample.2 ?? "")"] == nil else {
          throw Malformed(line: String(line))
        }
        samples["\(sample.1)\(sample.2 ?? "")"] = value
      }
    }
    return samples
  }

  private static var regex: Regex<(Substring, Substring, Substring?, Substring)> {
    /([a-z_][a-z0-9_]*)(\{[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\[\\"n])*")*\})? (-?[0-9.e+]+)/
  }
}
