package import Dunning
import Yams

extension Creditor {
  static let keys = [
    "name", "address", "country", "from", "notify", "bounces", "iban", "account", "upi", "bic", "bank", "phone",
    "language", "time_zone", "calendar", "policy", "letterhead", "register", "privacy", "reply_to", "copy", "accounts",
    "vat_id", "payment_days",
    "payment_reference", "statement_of_account",
  ]

  /// Reads one entry of `creditors`; nil when it cannot be used, which is reported.
  init?(_ section: Section, id: String, almanac: Almanac, privacy: Privacy, languages: (String) -> Bool) {
    let name = section.requiredText("name")
    let from = section.has("from") ? section.value("from", Sender.init(parsing:)) : nil
    if !section.has("from") { section.findings.error("\(section.name) needs from", at: section.mark) }
    let notify = section.value("notify", EmailAddress.init(parsing:))
    let bounces = section.value("bounces", Creditor.bounces(parsing:))
    let replyTo = section.value("reply_to", EmailAddress.init(parsing:))
    let copies = (section.sections("copy", knows: ["to", "steps"]) ?? []).compactMap(Creditor.OwnCopy.init)
    let zone = section.requiredText("time_zone")
    if let zone { section.check(zone: zone, key: "time_zone", almanac: almanac) }
    let language = section.requiredText("language")
    if let language, !languages(language) {
      section.findings.error(
        "there are no templates for language \(quoted(language))", at: section.mark(of: "language"),
        suggestion: "known are the folders below templates/")
    }
    let country = section.text("country")
    if let country, !Self.isCountryCode(country) {
      section.findings.error(
        "country cannot be \(quoted(country))", at: section.mark(of: "country"),
        suggestion: "use the two letters of ISO 3166, e.g. DE")
    }
    let calendar = section.value("calendar", almanac.requireCalendar)?.name
    let address = section.texts("address")?.map(\.text) ?? []
    let iban = section.value("iban", IBAN.init(parsing:))?.text
    let account = section.value("account", Self.checkedAccount)
    if iban != nil, account != nil {
      section.findings.error(
        "iban and account are two accounts: a letter names one", at: section.mark(of: "account"),
        suggestion: "leave account out")
    }
    let upi = section.value("upi", PaymentCode.checkedUPIAddress)
    let (bic, bank, phone) = (section.text("bic"), section.text("bank"), section.text("phone"))
    let policy = section.text("policy")
    let vatID = section.text("vat_id")
    let paymentDays = section.integer("payment_days", in: 0...Self.paymentDaysMax)
    let letterhead = section.section("letterhead", knows: Letterhead.keys).map(Letterhead.init) ?? Letterhead()
    let register = section.choice("register", RegisterSchedule.self)
    let privacy = section.section("privacy", knows: Privacy.keys).map { Privacy($0, default: privacy) } ?? privacy
    privacy.warnIfShort(for: country, in: section)
    let accounts = (section.has("accounts") ? section.sections("accounts", knows: CreditorAccount.keys) : nil) ?? []
    guard let name, let from, let zone, let language else { return nil }
    self.init(
      id: id, name: name, address: address, country: country, from: from, notify: notify, iban: iban,
      account: account, bic: bic,
      bankName: bank,
      phone: phone, language: language, timeZone: zone, calendar: calendar, policy: policy, bounces: bounces,
      letterhead: letterhead, upi: upi, register: register, retention: privacy.retention,
      accounts: accounts.compactMap(CreditorAccount.init))
    (self.replyTo, ownCopies) = (replyTo, copies)
    (self.vatID, self.paymentDays) = (vatID, paymentDays)
    statementOfAccount = section.section("statement_of_account", knows: ["day", "approval"])
      .flatMap(AccountSchedule.init)
    paymentReference = section.choice("payment_reference", PaymentReference.Form.self) ?? .reference
    warnOfMissingAccount(in: section)
    refuseReferenceWithoutAccount(in: section)
  }

  /// A QR reference goes with a QR-IBAN and with nothing else.
  private func refuseReferenceWithoutAccount(in section: Section) {
    guard paymentReference == .qrr, !allAccounts.contains(where: \.isQRIBAN) else { return }
    section.findings.error(
      "payment_reference: qrr needs an account with a QR-IBAN", at: section.mark(of: "payment_reference"),
      suggestion: "write the QR-IBAN that the bank has given beside the IBAN, or payment_reference: rf")
  }

  /// A creditor with accounts, none of which is for the money of their own country, has most likely forgotten one.
  private func warnOfMissingAccount(in section: Section) {
    guard let country, let home = Currency.used(in: country).first, hasAccount, !names(accountFor: home) else { return }
    section.findings.warning(
      "none of the accounts is for \(home.code), the money of \(country)",
      at: section.mark(of: section.has("accounts") ? "accounts" : section.has("iban") ? "iban" : "account"),
      suggestion: "notices over \(home.code) name no account; add one under accounts with its currency")
  }

  /// Days of a year: nobody waits longer for their money.
  private static let paymentDaysMax = 365

  private static func isCountryCode(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Where an IBAN is meant, its check digits must be looked at.
  static func checkedAccount(_ text: String) throws(RuleError) -> String {
    guard text.contains(where: \.isNumber), text.unicodeScalars.count <= 70 else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not an account", hint: "write its number, with at most 70 characters")
    }
    if (try? IBAN(parsing: text)) != nil {
      throw RuleError(.invalidText, "\(quoted(text)) is an IBAN", hint: "write it as iban")
    }
    return text
  }
}

extension AccountSchedule {
  /// Reads `statement_of_account`; nil when it cannot be used, which is reported.
  fileprivate init?(_ section: Section) {
    guard section.has("day") else {
      section.findings.error(
        "statement_of_account needs the day of the month", at: section.mark, suggestion: "write {day: 1}")
      return nil
    }
    guard let day = section.integer("day", in: 1...Self.dayMax) else { return nil }
    self.init(day: day, approval: section.choice("approval", Step.Approval.self) ?? .none)
  }
}

extension Creditor.OwnCopy {
  /// Reads one entry of `copy`; nil when it cannot be used, which is reported.
  fileprivate init?(_ section: Section) {
    guard section.has("to") else {
      section.findings.error("a copy needs to", at: section.mark, suggestion: "write to: archive@example.org")
      return nil
    }
    guard let to = section.value("to", EmailAddress.init(parsing:)) else { return nil }
    self.init(to: to, steps: section.texts("steps")?.map(\.text))
  }
}

extension Creditor.Sender {
  /// Reads `ACME Buchhaltung <buchhaltung@acme.example>` or a bare address.
  ///
  /// - Throws: ``RuleError`` `.invalidAddress`.
  package init(parsing text: String) throws(RuleError) {
    guard let open = text.firstIndex(of: "<") else {
      self.init(name: nil, address: try EmailAddress(parsing: text))
      return
    }
    guard text.last == ">" else {
      throw RuleError(.invalidAddress, "\(quoted(text)) misses a >", hint: "write \"Name <name@example.org>\"")
    }
    var name = text[..<open]
    while name.last == " " { name.removeLast() }
    // A name with a comma in it is written in quotation marks in mail programs, so people do it here.
    if name.count > 1, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
    let address = text[text.index(after: open)...].dropLast()
    self.init(name: name.isEmpty ? nil : String(name), address: try EmailAddress(parsing: String(address)))
  }
}

extension Section {
  func check(zone: String, key: String, almanac: Almanac) {
    do {
      _ = try almanac.requireZone(zone)
    } catch {
      findings.error("\(key): \(error.message)", at: mark(of: key), suggestion: error.hint)
    }
  }
}
