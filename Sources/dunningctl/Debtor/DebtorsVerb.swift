import ArgumentParser
import DunningAPI

/// `dunningctl debtors`.
struct DebtorsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "debtors", abstract: "List debtors, or find them.",
    discussion: """
      A text is looked for in numbers, names and addresses, without regard to case.
      With --doubles those of one creditor and one name, who may be the same: say
      so with `dunningctl merge`, or that they are not with `dunningctl debtor
      --not-same-as`.

      EXAMPLES
        dunningctl debtors
        dunningctl debtors müller
        dunningctl debtors @kunde.example --creditor acme -o csv
        dunningctl debtors --doubles
      """)

  @Argument(help: ArgumentHelp("What stands in the number, the name or the address.", valueName: "text"))
  var text: String?
  @Option(help: ArgumentHelp("Only those of this creditor.", valueName: "id"), completion: .creditors)
  var creditor: String?
  @Flag(help: "Only those of one name who may be the same.")
  var doubles = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if doubles, text != nil { throw ValidationError("Give either a text or --doubles.") }
  }

  func run(in session: Session) throws(Failure) {
    var listing = Listing.debtors
    if doubles { listing.emptyNote = "no doubles" }
    try session.present(
      listing, from: ["debtors"],
      query: [("text", text), ("creditor", creditor), ("doubles", doubles ? "true" : nil)])
  }
}

extension Listing where Row == DebtorList.Entry {
  static var debtors: Listing {
    Listing(
      key: "debtors", csvColumns: ["debtor_id", "debtor", "email", "creditor", "state", "open_claims"],
      columns: [
        Column("DEBTOR", isFlexible: true) { row, _ in .init(row.debtor) },
        Column("NUMBER", isFlexible: true) { row, _ in .init(row.debtorId) },
        Column("ADDRESS", isFlexible: true) { row, _ in .init(row.email) },
        Column("CREDITOR") { row, _ in .init(row.creditor) },
        Column("SAID") { row, _ in .init(row.state ?? "") },
        Column("OPEN", isRightAligned: true) { row, _ in .init("\(row.openClaims)") },
      ], emptyNote: "there is no such debtor")
  }
}
