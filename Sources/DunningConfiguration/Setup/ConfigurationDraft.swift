import Dunning
import DunningBytes
import FoundationEssentials

/// A first configuration, written from a few answers and the ladder of a country.
package struct ConfigurationDraft: Sendable {
  /// What has to be known of the creditor; what is nil is as the country's ladder has it.
  package struct Answers: Sendable {
    /// A short word for the creditor, in commands and files.
    package var id: String
    package var name: String
    package var address: [String]
    package var country: String
    /// `Name <address>`, or an address alone.
    package var from: String
    package var iban: String?
    /// Where there is no IBAN.
    package var account: String?
    package var language: String?
    package var timeZone: String?
    package var calendar: String?
    package var mailServer: String

    package init(
      id: String, name: String, address: [String], country: String, from: String, iban: String? = nil,
      account: String? = nil, language: String? = nil, timeZone: String? = nil, calendar: String? = nil,
      mailServer: String = "localhost"
    ) {
      (self.id, self.name, self.address, self.country, self.from) = (id, name, address, country, from)
      (self.iban, self.account, self.language, self.timeZone) = (iban, account, language, timeZone)
      (self.calendar, self.mailServer) = (calendar, mailServer)
    }
  }

  /// The text of the file.
  package let text: String

  /// - Parameter dataDirectory: where the vendor's ladders lie.
  /// - Throws: ``ConfigurationError`` when there is none for the country.
  package init(_ answers: Answers, dataDirectory: String) throws(ConfigurationError) {
    let ladder = try Ladder(country: answers.country, dataDirectory: dataDirectory)
    text = Self.head + Self.delivery(answers.mailServer) + Self.creditor(answers, ladder) + ladder.policies
  }

  /// The countries that there are ladders for, by their two letters.
  ///
  /// - Throws: ``ConfigurationError`` when their folder cannot be read.
  package static func countries(dataDirectory: String) throws(ConfigurationError) -> [String] {
    let names = try ConfigurationError.names(in: dataDirectory + "/policies")
    return names.filter { $0.hasSuffix(".yaml") }.map { Ladder.code(ofFile: String($0.dropLast(5))) }.sorted()
  }

  private static let head = """
    # Written by `dunningctl init`. dunningd.yaml(5) explains each key; `dunningctl config check` says what is wrong.

    mode: held                         # sends nothing until `dunningctl arm`

    """

  private static func delivery(_ server: String) -> String {
    """
    delivery:
      transport: smtp
      smtp: {host: \(quote(server))}
      # user and password, where the server asks for them; see CREDENTIALS in dunningd(8)
      # smtp: {host: \(quote(server)), port: 587, user: reminders, password: "{credential smtp-password}"}


    """
  }

  private static func creditor(_ answers: Answers, _ ladder: Ladder) -> String {
    var lines = [
      "creditors:", "  \(quote(answers.id)):", "    name: \(quote(answers.name))",
      "    address: [\(answers.address.map(quote).joined(separator: ", "))]",
      "    country: \(answers.country.uppercased())", "    from: \(quote(answers.from))",
    ]
    if let iban = answers.iban { lines.append("    iban: \(quote(iban))") }
    if let account = answers.account { lines.append("    account: \(quote(account))") }
    let kept = [
      ("language", answers.language), ("time_zone", answers.timeZone), ("calendar", answers.calendar), ("policy", nil),
    ]
    for (key, value) in kept { if let value = value ?? ladder.creditor[key] { lines.append("    \(key): \(value)") } }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// In quotation marks, whatever is in it.
  private static func quote(_ text: String) -> String {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}

/// The complete configuration of a country, as it lies among the vendor's data.
private struct Ladder {
  /// The section `policies`, with its comments.
  let policies: String
  /// The plain values of its sample creditor.
  let creditor: [String: String]

  init(country: String, dataDirectory: String) throws(ConfigurationError) {
    let file = "\(dataDirectory)/policies/\(Self.file(ofCode: country)).yaml"
    guard let text = FileReader.text(of: file, atMost: ConfigurationText.bytesMax),
      let start = text.firstRange(of: "\npolicies:\n"), let creditors = text.firstRange(of: "\ncreditors:\n")
    else {
      let known = try ConfigurationDraft.countries(dataDirectory: dataDirectory).joined(separator: ", ")
      throw ConfigurationError(
        "there is no ladder for \(quoted(country))", file: file,
        suggestion: known.isEmpty ? "name the vendor's data with --data-dir" : "there are \(known)")
    }
    policies = String(text[start.lowerBound...].dropFirst())
    creditor = Self.values(text[creditors.upperBound..<start.lowerBound])
  }

  /// The United Kingdom has another code than its file has a name.
  static func file(ofCode code: String) -> String { code.uppercased() == "GB" ? "uk" : code.lowercased() }

  static func code(ofFile name: String) -> String { name == "uk" ? "GB" : name.uppercased() }

  /// `key: value` at the indent of a creditor, without the comment behind it.
  private static func values(_ section: Substring) -> [String: String] {
    section.split(separator: "\n").reduce(into: [:]) { values, line in
      guard line.hasPrefix("    "), !line.hasPrefix("     "), let colon = line.firstIndex(of: ":") else { return }
      let value = line[line.index(after: colon)...].split(separator: "#").first ?? ""
      values[String(line[..<colon].drop { $0 == " " })] = value.split(separator: " ").joined(separator: " ")
    }
  }
}
