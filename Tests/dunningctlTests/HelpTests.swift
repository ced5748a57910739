import ArgumentParser
import Glibc
import Testing

@testable import dunningctl

/// Help, completions and the manual.
@Suite struct HelpTests {
  static let verbs: [[String]] = leaves(of: Dunningctl.self)

  private static func leaves(of command: any ParsableCommand.Type) -> [[String]] {
    command.configuration.subcommands.flatMap { child in
      let own = child is any Verb.Type ? [[child._commandName]] : []
      return own + leaves(of: child).map { [child._commandName] + $0 }
    }
  }

  @Test("a verb's type is called like the words that are typed")
  func names() {
    func check(_ command: any ParsableCommand.Type, _ words: [String]) {
      for child in command.configuration.subcommands {
        let words = words + [child._commandName]
        let name = words.joined(separator: "-").split(separator: "-").map(\.capitalized).joined()
        #expect("\(child)" == name + (child is any Verb.Type ? "Verb" : "Verbs"))
        check(child, words)
      }
    }
    check(Dunningctl.self, [])
  }

  @Test("the help of every verb has an example and fits a terminal", arguments: verbs)
  func help(verb: [String]) {
    let outcome = Run.dunningctl(verb + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.err == "")
    #expect(outcome.out.contains("EXAMPLES\n  "))
    let lines = outcome.out.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.out.contains("  dunningctl \(verb.joined(separator: " "))") || verb == ["import"])
  }

  @Test("the manual knows every verb and every exit status")
  func manual() {
    let page = Scratch.read("\(Scratch.package)/docs/man/dunningctl.1") ?? ""
    for verb in Self.verbs { #expect(page.contains(".It Cm \(verb.joined(separator: " "))"), "\(verb)") }
    for status in [0, 1, 64, 65, 66, 69, 70, 75, 77, 78] { #expect(page.contains(".It \(status)\n"), "\(status)") }
  }

  @Test("the manual has no mistakes", .enabled(if: access("/usr/bin/man", X_OK) == 0))
  func manualMistakes() {
    let page = "\(Scratch.package)/docs/man/dunningctl.1"
    let outcome = Run.program(
      ["/usr/bin/man", "--warnings", "-E", "UTF-8", "-l", page], environment: ["LC_ALL=C.UTF-8"])
    #expect(outcome.status == 0)
    #expect(outcome.err == "")
  }

  @Test("completions are scripts that their shells can read", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) {
    let outcome = Run.dunningctl(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("withdraw"))
    let program = ["/bin/\(shell)", "/usr/bin/\(shell)"].first { (path: String) in access(path, X_OK) == 0 }
    guard let program else { return }
    #expect(Run.program([program, "-n", Scratch.file(outcome.out, shell)]) == Outcome(status: 0, out: "", err: ""))
  }
}

extension Substring {
  /// With a capital first letter.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
