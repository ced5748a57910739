import ArgumentParser
import DunningAPI

/// `dunningctl explain`.
struct ExplainVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a claim's next step is what it is, and what holds it.",
    discussion: """
      What has gone out, what comes next and why then, every gate that a notice has
      to pass, and what would come after. In CSV the answer is the gates.

      EXAMPLES
        dunningctl explain RE-2026-0042
        dunningctl explain c17 -o json
      """)

  @OptionGroup var subject: ClaimArgument
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    let body = try session.ask(.get(["claims", subject.claim, "explain"], query: subject.query))
    try session.present(
      body, as: ExplanationResponse.self, columns: ["gate", "holds", "opens_at", "because"],
      rows: { $0["gates"]?.elements ?? [] }
    ) { ExplanationPage(explanation: $0, session: session).lines }
  }
}

/// The explanation for a person: the sentences, then gate by gate and step by step.
private struct ExplanationPage {
  let explanation: ExplanationResponse
  let session: Session

  private static let width = 100

  var lines: [String] {
    sentences + ["", "GATES"] + gates.map { "  " + $0 } + (explanation.ladder.isEmpty ? [] : ["", "LADDER"])
      + ladder.map { "  " + $0 }
  }

  private var sentences: [String] {
    explanation.sentences.flatMap {
      Wrapping.lines(printable($0), width: session.terminal.width ?? Self.width, indent: "")
    }
  }

  private var gates: [String] {
    var table = Table([.init(title: ""), .init(title: ""), .init(title: "", isFlexible: true)])
    for gate in explanation.gates {
      let opens = gate.opensAt.map { "; opens \(session.dates.text($0))" } ?? ""
      table.append([
        .init(gate.holds ? "holds" : "open", gate.holds ? .waiting : .good), .init(gate.gate),
        .init(gate.because + opens),
      ])
    }
    return Array(table.lines(on: inner).dropFirst())
  }

  private var ladder: [String] {
    var table = Table([
      .init(title: ""), .init(title: "", isFlexible: true), .init(title: ""), .init(title: "", isFlexible: true),
    ])
    for rung in explanation.ladder {
      table.append([
        .init(rung.state, rung.state == "next" ? .waiting : .plain), .init(rung.step),
        .init(rung.at.map(session.dates.text) ?? ""), .init(rung.because),
      ])
    }
    return Array(table.lines(on: inner).dropFirst())
  }

  /// The terminal without the columns by which a section is indented.
  private var inner: Terminal {
    Terminal(width: session.terminal.width.map { $0 - 2 }, hasColour: session.terminal.hasColour)
  }
}
