import ArgumentParser
import DunningAPI
import DunningDossier

/// `dunningctl verify`.
struct VerifyVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that nothing on record was changed afterwards.",
    discussion: """
      Looks through the chains of hashes, the messages, mails and attachments that
      they name, the rows that they tell of, and the seals with their signatures;
      of one claim alone without the seals. `dunningd --verify` does the same where
      no daemon runs. Of a case file, a FILE.zip that `evidence` has made, every byte
      is checked, without the daemon, and so it is of a backup, a FILE.tar, for
      which the program `dunningd` is needed. Exit status 1 when anything disagrees.

      Whoever makes a case file of their own signs it with a key of their own. Name
      the key that was written down elsewhere (`dunningctl status` shows it) with
      --key; without, the verdict on a case file is "agrees with itself; key not
      compared", and the exit status 3. So it is when a file of an earlier version
      has no signature over all of it: what it cannot prove is listed.

      EXAMPLES
        dunningctl verify
        dunningctl verify RE-2026-0042 -o json | jq .findings
        dunningctl verify RE-2026-0042.zip --key 5dbb33b14fd8b6f1a8a2d0c4f2a6ce11
      """)

  @Argument(
    help: ArgumentHelp(
      "A claim's id or reference, or a FILE.zip; everything on record when left out.", valueName: "claim"),
    completion: .claims)
  var claim: String?
  @Option(
    help: ArgumentHelp(
      "A key that may have signed the case file: its fingerprint or all its digits. Can be repeated, as where a key "
        + "was replaced.", valueName: "fingerprint"))
  var key: [String] = []
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    if let wrong = key.first(where: { !DossierCheck.isKeyName($0) }) {
      throw .usage(
        "\(printable(wrong)) is no fingerprint of a key", hint: "it has 32 hexadecimal digits; `dunningctl status`")
    }
    if let file = claim, file.hasSuffix(".tar") {
      return try DaemonProgram.run(["--verify-backup", file], after: session)
    }
    if let file = claim, file.hasSuffix(".zip") { return try verify(caseFile: file, in: session) }
    guard key.isEmpty else {
      throw .usage("--key is for case files, and no FILE.zip is named", hint: "`dunningctl verify FILE.zip --key …`")
    }
    let body = try session.ask(.get(["verify"], query: [("claim", claim)]))
    let result = try Wire.decode(VerificationResponse.self, from: body)
    try session.present(
      body, as: VerificationResponse.self, columns: ["chain", "seq", "what", "stored", "computed"],
      rows: { $0["findings"]?.elements ?? [] }
    ) { Self.lines($0, session.dates) }
    if result.findingCount > 0 { session.exitStatus = .partlyDone }
  }

  private static func lines(_ result: VerificationResponse, _ dates: HumanDate) -> [String] {
    let findings = result.findings.map { finding in
      let place = finding.chain + (finding.seq.map { " #\($0)" } ?? "")
      return "\(place): \(finding.what): stored \(finding.stored), computed \(finding.computed)"
    }
    let erasures = result.erasures.map { "\($0.claim): erased on \(dates.text($0.at)), its chain is whole" }
    let keys = result.publicKeys.map { "sealed with Ed25519 key \($0)" }
    let counts =
      "\(result.claims) claims, \(result.entries) entries, \(result.messages) messages, \(result.mails) mails, "
      + "\(result.attachments) attachments, \(result.seals) seals, \(result.timestamps) time stamps, "
      + "\(result.unsealed) entries under no seal yet, which could still be changed unseen"
    let verdict = result.findingCount == 0 ? "nothing was changed" : "\(result.findingCount) findings"
    return (findings + erasures + keys + ["\(verdict): \(counts)"]).map(printable)
  }
}
