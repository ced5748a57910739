import ArgumentParser
import DunningAPI

/// One claim, or all of one debtor.
struct ClaimSelection: ParsableArguments {
  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"), completion: .claims)
  var claim: String?

  @Option(
    help: ArgumentHelp("Instead of a claim: all claims of this debtor.", valueName: "debtor"), completion: .debtors)
  var debtor: String?

  @OptionGroup var whose: WhoseOptions

  func validate() throws {
    if (claim == nil) == (debtor == nil) { throw ValidationError("Give either a claim or --debtor.") }
    if claim != nil, whose.allCreditors { throw ValidationError("--all-creditors goes with --debtor.") }
  }

  /// The path of what is meant.
  var segments: [String] { debtor.map { ["debtors", $0] } ?? ["claims", claim ?? ""] }
}

extension Session {
  /// Does `action` to the selected claims and shows them.
  func change(
    _ selection: ClaimSelection, _ action: String, _ body: some Encodable, did verb: String
  ) throws(Failure) {
    if let debtor = selection.debtor {
      let answer = try ask(.post(selection.segments + [action], query: selection.whose.query, body))
      let holdsForLater = ["pause", "dispute", "stop"].contains(action)
      try presentChanged(answer, of: debtor, did: verb, holdsForLater: holdsForLater)
    } else {
      let answer = try ask(.post(selection.segments + [action], query: selection.whose.query, body))
      try present(answer, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { $0.report(dates, did: verb) }
    }
  }

  private func presentChanged(
    _ body: [UInt8], of debtor: String, did verb: String, holdsForLater: Bool
  ) throws(Failure) {
    let rows = try Self.document(body)["claims"]?.elements ?? []
    if rows.isEmpty { try note("the debtor has no open claim\(holdsForLater ? "; it holds for later ones" : "")") }
    var sink = try sink(Self.changedClaims(dates))
    // Not every claim need have changed: one that is disputed is not paused.
    let heading = rows.isEmpty ? [] : [printable("\(verb) \(debtor); the claims now:")]
    try sink.begin(RowFrame(lines: heading))
    for row in rows { try sink.row(row) }
    try sink.end()
  }

  private static func changedClaims(_ dates: HumanDate) -> RowShape<JSONValue> {
    RowShape(
      .member("claims"), csvColumns: ClaimResponse.csvColumns,
      page: .lines { row throws(Failure) in
        ["  " + (try Wire.decode(ClaimResponse.self, from: Array(row.json.utf8))).line(dates)]
      })
  }
}
