import ArgumentParser
import DunningAPI
import Glibc

/// A question to the person at the keyboard.
enum Question {
  static var canAnswer: Bool { isatty(0) == 1 }

  /// The line that the person types, without spaces around it; nothing at the end of input.
  static func answer() -> String {
    String((readLine() ?? "").filter { !$0.isWhitespace })
  }
}

/// Whether a verb that cannot simply be taken back asks before it does what it does.
struct YesOption: ParsableArguments {
  @Flag(name: [.short, .long], help: "Do not ask; needed where there is no terminal.")
  var yes = false
}

extension Session {
  /// Goes on only when a person types a word, or has said `--yes` beforehand.
  ///
  /// - Parameters:
  ///   - what: what will be hit, in one line.
  ///   - word: what has to be typed.
  /// - Throws: a failure of usage, and nothing was changed.
  func confirm(_ what: String, byTyping word: String, unless option: YesOption) throws(Failure) {
    try note(printable(what))
    guard !option.yes else { return }
    guard errorTerminal.isTerminal, Question.canAnswer else {
      throw Failure(
        .usage, code: "not-confirmed", "nothing was changed: there is no terminal to ask on",
        hint: "say --yes when it is meant")
    }
    try remark("type \(printable(word)) to go on: ")
    guard Question.answer() == String(word.filter { !$0.isWhitespace }) else {
      throw Failure(.usage, code: "not-confirmed", "nothing was changed: \(printable(word)) was not typed")
    }
  }

  /// The debtors whom a name means, with what is open of theirs.
  func debtors(_ name: String, _ whose: WhoseOptions) throws(Failure) -> [DebtorResponse] {
    let answer = try ask(.get(["debtors", name], query: whose.query))
    guard whose.allCreditors else { return [try Wire.decode(DebtorResponse.self, from: answer)] }
    return try Wire.decode(DebtorsResponse.self, from: answer).debtors
  }

  /// Asks before a word about a debtor hits several claims.
  ///
  /// - Parameter verb: what is done to them, e.g. `withdraw`.
  func confirm(_ verb: String, ofDebtor name: String?, _ whose: WhoseOptions, unless option: YesOption) throws(Failure)
  {
    guard let name, !option.yes else { return }
    let debtors = try debtors(name, whose)
    let count = debtors.reduce(0) { $0 + $1.claims.count }
    guard count > 1 else { return }
    let sums = debtors.flatMap(\.exposure).map { "\($0.outstanding) \($0.currency)" }.joined(separator: ", ")
    try confirm(
      "\(verb): \(counted(count, "claim")) of \(debtors.map(\.description).joined(separator: "; ")), \(sums) outstanding",
      byTyping: String(count), unless: option)
  }
}

extension DebtorResponse {
  /// Whom it is about, beyond doubt.
  var description: String { "\(debtor) <\(email)> (\(debtorId)) of \(creditor)" }
}
