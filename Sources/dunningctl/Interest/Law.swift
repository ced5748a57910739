import Dunning
import DunningConfiguration

/// The rates, rules and calendars on this machine, and how the words of a command line are held against them.
struct Law {
  private let statutes: Statutes
  private let almanac: Almanac

  /// Reads the vendor's files and, beside the configuration, those of the firm.
  init(config: String?, dataDir: String?) throws(Failure) {
    do throws(ConfigurationError) {
      let folders = Setup.Places(
        file: config, dataDirectory: DataDirectory.find(dataDir), stateDirectory: ""
      ).directories
      statutes = try Statutes.load(directories: folders)
      almanac = try Almanac.load(calendars: folders.map { $0 + "/calendars" })
    } catch {
      throw Failure(error, "the rates, rules or calendars have mistakes")
    }
  }

  /// The tables of reference rates, in the order of their names.
  var tables: [RateTable] { statutes.tables.values.sorted { $0.name < $1.name } }

  func table(_ name: String) throws(Failure) -> RateTable {
    if let table = statutes.tables[name] { return table }
    let near = nearest(to: name, in: tables.map(\.name)).map { "did you mean \($0)?" }
    throw Failure(
      .badData, code: "unknown-table", "there is no table \(quoted(name))", field: "table",
      hint: near ?? "dunningctl rates list")
  }

  /// What the firm has written of a table in this folder; nil when nothing.
  static func ownTable(_ name: String, in folder: String) throws(Failure) -> RateTable? {
    do throws(ConfigurationError) {
      return try RateTable.own(name, in: folder)
    } catch {
      throw Failure(error, "the file of the table \(quoted(name)) has mistakes")
    }
  }

  func statement(_ words: InterestVerb) throws(Failure) -> InterestStatement {
    let terms = try terms(words)
    guard let currency = Currency(words.currency) else {
      let near = nearest(to: words.currency, in: Currency.codes).map { "did you mean \($0)?" }
      throw Failure(
        .badData, code: "unknown-currency", "there is no currency \(quoted(words.currency))", field: "currency",
        hint: near)
    }
    let item = try InterestCase(words, terms, currency)
    let waived = try words.waived.map { (text) throws(Failure) in
      try refused("waived") { () throws(RuleError) in try Money(parsing: text, currency: currency) }
    }
    return try refused(nil) { () throws(RuleError) in
      try statutes.statement(of: item, almanac: almanac).forgoing(waived)
    }
  }

  private func terms(_ words: InterestVerb) throws(Failure) -> InterestTerms {
    let rule = try refused("rule", code: "unknown-rule") { () throws(RuleError) in try statutes.require(words.rule) }
    var options = InterestOptions()
    var names: Set<Substring> = []
    for word in words.option {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw .usage("--option takes KEY=VALUE, not \(quoted(word))", hint: "write for example day_count=act/360")
      }
      guard names.insert(parts[0]).inserted else { throw .usage("the option \(quoted(String(parts[0]))) stands twice") }
      try refused("option", code: "invalid-option") { () throws(RuleError) in
        try options.set(String(parts[0]), to: String(parts[1]), for: rule)
      }
    }
    if let place = options.place {
      _ = try refused("option") { () throws(RuleError) in try almanac.requireCalendar(place) }
    }
    return try refused("option", code: "invalid-option") { () throws(RuleError) in
      try InterestTerms(rule: rule, options: options)
    }
  }

}

extension InterestCase {
  fileprivate init(_ words: InterestVerb, _ terms: InterestTerms, _ currency: Currency) throws(Failure) {
    let money = { (text: String, field: String) throws(Failure) in
      try refused(field) { () throws(RuleError) in try Money(parsing: text, currency: currency) }
    }
    let day = { (text: String, field: String) throws(Failure) in
      try refused(field) { () throws(RuleError) in try CivilDate(parsing: text) }
    }
    var payments: [Payment] = []
    for word in words.payment {
      let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw .usage(
          "--payment takes DATE:AMOUNT, not \(quoted(word))", hint: "write for example 2026-07-10:250.00")
      }
      payments.append(Payment(date: try day(parts[0], "payment"), amount: try money(parts[1], "payment")))
    }
    var principal = try money(words.principal, "principal")
    if let text = words.credited {
      let credited = try money(text, "credited")
      guard credited.minorUnits <= principal.minorUnits else {
        throw Failure(
          .badData, code: "invalid-amount", "more was credited than was asked for", field: "credited",
          hint: "what is too much is the debtor's credit")
      }
      principal = Money(minorUnits: principal.minorUnits - credited.minorUnits, currency: currency)
    }
    let (due, asOf) = (try day(words.due, "due"), try day(words.asOf, "as-of"))
    var (costs, requests) = (Money?.none, [Request]())
    if let text = words.costs { costs = try money(text, "costs") }
    if let text = words.demandReceived {
      var term: CivilDate?
      if let text = words.demandTerm { term = try day(text, "demand-term") }
      requests.append(Request(received: try day(text, "demand-received"), term: term))
    }
    let unsaid = terms.rule.defaultBy.unsaid(isRequested: !requests.isEmpty)
    self = try refused(nil) { () throws(RuleError) in
      try InterestCase(
        terms: terms, principal: principal, due: due, asOf: asOf, payments: payments, costs: costs, requests: requests,
        unsaid: unsaid)
    }
  }
}

extension Failure {
  fileprivate init(_ error: ConfigurationError, _ what: String) {
    self.init(
      ShownProblem(
        type: "urn:dunningd:problem:configuration-rejected", title: "Configuration rejected", status: 422,
        code: "configuration-rejected", detail: what, errors: error.diagnostics.map(\.text)))
  }
}

/// What the rules refuse, as a failure that names the option it is about.
func refused<Value>(
  _ field: String?, code: String? = nil, _ body: () throws(RuleError) -> Value
) throws(Failure) -> Value {
  do {
    return try body()
  } catch {
    throw Failure(.badData, code: code ?? error.code.rawValue, error.message, field: field, hint: error.hint)
  }
}
