import Dunning
import DunningConfiguration

/// What `init` asks a person for, one thing at a time: what is wrong is said at once, and asked again.
struct InitQuestions {
  let session: Session

  init(_ session: Session) { self.session = session }

  var canAsk: Bool { session.errorTerminal.isTerminal && Question.canAnswer }

  /// What was given, or what a person answers.
  ///
  /// - Parameters:
  ///   - option: takes the answer beforehand.
  ///   - standard: what an empty answer means; nil where there has to be one.
  ///   - read: makes sense of the words.
  /// - Throws: a failure of usage for what was given and is wrong, or when nobody answers.
  func answer<Value>(
    _ given: String?, _ option: String, _ question: String, else standard: String? = nil,
    _ read: (String) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let given { return try read(given) }
    guard canAsk else { throw .usage("\(option) is missing", hint: "or answer the questions on a terminal") }
    while true {
      try session.remark("\(question)\(standard.map { " [\($0)]" } ?? ""): ")
      guard let line = readLine() else {
        throw .usage("nothing was written: no answer", hint: "\(option) takes it as well")
      }
      let words = line.split(separator: " ").joined(separator: " ")
      guard let text = words.isEmpty ? standard : words else { continue }
      do {
        return try read(text)
      } catch {
        let problem = error.problem
        try session.note(([problem.detail] + [problem.hint].compactMap { $0 }).map(printable).joined(separator: "; "))
      }
    }
  }

  /// Several lines in one answer.
  func lines(_ option: String, _ question: String) throws(Failure) -> [String] {
    try answer(nil, option, question, Self.text).split(separator: ";").map {
      $0.split(separator: " ").joined(separator: " ")
    }
  }

  // MARK: - What an answer may be

  static func text(_ text: String) throws(Failure) -> String { text }

  static func sender(_ text: String) throws(Failure) -> String {
    _ = try checked { () throws(RuleError) in try Creditor.Sender(parsing: text) }
    return text
  }

  static func iban(_ text: String) throws(Failure) -> String {
    try checked { () throws(RuleError) in try IBAN(parsing: text) }.text
  }

  /// Two letters and two digits begin an IBAN (ISO 13616), and hardly anything else.
  static func isMeantAsIBAN(_ text: String) -> Bool {
    let signs = text.utf8.filter { $0 != UInt8(ascii: " ") }.prefix(4).map { Unicode.Scalar($0).properties }
    return signs.count == 4 && signs[..<2].allSatisfy(\.isAlphabetic)
      && signs[2...].allSatisfy { $0.numericType == .decimal }
  }

  static func mailServer(_ text: String) throws(Failure) -> ConfigurationDraft.MailServer {
    guard let server = ConfigurationDraft.MailServer(text) else {
      throw .usage("\(quoted(text)) is no mail server", hint: "write mail.example.org or mail.example.org:587")
    }
    return server
  }

  private static func checked<Value>(_ read: () throws(RuleError) -> Value) throws(Failure) -> Value {
    do {
      return try read()
    } catch {
      throw .usage(error.message, hint: error.hint)
    }
  }
}
