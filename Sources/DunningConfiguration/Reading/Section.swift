import Dunning
import Yams

/// A mapping of the file whose keys are known: reads typed values, and reports what does not fit.
///
/// Scalars are taken as the text that stands in the file. YAML's own guessing, by which `NO` is a truth value and
/// `12:30` a number, never takes part.
struct Section {
  /// How the section is called in messages, e.g. `policies.standard`.
  let name: String
  let mark: Mark?
  let findings: Findings
  private let fields: [String: (key: Node, value: Node)]
  /// The known keys that unknown ones are near to: what would stand there is missing for no reason of its own.
  let misspelt: Set<String>

  /// The section in a node; reports every key that is not known.
  init?(_ node: Node, name: String, knows keys: [String]?, findings: Findings) {
    guard case .mapping(let mapping) = node else {
      findings.error("\(name.isEmpty ? "the file" : name) must be a mapping of keys to values", at: node.mark)
      return nil
    }
    var fields: [String: (key: Node, value: Node)] = [:]
    var misspelt: Set<String> = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        findings.error("a key must be a word", at: key.mark)
        continue
      }
      if let keys, !keys.contains(scalar.string) {
        let nearest = nearest(to: scalar.string, in: keys)
        if let nearest { misspelt.insert(nearest) }
        let near = nearest.map { "did you mean \($0)?" }
        findings.error(
          "unknown key \(quoted(scalar.string))\(name.isEmpty ? "" : " in \(name)")", at: scalar.mark,
          suggestion: near ?? "known are \(keys.joined(separator: ", "))")
        continue
      }
      if fields[scalar.string] != nil {
        findings.error("the key \(quoted(scalar.string)) stands here twice", at: scalar.mark)
      }
      fields[scalar.string] = (key, value)
    }
    self.name = name
    self.fields = fields
    self.misspelt = misspelt
    self.findings = findings
    mark = node.mark
  }

  /// The keys in the order of the file.
  var keys: [(name: String, node: Node, value: Node)] {
    fields.map { ($0.key, $0.value.key, $0.value.value) }
      .sorted {
        ($0.node.mark?.line ?? 0, $0.node.mark?.column ?? 0) < ($1.node.mark?.line ?? 0, $1.node.mark?.column ?? 0)
      }
  }

  /// The entries of a section whose keys are names that the file gives.
  func entries(knows keys: [String]) -> [(name: String, section: Section)] {
    self.keys.compactMap { name, node, value in
      let isLine = !name.unicodeScalars.contains(where: Self.breaksLine)
      guard isLine, !name.isEmpty, name.unicodeScalars.count <= RuleLimits.lineCharactersMax else {
        findings.error("\(quoted(name)) cannot be a name in \(self.name)", at: node.mark)
        return nil
      }
      return Section(value, name: "\(self.name).\(name)", knows: keys, findings: findings).map { (name, $0) }
    }
  }

  func has(_ key: String) -> Bool { fields[key] != nil }

  /// Where the value of a key stands, or the section when it has none.
  func mark(of key: String) -> Mark? { fields[key]?.value.mark ?? mark }

  /// Where a key itself stands.
  func keyMark(of key: String) -> Mark? { fields[key]?.key.mark }

  func holdsMapping(_ key: String) -> Bool { fields[key]?.value.mapping != nil }

  func holdsList(_ key: String) -> Bool { fields[key]?.value.sequence != nil }

  func text(_ key: String, charactersMax: Int = RuleLimits.lineCharactersMax) -> String? {
    guard let (node, value) = fields[key] else { return nil }
    guard case .scalar(let scalar) = value else {
      findings.error(
        "\(key) must be a single value", at: value.mark,
        suggestion: value.mapping == nil ? nil : "put it in quotation marks if the braces are part of it")
      return nil
    }
    return text(of: scalar, key: key, at: scalar.string.isEmpty ? node.mark : scalar.mark, charactersMax: charactersMax)
  }

  /// One line as it stands in the file; what YAML writes for nothing is no value.
  private func text(of scalar: Node.Scalar, key: String, at mark: Mark?, charactersMax: Int) -> String? {
    guard scalar.style != .plain || !["", "~", "null", "Null", "NULL"].contains(scalar.string) else {
      findings.error("\(key) has no value", at: mark, suggestion: "leave the key out")
      return nil
    }
    if scalar.string.unicodeScalars.contains(where: { Self.breaksLine($0) }) {
      findings.error("\(key) must not hold line breaks or control characters", at: mark)
      return nil
    }
    if scalar.string.unicodeScalars.count > charactersMax {
      findings.error("\(key) is longer than \(charactersMax) characters", at: mark)
      return nil
    }
    return scalar.string
  }

  private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }

  func requiredText(_ key: String) -> String? {
    require(key)
    return text(key)
  }

  func require(_ key: String) {
    if !has(key) { findings.error("\(name.isEmpty ? "the file" : name) needs \(key)", at: mark) }
  }

  /// The value as the rules read it; what they refuse is reported in their words.
  func value<Value>(_ key: String, _ read: (String) throws(RuleError) -> Value) -> Value? {
    text(key).flatMap { value($0, key: key, at: mark(of: key), read) }
  }

  func requiredValue<Value>(_ key: String, _ read: (String) throws(RuleError) -> Value) -> Value? {
    require(key)
    return value(key, read)
  }

  func value<Value>(_ text: String, key: String, at mark: Mark?, _ read: (String) throws(RuleError) -> Value) -> Value?
  {
    do {
      return try read(text)
    } catch {
      findings.error("\(key): \(error.message)", at: mark, suggestion: error.hint)
      return nil
    }
  }

  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    text(key).flatMap { choice($0, key: key, at: mark(of: key), type) }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, key: String, at mark: Mark?, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let near = nearest(to: text, in: words).map { "did you mean \($0)?" }
    findings.error(
      "\(key) cannot be \(quoted(text))", at: mark, suggestion: near ?? "it is one of \(words.joined(separator: ", "))")
    return nil
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(key) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    findings.error(
      "\(key) cannot be \(quoted(text))", at: mark(of: key),
      suggestion: "it is a number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// A list of single values, or one value on its own.
  func texts(_ key: String) -> [(text: String, mark: Mark?)]? {
    guard let value = fields[key]?.value else { return nil }
    if case .scalar = value { return text(key).map { [($0, value.mark)] } }
    guard case .sequence(let sequence) = value else {
      findings.error("\(key) must be a list", at: value.mark)
      return nil
    }
    return sequence.compactMap { node in
      if case .scalar(let scalar) = node {
        return text(of: scalar, key: key, at: scalar.mark, charactersMax: RuleLimits.lineCharactersMax)
          .map { ($0, scalar.mark) }
      }
      findings.error("\(key) must be a list of single values", at: node.mark)
      return nil
    }
  }

  func section(_ key: String, knows keys: [String]?) -> Section? {
    guard let value = fields[key]?.value else { return nil }
    return Section(value, name: name.isEmpty ? key : "\(name).\(key)", knows: keys, findings: findings)
  }

  /// The sections of a list, or nil with a report when the value is no list.
  func sections(_ key: String, knows keys: [String]) -> [Section]? {
    guard let value = fields[key]?.value else { return nil }
    guard case .sequence(let sequence) = value else {
      findings.error("\(key) must be a list", at: value.mark)
      return nil
    }
    return sequence.enumerated().compactMap { index, node in
      Section(node, name: "\(name).\(key)[\(index + 1)]", knows: keys, findings: findings)
    }
  }
}
