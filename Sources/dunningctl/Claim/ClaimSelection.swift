import ArgumentParser
import DunningAPI

/// One claim, or all of one debtor.
struct ClaimSelection: ParsableArguments {
  @Argument(help: ArgumentHelp("The claim's id or reference.", valueName: "claim"))
  var claim: String?

  @Option(help: ArgumentHelp("Instead of a claim: all claims of this debtor.", valueName: "debtor"))
  var debtor: String?

  func validate() throws {
    if (claim == nil) == (debtor == nil) { throw ValidationError("Give either a claim or --debtor.") }
  }
}

extension Session {
  /// Does `action` to the selected claims and shows them.
  func change(
    _ selection: ClaimSelection, _ action: String, _ body: some Encodable, did verb: String
  ) throws(Failure) {
    if let debtor = selection.debtor {
      let answer = try ask(.post(["debtors", debtor, action], body))
      try presentChanged(answer, did: verb)
    } else if let claim = selection.claim {
      let answer = try ask(.post(["claims", claim, action], body))
      try present(answer, as: ClaimResponse.self, columns: ClaimResponse.csvColumns) { $0.report(dates, did: verb) }
    }
  }

  private func presentChanged(_ body: [UInt8], did verb: String) throws(Failure) {
    let rows = try Self.document(body)["claims"]?.elements ?? []
    if rows.isEmpty { try note("the debtor has no claim that this changes") }
    switch format {
    case .json: try writeDocument(body)
    case .jsonl: for row in rows { try writeLine(row.json) }
    case .csv: try writeCSV(rows, ClaimResponse.csvColumns)
    case .table:
      for claim in try Wire.decode(ClaimsChanged.self, from: body).claims {
        try writeLine(claim.line(dates, did: verb))
      }
    }
  }
}
