import Dunning
import DunningLetters
import Foundation
import Testing

/// Facts and templates that the tests start from.
enum Samples {
  /// 2026-11-23 at 09:30 in Berlin.
  static let now = Instant(milliseconds: 1_795_422_600_000)

  /// The vendor's templates, loaded once: the trial of all of them takes its time in a debug build.
  static func catalog() throws -> TemplateCatalog { try loaded.get() }

  private static let loaded = Result { try TemplateCatalog.load(directories: [vendor.path]) }

  static let vendor = root.appending(path: "etc/templates")
  static let goldens = root.appending(path: "Tests/DunningLettersTests/Goldens")

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func date(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  static func money(_ text: String, _ code: String = "EUR") throws -> Money {
    try Money(parsing: text, currency: try #require(Currency(code)))
  }

  static func item(
    _ reference: String = "2026-0042", due: String = "2026-11-03", issued: String? = "2026-10-20",
    contract: String? = nil, amount: String = "1234.56", paid: String = "0", currency: String = "EUR",
    quoted: PaymentReference? = nil
  ) throws -> NoticeFacts.Item {
    let (amount, paid) = (try money(amount, currency), try money(paid, currency))
    return NoticeFacts.Item(
      reference: reference, issued: try issued.map(date), contract: contract, due: try Deadline(parsing: due),
      amount: amount, paid: paid,
      outstanding: Money(minorUnits: amount.minorUnits - paid.minorUnits, currency: amount.currency),
      paymentReference: quoted)
  }

  /// An invoice of May that bears interest at two rates, one of them not published for certain, and a fixed sum.
  static func lateItem(
    currency: String = "EUR", basis: String = "§ 288 Abs. 2 und 5 BGB", citations: [String: String] = [:],
    interest: String = "508.83",
    compensation: String = "40"
  ) throws -> NoticeFacts.Item {
    let amount = try money("10000", currency)
    return NoticeFacts.Item(
      reference: "2026-0042-B", issued: try date("2026-05-15"), due: try Deadline(parsing: "2026-05-29"),
      amount: amount,
      paid: try money("0", currency), outstanding: amount,
      late: NoticeFacts.LateCharge(
        interest: try money(interest, currency), compensation: try money(compensation, currency),
        periods: [
          .init(
            rate: try Percent(parsing: "10.27"), from: try date("2026-05-30"), until: try date("2026-06-30"), days: 32,
            base: amount),
          .init(
            rate: try Percent(parsing: "10.52"), from: try date("2026-07-01"), until: try date("2026-10-31"), days: 123,
            base: amount),
          .init(
            rate: try Percent(parsing: "10.52"), from: try date("2026-11-01"), until: try date("2026-11-23"), days: 23,
            base: amount),
        ], basis: basis, citations: citations,
        // 10000 × 10.52 % / 365 a day, in ten-thousandths of a cent.
        daily: DailyInterest(tenThousandths: 2_882_191), isProvisional: true))
  }

  /// The same, for which a demand has to announce the Dutch collection costs.
  static func dutch(_ item: NoticeFacts.Item) throws -> NoticeFacts.Item {
    let scale = FixedSum.Scale.slices(
      [.init(width: 250_000, percent: try Percent(parsing: "15"))], least: 4_000, most: 677_500)
    return NoticeFacts.Item(
      reference: item.reference, issued: item.issued, contract: item.contract, due: item.due, amount: item.amount,
      paid: item.paid, outstanding: item.outstanding, late: item.late,
      ahead: FixedSumAhead(
        fixedSum: FixedSum(currency: item.outstanding.currency, scale: scale), days: 14, debt: item.outstanding))
  }

  static func creditor(
    iban: String? = "DE89370400440532013000", phone: String? = "+49 30 1234567", country: String = "DE",
    address: [String] = ["Musterstraße 1", "10115 Berlin"], letterhead: Letterhead = Letterhead()
  ) throws -> Creditor {
    Creditor(
      id: "acme", name: "ACME GmbH", address: address, country: country,
      from: Creditor.Sender(name: "ACME Buchhaltung", address: try EmailAddress(parsing: "buchhaltung@acme.example")),
      iban: iban, bic: iban == nil ? nil : "COBADEFFXXX", bankName: iban == nil ? nil : "Commerzbank Berlin",
      phone: phone, language: "de", timeZone: "Europe/Berlin", letterhead: letterhead)
  }

  static func debtor(
    _ name: String = "Beispiel AG", kind: Debtor.Kind? = .business, country: String? = nil, calendar: String? = nil
  ) throws -> Debtor {
    Debtor(
      key: "D-7", name: name, email: try EmailAddress(parsing: "kontakt@beispiel.example"), calendar: calendar,
      kind: kind, country: country,
      address: ["Hauptstraße 5", "20095 Hamburg"])
  }

  static func facts(
    _ language: String = "en", _ tone: Step.Tone = .reminder, step: String = "", creditor: Creditor? = nil,
    debtor: Debtor? = nil, items: [NoticeFacts.Item]? = nil, payBy: String? = "2026-12-07", now: Instant = now,
    link: String? = nil, previous: [String] = [], debtorNames: [String] = [],
    isRegistered: Bool = false, isContentCertified: Bool = false, group: PaymentReference? = nil
  ) throws -> NoticeFacts {
    NoticeFacts(
      creditor: try creditor ?? self.creditor(), debtor: try debtor ?? self.debtor(), language: language, step: step,
      tone: tone, items: try items ?? [item()], payBy: try payBy.map(date), now: now, zone: try berlin(), number: "n17",
      paymentLink: link, previous: try previous.map(date), debtorNames: debtorNames, isRegistered: isRegistered,
      isContentCertified: isContentCertified,
      groupReference: group)
  }

  /// A zone file without transitions, only with the rule that Berlin has today.
  static func berlin() throws -> ZoneRules {
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 1, 4].flatMap { (count: UInt8) -> [UInt8] in [0, 0, 0, count] }
    let type: [UInt8] = [0, 0, 14, 16, 0, 0] + Array("CET\0".utf8)
    let block = header + counts + type
    return try #require(
      ZoneRules(name: "Europe/Berlin", tzif: block + block + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)))
  }

  /// A copy of the vendor's templates with some files replaced or added; nil deletes a file.
  static func catalogErrors(changing files: [String: String?], language: String = "en") throws -> [TemplateError] {
    let directory = try temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let folder = directory.appending(path: language)
    try FileManager.default.copyItem(at: vendor.appending(path: language), to: folder)
    for (name, content) in files {
      let file = folder.appending(path: name)
      if let content {
        try content.write(to: file, atomically: false, encoding: .utf8)
      } else {
        try FileManager.default.removeItem(at: file)
      }
    }
    do throws(TemplateErrors) {
      _ = try TemplateCatalog.load(directories: [directory.path])
      return []
    } catch {
      return error.all
    }
  }

  /// The vendor's templates of one language but one file.
  static func catalog(of language: String, without name: String) throws -> TemplateCatalog {
    let directory = try temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let folder = directory.appending(path: language)
    try FileManager.default.copyItem(at: vendor.appending(path: language), to: folder)
    try FileManager.default.removeItem(at: folder.appending(path: name))
    return try TemplateCatalog.load(directories: [directory.path])
  }

  /// `UPDATE_GOLDENS=1` writes the golden file anew.
  static func compare(_ actual: String, _ name: String) throws {
    let file = goldens.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try actual.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(actual == golden, "\(name) differs; UPDATE_GOLDENS=1 writes it anew")
  }

  static func temporaryDirectory() throws -> URL {
    let directory = FileManager.default.temporaryDirectory.appending(path: "letters-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    return directory
  }
}
