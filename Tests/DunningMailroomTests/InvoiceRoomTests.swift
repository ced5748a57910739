import Dunning
import DunningStore
import DunningTesting
import Foundation
import Logging
import Testing

@testable import DunningMailroom

@Suite("E-invoices, from their bytes to the claims", .timeLimit(.minutes(20)))
struct InvoiceRoomTests {
  private let fixture: DocketFixture

  init() throws {
    var creditor = try Samples.creditor()
    creditor.vatID = "DE 123 456 789"
    fixture = try DocketFixture(
      rulebook: try Samples.rulebook(creditors: [creditor]), now: "2026-11-16T08:00:00+01:00")
  }

  private func room(paymentDays: Int? = nil) throws -> InvoiceRoom {
    var creditor = try #require(fixture.rulebook.creditors["acme"])
    creditor.paymentDays = paymentDays
    let (rulebook, now) = (try Samples.rulebook(creditors: [creditor]), fixture.now)
    return InvoiceRoom(
      docket: fixture.docket, reader: PlainInvoiceReader(), rulebook: { rulebook }, now: { now })
  }

  @discardableResult
  private func take(
    _ invoice: MadeInvoice, due: String? = nil, isAnyway: Bool = false, keeping: Bool = true, paymentDays: Int? = nil
  ) async throws -> InvoiceOutcome {
    let upload = InvoiceUpload(
      bytes: invoice.bytes, file: "\(invoice.reference.replacing("/", with: "-")).xml",
      due: try due.map { try CivilDate(parsing: $0) }, isAnyway: isAnyway)
    return try await room(paymentDays: paymentDays).take(upload, keeping: keeping, by: .user(1000))
  }

  private func claim(_ reference: String) async throws -> Claim { try await fixture.claim(reference).record.claim }

  @Test("an invoice becomes a claim with all that it says, and its file is the claim's invoice")
  func becomes() async throws {
    // When
    let outcome = try await take(MadeInvoice("RE-1") { $0.buyerVATID = "DE999999999" })
    // Then
    #expect(outcome.verdict == .enqueued && outcome.reference == "RE-1", "\(outcome)")
    let claim = try await claim("RE-1")
    #expect(claim.draft.amount.decimal == "119.00" && claim.draft.due.text(in: .utc) == "2026-12-01")
    #expect(claim.draft.debtor.name == "Müller & Söhne GmbH" && claim.draft.debtor.vatID == "DE999999999")
    #expect(claim.draft.debtor.address == ["Hauptstraße 1", "50667 Köln"] && claim.draft.issued?.iso == "2026-11-01")
    let record = try await fixture.claim("RE-1").record
    let invoices = try await fixture.docket.invoices(of: [record])
    #expect(invoices.map(\.attachment.name) == ["RE-1.xml"])
    // And again it is known
    let again = try await take(MadeInvoice("RE-1") { $0.buyerVATID = "DE999999999" })
    #expect(again.verdict == .known, "\(again)")
    #expect(try await fixture.docket.attachments(of: ClaimName("RE-1")).count == 1)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a dry run keeps nothing")
  func dryRun() async throws {
    #expect(try await take(MadeInvoice("RE-1"), keeping: false).verdict == .enqueued)
    #expect(try await fixture.docket.claims().isEmpty)
  }

  @Test("a debtor is known by the VAT id, whatever the invoice calls them")
  func debtor() async throws {
    try await take(MadeInvoice("RE-1") { $0.buyerVATID = "DE999999999" })
    try await take(
      MadeInvoice("RE-2") { ($0.buyerVATID, $0.buyer, $0.email) = ("DE 999 999 999", "Mueller", "new@mueller.example") }
    )
    #expect(try await claim("RE-2").draft.debtor.key == claim("RE-1").draft.debtor.key)
  }

  @Test("an invoice without mail is taken, and that is told")
  func noMail() async throws {
    let outcome = try await take(MadeInvoice("RE-1") { $0.email = nil })
    #expect(outcome.verdict == .enqueued)
    #expect(outcome.because.contains { $0.hasPrefix("it has no e-mail address") })
  }

  @Test("an invoice that names no day is a question, until the creditor or a person says one")
  func day() async throws {
    let invoice = MadeInvoice("RE-1") { $0.due = nil }
    #expect(try await take(invoice).verdict == .question)
    #expect(try await fixture.docket.claims().isEmpty)
    let outcome = try await take(invoice, paymentDays: 14)
    #expect(outcome.because.first?.contains("payment_days") == true)
    #expect(try await claim("RE-1").draft.due.text(in: .utc) == "2026-11-15")
    #expect(try await take(MadeInvoice("RE-2") { $0.due = nil }, due: "2026-12-24").verdict == .enqueued)
    #expect(try await claim("RE-2").draft.due.text(in: .utc) == "2026-12-24")
  }

  @Test("a credit note counts on its claim once, and one on nothing is a question")
  func credit() async throws {
    try await take(MadeInvoice("RE-1"))
    let note = MadeInvoice("GS-1") {
      ($0.isCreditNote, $0.type, $0.amount, $0.preceding) = (true, "381", "19.00", ["RE-1"])
    }
    #expect(try await take(note, keeping: false).verdict == .credited)
    #expect(try await take(note).verdict == .credited)
    #expect(try await claim("RE-1").outstanding.decimal == "100.00")
    #expect(try await take(note).verdict == .known)
    #expect(try await claim("RE-1").outstanding.decimal == "100.00")
    let orphan = MadeInvoice("GS-2") { ($0.isCreditNote, $0.type, $0.preceding) = (true, "381", ["RE-77"]) }
    #expect(try await take(orphan).verdict == .question)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a corrected invoice puts its sum and day into its claim")
  func corrected() async throws {
    try await take(MadeInvoice("RE-1"))
    let correction = MadeInvoice("RE-1-K") {
      ($0.type, $0.amount, $0.due, $0.preceding) = ("384", "99.00", "2026-12-15", ["RE-1"])
    }
    #expect(try await take(correction).verdict == .corrected)
    #expect(try await claim("RE-1").draft.amount.decimal == "99.00")
    #expect(try await claim("RE-1").draft.due.text(in: .utc) == "2026-12-15")
    // The debtor pays under the number of the corrected invoice.
    #expect(try await claim("RE-1").draft.paymentReference == "RE-1-K")
    #expect(try await take(correction).verdict == .known)
  }

  @Test("a discount for paying early becomes the claim's, and one in words is told")
  func discount() async throws {
    try await take(MadeInvoice("RE-1") { $0.terms = ["<cbc:Note>#SKONTO#TAGE=7#PROZENT=2.00#</cbc:Note>"] })
    let discount = try #require(try await claim("RE-1").draft.discount)
    #expect(discount.amount.decimal == "2.38" && discount.until.iso == "2026-11-08")
    // Of two the last is kept
    let two = "<cbc:Note>#SKONTO#TAGE=7#PROZENT=3.00#\n#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#</cbc:Note>"
    let outcome = try await take(MadeInvoice("RE-2") { $0.terms = [two] })
    #expect(try await claim("RE-2").draft.discount?.until.iso == "2026-11-15")
    #expect(try await claim("RE-2").draft.discount?.amount.decimal == "2.00")
    #expect(outcome.because.contains { $0.contains("3.57 until 2026-11-08") }, "\(outcome)")
    // One that is all of it, or nothing, is none
    for share in ["100.00", "0.00", "a lot"] {
      let odd = "<cbc:Note>#SKONTO#TAGE=7#PROZENT=\(share)#</cbc:Note>"
      #expect(try await take(MadeInvoice("RE-\(share)") { $0.terms = [odd] }).verdict == .enqueued)
      #expect(try await claim("RE-\(share)").draft.discount == nil)
    }
    // Nor is one of a sum that is no amount: it would be granted on all of it.
    let ofWhat = "<cbc:Note>#SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=100,00#</cbc:Note>"
    let words = try await take(MadeInvoice("RE-3") { $0.terms = [ofWhat] })
    #expect(try await claim("RE-3").draft.discount == nil)
    #expect(words.because.contains { $0.contains("in words alone") }, "\(words)")
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("an invoice in parts is a claim for each, which is paid by the number of the whole")
  func parts() async throws {
    let invoice = MadeInvoice("RE-1") {
      $0.due = nil
      $0.terms = ["2026-12-01", "2027-01-01"].map {
        "<cbc:Amount currencyID='EUR'>59.50</cbc:Amount><cbc:InstallmentDueDate>\($0)</cbc:InstallmentDueDate>"
      }
    }
    #expect(try await take(invoice, keeping: false).claims.isEmpty)
    let outcome = try await take(invoice)
    #expect(outcome.verdict == .enqueued && outcome.claims.count == 2, "\(outcome)")
    for (part, due) in [("RE-1/1", "2026-12-01"), ("RE-1/2", "2027-01-01")] {
      let claim = try await claim(part)
      #expect(claim.draft.amount.decimal == "59.50" && claim.draft.due.text(in: .utc) == due)
      #expect(claim.draft.paymentReference == "RE-1")
      #expect(try await fixture.docket.attachments(of: ClaimName(part)).count == 1)
    }
    #expect(try await take(invoice).verdict == .known)
    // Parts that do not come to the whole are no parts of it
    let odd = MadeInvoice("RE-2") { made in
      (made.due, made.terms) = (nil, invoice.terms.map { $0.replacing("59.50", with: "50.00") })
    }
    try await take(odd)
    #expect(try await claim("RE-2").draft.due.text(in: .utc) == "2027-01-01")
  }

  @Test("what an invoice asks to quote is the claim's, and left out where it cannot be")
  func quoted() async throws {
    try await take(MadeInvoice("RE-1") { $0.remittance = "RF18539007547034" })
    #expect(try await claim("RE-1").draft.paymentReference == "RF18539007547034")
    try await take(MadeInvoice("RE-2") { $0.remittance = "RE-2" })
    #expect(try await claim("RE-2").draft.paymentReference == nil)
    let outcome = try await take(MadeInvoice("RE-3") { $0.remittance = "+++090/9337/55494+++" })
    #expect(try await claim("RE-3").draft.paymentReference == nil)
    #expect(outcome.because.contains { $0.contains("BT-83") }, "\(outcome)")
  }

  @Test(
    "an invoice that was corrected since is known when it comes again; one that is corrected to nothing is a question")
  func correctedSince() async throws {
    let invoice = MadeInvoice("RE-1")
    try await take(invoice)
    let correction = MadeInvoice("RE-1-K") { ($0.type, $0.amount, $0.preceding) = ("384", "99.00", ["RE-1"]) }
    #expect(try await take(correction, keeping: false).verdict == .corrected)
    #expect(try await take(correction).verdict == .corrected)
    #expect(try await take(invoice).verdict == .known)
    #expect(try await take(MadeInvoice("RE-1") { $0.amount = "98.00" }).verdict == .question)
    let nothing = MadeInvoice("RE-1-K2") { ($0.type, $0.amount, $0.preceding) = ("384", "0.00", ["RE-1"]) }
    #expect(try await take(nothing).verdict == .question)
    #expect(try await claim("RE-1").draft.amount.decimal == "99.00")
    #expect(try await take(MadeInvoice("RE-8-K") { ($0.type, $0.amount) = ("384", "0.00") }).verdict == .nothingOwed)
  }

  @Test("what the creditor collects, or what is nothing, is told and not dunned; somebody else's is refused")
  func others() async throws {
    let debit = MadeInvoice("RE-1") { $0.means = "59" }
    #expect(try await take(debit).verdict == .collected)
    #expect(try await fixture.docket.claims().isEmpty)
    #expect(try await take(debit, isAnyway: true).verdict == .enqueued)
    #expect(try await take(MadeInvoice("RE-2") { $0.amount = "0.00" }).verdict == .nothingOwed)
    let foreign = MadeInvoice("X-1") { ($0.sellerVATID, $0.account) = ("FR40303265045", "DE02120300000000202051") }
    let outcome = try await take(foreign)
    #expect(outcome.verdict == .refused && outcome.because[0].contains("somebody else's"), "\(outcome)")
    // Of an account alone whose it is can be told
    #expect(try await take(MadeInvoice("RE-3") { $0.sellerVATID = nil }).verdict == .enqueued)
  }

  @Test("the number of a claim with another sum is a question")
  func differs() async throws {
    try await take(MadeInvoice("RE-1"))
    let outcome = try await take(MadeInvoice("RE-1") { $0.amount = "500.00" })
    #expect(outcome.verdict == .question && outcome.because[0].contains("119.00"), "\(outcome)")
    #expect(try await claim("RE-1").draft.amount.decimal == "119.00")
  }

  // MARK: The watched folder

  /// Thirty invoices of a firm's month, of which three need a person.
  private static let month: [MadeInvoice] =
    (1...12).map { MadeInvoice("RE-2026-\($0)") }
    + (13...16).map { number in
      MadeInvoice("RE-2026-\(number)") { ($0.buyer, $0.email) = ("上海示例贸易有限公司", "caiwu@shili.example") }
    }
    + (17...20).map { number in MadeInvoice("RE-2026-\(number)") { ($0.buyer, $0.email) = ("Smith & Co", nil) } }
    + [
      MadeInvoice("RE-2026-21") { ($0.currency, $0.amount) = ("JPY", "12000.00") },
      MadeInvoice("RE-2026-22") { $0.means = "59" }, MadeInvoice("RE-2026-23") { $0.amount = "0.00" },
      MadeInvoice("GS-2026-1") {
        ($0.isCreditNote, $0.type, $0.amount, $0.preceding) = (true, "381", "19.00", ["RE-2026-1"])
      },
      MadeInvoice("GS-2026-2") { ($0.amount, $0.preceding) = ("-19.00", ["RE-2026-2"]) },
      MadeInvoice("RE-2026-3-K") { ($0.type, $0.amount, $0.preceding) = ("384", "99.00", ["RE-2026-3"]) },
      MadeInvoice("RE-2026-27") { $0.due = "2027-01-31" },
      // The three.
      MadeInvoice("Q-1") { $0.due = nil },
      MadeInvoice("Q-2") {
        ($0.isCreditNote, $0.type, $0.amount) = (true, "381", "5.00")
      },
      MadeInvoice("Q-3") { $0.due = "31.02.2027" },
    ]

  @Test("a credit note that lies before its invoice waits for it; what is refused is told to the creditor")
  func order() async throws {
    let folder = try ScratchFolder()
    let note = MadeInvoice("GS-1") {
      ($0.isCreditNote, $0.type, $0.amount, $0.preceding) = (true, "381", "19.00", ["RE-1"])
    }
    let files = [("1.xml", note.bytes), ("2.xml", MadeInvoice("RE-1").bytes), ("3.xml", Array("no XML".utf8))]
    for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(folder.path)/\(name)")) }
    let watcher = InvoiceWatcher(
      folder: folder.path, room: try room(), timer: ContinuousClock(), logger: Logger(label: "test"))
    var seen = DropSeen()
    _ = try await watcher.takeAll(&seen)
    #expect(try await watcher.takeAll(&seen) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/done").sorted() == ["1.xml", "2.xml"])
    #expect(try await claim("RE-1").outstanding.decimal == "100.00")
    let told = try await fixture.take().compactMap { notice in
      if case .refused(let files) = notice.subject { files.map { "\($0.kind.rawValue) \($0.name)" } } else { nil }
    }
    #expect(told == [["invoice 3.xml"]])
  }

  @Test("the file of an erased claim's invoice goes from where it was put away, and others stay")
  func erased() async throws {
    let folder = try ScratchFolder()
    for (number, buyer) in [("RE-1", "Müller & Söhne GmbH"), ("RE-2", "Other AG")] {
      let invoice = MadeInvoice(number) { $0.buyer = buyer }
      try Data(invoice.bytes).write(to: URL(filePath: "\(folder.path)/\(number).xml"))
    }
    let watcher = InvoiceWatcher(
      folder: folder.path, room: try room(), timer: ContinuousClock(), logger: Logger(label: "test"))
    var seen = DropSeen()
    for _ in 1...2 { _ = try await watcher.takeAll(&seen) }
    try await fixture.pay("RE-1", "119.00")
    let debtor = try await claim("RE-1").draft.debtor
    let name = DebtorName(debtor.key)
    _ = try await fixture.docket.erase(debtor: name, because: "asked", by: .user(1), now: fixture.now)
    let now = fixture.now
    let files = ErasedFiles(
      docket: fixture.docket, maildir: nil, statements: nil, invoices: folder.path, now: { now })
    #expect(try await fixture.docket.goneContents().count == 1)
    #expect(await files.removeFiles(namesStatements: true) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/done") == ["RE-2.xml"])
    #expect(try await fixture.docket.goneContents().isEmpty)
    #expect(try await fixture.docket.verify().findings == [])
  }

  @Test("a folder of thirty mixed invoices goes in with three questions and no more")
  func folder() async throws {
    // Given
    let folder = try ScratchFolder()
    for (index, invoice) in Self.month.enumerated() {
      let number = String(index + 100)
      try Data(invoice.bytes).write(to: URL(filePath: "\(folder.path)/\(number).xml"))
    }
    #expect(Self.month.count == 30)
    let watcher = InvoiceWatcher(
      folder: folder.path, room: try room(), timer: ContinuousClock(), logger: Logger(label: "test"))
    var seen = DropSeen()
    // When
    _ = try await watcher.takeAll(&seen)
    _ = try await watcher.takeAll(&seen)
    // Then
    let files = FileManager.default
    let asked = try files.contentsOfDirectory(atPath: "\(folder.path)/asked").sorted()
    #expect(asked.filter { $0.hasSuffix(".xml") }.count == 3, "\(asked)")
    #expect(!files.fileExists(atPath: "\(folder.path)/refused"))
    #expect(try files.contentsOfDirectory(atPath: "\(folder.path)/done").count == 27)
    #expect(InvoiceFolder(path: folder.path, now: fixture.now).asked == 3)
    let claims = try await fixture.docket.claims()
    #expect(claims.count == 22)
    #expect(try await claim("RE-2026-1").outstanding.decimal == "100.00")
    #expect(try await claim("RE-2026-2").outstanding.decimal == "100.00")
    #expect(try await claim("RE-2026-3").outstanding.decimal == "99.00")
    #expect(try await claim("RE-2026-21").outstanding.decimal == "12000")
    #expect(try await fixture.docket.verify().findings == [])
  }
}
