import ArgumentParser
import DunningAPI
import FoundationEssentials

/// `dunningctl preview`.
struct PreviewVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Write what a debtor would get, into a file; nothing is kept or sent.",
    discussion: """
      The ending of the file says which part: .txt and .html the words of the
      e-mail, .eml all of it, .pdf the letter. With --claim it is the notice that
      would go out, with all claims of the debtor that it would be about; without
      it is about a claim against nobody. What would keep the notice from leaving is told on standard
      error, with exit status 1.

      EXAMPLES
        dunningctl preview --claim RE-1 --out next.txt
        dunningctl preview --policy standard --step demand --out demand.pdf
        dunningctl preview --policy standard --step reminder --claim RE-1 \\
          --language fr --out reminder.html
      """)

  @Option(help: ArgumentHelp("The policy; the claim's own when left out.", valueName: "name"))
  var policy: String?
  @Option(help: ArgumentHelp("The step of it; the claim's next one when left out.", valueName: "name"))
  var step: String?
  @Option(help: ArgumentHelp("A claim, by number or reference.", valueName: "claim"), completion: .claims)
  var claim: String?
  @Option(help: ArgumentHelp("Another language than the debtor's.", valueName: "tag"))
  var language: String?
  @Option(help: ArgumentHelp("The file: .txt, .html, .pdf or .eml.", valueName: "file"), completion: .file())
  var out: String
  @OptionGroup var global: GlobalOptions

  private enum Part: String, CaseIterable {
    case txt
    case html
    case pdf
    case eml
  }

  func validate() throws {
    if claim == nil, policy == nil || step == nil {
      throw ValidationError("Give a --claim, or --policy and --step.")
    }
    guard part != nil else { throw ValidationError("--out ends with .txt, .html, .pdf or .eml.") }
  }

  private var part: Part? {
    out.lastIndex(of: ".").flatMap { Part(rawValue: out[out.index(after: $0)...].lowercased()) }
  }

  func run(in session: Session) throws(Failure) {
    let body = PreviewRequest(policy: policy, step: step, claim: claim, language: language)
    let answer = try Wire.decode(PreviewResponse.self, from: try session.ask(.post(["preview"], body)))
    for finding in answer.findings {
      try session.remark(printable("\(finding.rule): \(finding.message)") + "\n")
      session.exitStatus = .partlyDone
    }
    guard let bytes = bytes(of: answer) else {
      if answer.findings.isEmpty {
        throw Failure(
          .badData, code: "nothing-to-show",
          "the step \(printable(step ?? "that comes next")) has no such part: \(printable(out))")
      }
      return
    }
    try session.save(bytes, to: out)
  }

  private func bytes(of answer: PreviewResponse) -> [UInt8]? {
    switch part {
    case .txt: answer.text.map { Array($0.utf8) }
    case .html: answer.html.map { Array($0.utf8) }
    case .eml: answer.message.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    case .pdf: answer.letter.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    case nil: nil
    }
  }
}
