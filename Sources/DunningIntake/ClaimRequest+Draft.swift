package import Dunning
package import DunningAPI

extension ClaimRequest {
  /// Everything that `POST /v1/claims` reads.
  package static let knownFields = requiredKeys + optionalKeys + ["accept", "open_balance"]

  /// The claim that the request asks for, checked in every field: from here on it is trusted.
  ///
  /// - Parameter isReachable: whether nothing need tell where the reminders go: what has no address is taken and told of.
  /// - Throws: ``Problem`` with code, field and hint of what is wrong first, and all that is wrong where it is more.
  package func draft(_ rulebook: Rulebook, isReachable: Bool = false) throws -> ClaimDraft {
    do {
      return try trusted(rulebook, isReachable: isReachable)
    } catch let first as Problem {
      throw first.beside(faults(rulebook))
    }
  }

  private func trusted(_ rulebook: Rulebook, isReachable: Bool) throws -> ClaimDraft {
    let creditor = try creditor(in: rulebook)
    let money = try money()
    let to = try addressees()
    var draft = ClaimDraft(
      creditor: creditor.id, reference: try line(reference, "reference").composed,
      debtor: try debtor(to: to, isReachable: isReachable, in: rulebook), amount: money,
      due: try deadline(paymentDays: creditor.paymentDays),
      policy: try policy(of: creditor, in: rulebook), issued: try issuedDay(),
      contract: try contract.map { try line($0, "contract") }, paymentLink: try paymentLink.map(Self.link),
      dueBasis: try dueBasis.map(basis), received: try day(received, "received"),
      contracted: try day(contracted, "contracted"),
      paymentReference: try paymentReference.map { try Self.paymentReference($0, of: creditor) },
      given: ClaimDraft.Given(policy: policy))
    draft.contacts = try contacts(to)
    draft.discount = try cashDiscount(on: money)
    draft.areDaysAccepted = accept ?? false
    draft.isOpenBalance = openBalance ?? false
    try reading("kind") { try rulebook.requireSuitable(draft) }
    return draft
  }

  /// All that is wrong with the request, field by field.
  private func faults(_ rulebook: Rulebook) -> [Problem] {
    let checks: [() throws -> Void] = [
      { _ = try policy(of: creditor(in: rulebook), in: rulebook) }, { _ = try money() },
      { _ = try line(reference, "reference") }, { _ = try issuedDay() },
      // What is wrong with the creditor or the sum is told once, by its own check.
      { _ = try deadline(paymentDays: (try? creditor(in: rulebook))?.paymentDays) },
      { _ = try contract.map { try line($0, "contract") } }, { _ = try paymentLink.map(Self.link) },
      { _ = try debtorId.map { try line($0, "debtor_id") } }, { _ = try line(debtor, "debtor") },
      { _ = try contacts(addressees()) }, { _ = try languageTag() }, { _ = try zoneName(in: rulebook) },
      { _ = try calendarName(in: rulebook) }, { _ = try kind.map(debtorKind) },
      { _ = try country.map(countryCode) }, { _ = try addressLines() }, { _ = try dueBasis.map(basis) },
      { _ = try day(received, "received") }, { _ = try day(contracted, "contracted") },
      { _ = try (try? money()).map { try cashDiscount(on: $0) } },
      { _ = try paymentReference.map { try Self.paymentReference($0, of: try? creditor(in: rulebook)) } },
    ]
    return checks.compactMap { check in
      do {
        try check()
        return nil
      } catch {
        // What is no problem of the request has been thrown already.
        return error as? Problem
      }
    }
  }

  private func money() throws -> Money {
    let currency = try currency()
    let money = try reading("amount") { try Money(parsing: amount, currency: currency) }
    guard money.isPositive else {
      throw Problem(.invalidAmount, detail: "a claim must be about more than nothing", field: "amount")
    }
    return money
  }

  /// - Parameter paymentDays: the creditor's, for what names no day.
  private func deadline(paymentDays: Int?) throws -> Deadline {
    if due.isEmpty, let paymentDays, let issued = try issuedDay() { return .day(issued.adding(days: paymentDays)) }
    return try reading("due") { try Deadline(parsing: due) }
  }

  private func issuedDay() throws -> CivilDate? { try day(issued, "issued") }

  private func day(_ text: String?, _ field: String) throws -> CivilDate? {
    try text.map { text in try reading(field) { try CivilDate(parsing: text) } }
  }

  private func cashDiscount(on sum: Money) throws -> CashDiscount? {
    guard discount != nil || discountUntil != nil else { return nil }
    guard let discount, let until = try day(discountUntil, "discount_until") else {
      let missing = discount == nil ? "discount" : "discount_until"
      throw Problem(
        .missingField, detail: "a discount is an amount and a last day, and \(missing) is missing", field: missing,
        hint: "write discount as 2% or 24.00, and discount_until as 2026-12-31")
    }
    return CashDiscount(
      amount: try reading("discount") { try CashDiscount.amount(parsing: String(discount.trimmed), of: sum) },
      until: until)
  }

  private func basis(_ text: String) throws -> DueBasis {
    if let basis = DueBasis(rawValue: text) { return basis }
    throw Problem(
      .invalidValue, detail: "due_basis cannot be \(quoted(text))", field: "due_basis",
      hint: "it is agreed, set (by the creditor alone) or law")
  }

  /// The addresses beside the debtor's main one: all where there are several, or a copy goes to somebody.
  private func contacts(_ to: [Addressee]) throws -> [Contact] {
    let copies = try cc.map { text in try reading("cc") { try Addressee.list(parsing: text) } } ?? []
    guard to.count > 1 || !copies.isEmpty else { return [] }
    return (to.count > 1 ? to.map { Contact(.reminders, $0) } : []) + copies.map { Contact(.cc, $0) }
  }

  func creditor(in rulebook: Rulebook) throws -> Creditor {
    if let name = creditor {
      if let known = rulebook.creditors[name] { return known }
      throw Problem(
        .unknownCreditor, detail: "there is no creditor \(quoted(name))", field: "creditor",
        hint: Self.suggestion(name, among: rulebook.creditors.keys.sorted()))
    }
    if rulebook.creditors.count == 1, let only = rulebook.creditors.values.first { return only }
    guard !rulebook.creditors.isEmpty else {
      throw Problem(
        .unknownCreditor, detail: "no creditor is configured", field: "creditor",
        hint: "add yourself under creditors: in the configuration, then `dunningctl reload`")
    }
    throw Problem(
      .missingField, detail: "there are several creditors, so the claim must name one", field: "creditor",
      hint: "one of \(rulebook.creditors.keys.sorted().joined(separator: ", "))")
  }

  private func policy(of creditor: Creditor, in rulebook: Rulebook) throws -> String {
    if let name = policy { return try Self.knownPolicy(name, in: rulebook) }
    if let name = creditor.policy { return name }
    if rulebook.policies["standard"] != nil { return "standard" }
    if rulebook.policies.count == 1, let only = rulebook.policies.keys.first { return only }
    throw Problem(
      .missingField, detail: "there are several policies and none is called standard, so the claim must name one",
      field: "policy", hint: "one of \(rulebook.policies.keys.sorted().joined(separator: ", "))")
  }

  /// A policy that the rules have.
  ///
  /// - Throws: ``Problem`` `unknown-policy`.
  package static func knownPolicy(_ name: String, in rulebook: Rulebook) throws(Problem) -> String {
    if rulebook.policies[name] != nil { return name }
    throw Problem(
      .unknownPolicy, detail: "there is no policy \(quoted(name))", field: "policy",
      hint: suggestion(name, among: rulebook.policies.keys.sorted()))
  }

  private func currency() throws -> Currency {
    if let known = Currency.written(String(currency.trimmed)) { return known }
    throw Problem(
      .unknownCurrency, detail: "there is no currency \(quoted(currency))", field: "currency",
      hint: nearest(to: currency, in: Currency.codes).map { "did you mean \($0)?" }
        ?? (currency.trimmed.isEmpty
          ? "say it by its code of ISO 4217, e.g. EUR; for a whole file with a map: --set currency=EUR"
          : "use ISO 4217, e.g. EUR"))
  }

  /// - Parameter isReachable: whether nothing need tell where the reminders go.
  func debtor(to: [Addressee], isReachable: Bool = false, in rulebook: Rulebook) throws -> Debtor {
    let address = try addressLines()
    // Whom a number names may be known already, with an address.
    guard isReachable || !to.isEmpty || !address.isEmpty || debtorId != nil || rulebook.printsLetters else {
      throw Problem(
        .missingField, detail: "nothing tells where the reminders go", field: "email",
        hint: "give an e-mail address as name@example.org, or a postal address for a ladder of letters")
    }
    var known = Debtor(
      key: try debtorId.map { try line($0, "debtor_id").composed }, name: try line(debtor, "debtor"),
      email: to.first?.address, language: try languageTag(), timeZone: try zoneName(in: rulebook),
      calendar: try calendarName(in: rulebook), kind: try kind.map(debtorKind),
      country: try country.map(countryCode), address: address)
    known.vatID = try vatId.map { try line($0, "vat_id") }
    return known
  }

  private func addressees() throws -> [Addressee] { try reading("email") { try Addressee.list(parsing: email) } }

  private func zoneName(in rulebook: Rulebook) throws -> String? {
    try timeZone.map { name in try reading("time_zone") { try rulebook.almanac.requireZone(name).name } }
  }

  private func calendarName(in rulebook: Rulebook) throws -> String? {
    try calendar.map { name in try reading("calendar") { try rulebook.almanac.requireCalendar(name).name } }
  }

  private func languageTag() throws -> String? {
    // Unix writes `de_DE` for what is a tag of RFC 5646 with a hyphen.
    guard let language = language.map({ String($0.trimmed).replacing("_", with: "-") }) else { return nil }
    guard language.utf8.count <= IntakeLimits.languageBytesMax, language.utf8.allSatisfy(\.isPartOfTag) else {
      throw Problem(
        .invalidText, detail: "\(quoted(language)) is not a language tag", field: "language",
        hint: "write it as de, de-AT or zh-Hans")
    }
    // One without templates is kept and told of: the claim is dunned in the creditor's language.
    return language
  }

  private func debtorKind(_ text: String) throws -> Debtor.Kind {
    if let kind = Debtor.Kind(rawValue: text) { return kind }
    throw Problem(
      .invalidValue, detail: "kind cannot be \(quoted(text))", field: "kind", hint: "it is business or consumer")
  }

  private func countryCode(_ text: String) throws -> String {
    if text.utf8.count == 2, text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) {
      return text
    }
    throw Problem(
      .invalidValue, detail: "country cannot be \(quoted(text))", field: "country",
      hint: "use the two capital letters of ISO 3166, e.g. DE")
  }

  /// A page on which the debtor can pay.
  ///
  /// - Throws: ``Problem`` `invalid-text`.
  package static func link(_ text: String) throws -> String {
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    let hasHost = rest?.first.map { $0.isLetter || $0.isNumber || $0 == "[" } ?? false
    guard hasHost, !text.contains(where: \.isWhitespace), text.unicodeScalars.allSatisfy(\.isPrintable) else {
      throw Problem(
        .invalidText, detail: "\(quoted(text)) is not a web address", field: "payment_link",
        hint: "write it as https://example.org/pay, without spaces")
    }
    guard text.utf8.count <= RuleLimits.linkBytesMax else {
      throw Problem(
        .invalidText, detail: "payment_link is longer than \(RuleLimits.linkBytesMax) bytes", field: "payment_link")
    }
    return text
  }

  /// What a debtor is to quote when paying a creditor; nil where nobody asks for the creditor's form.
  ///
  /// - Throws: ``Problem`` `invalid-text` also for what is of the creditor's form, or of one that is known by its signs, and
  ///   whose check digits do not fit: banks refuse it.
  package static func paymentReference(_ text: String, of creditor: Creditor?) throws -> String {
    let written = try line(text, "payment_reference").composed
    return try reading("payment_reference") {
      try PaymentReference.checked(written, form: creditor?.paymentReference ?? .reference)
      return written
    }
  }

  func addressLines() throws -> [String] {
    guard let address else { return [] }
    let lines = try address.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "|" })
      .map { $0.trimmed }.filter { !$0.isEmpty }.map { try line(String($0), "address") }
    guard lines.count <= IntakeLimits.addressLinesMax else {
      throw Problem(
        .invalidText, detail: "address has more than \(IntakeLimits.addressLinesMax) lines", field: "address")
    }
    return lines
  }

  private static func suggestion(_ name: String, among known: [String]) -> String {
    nearest(to: name, in: known).map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))"
  }
}

extension UInt8 {
  /// Whether a language tag is made of it (RFC 5646, section 2.1).
  fileprivate var isPartOfTag: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Problem {
  /// The same with a line for each problem, where there are several.
  fileprivate func beside(_ all: [Problem]) -> Problem {
    guard all.count > 1 else { return self }
    var problem = self
    problem.errors = all.map { other in
      "\(other.detail)\(other.field.map { " (\($0))" } ?? "")\(other.hint.map { "; \($0)" } ?? "")"
    }
    return problem
  }
}
