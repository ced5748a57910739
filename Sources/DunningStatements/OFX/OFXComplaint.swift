/// What a bank says of an answer (`STATUS`), when it is an error.
struct OFXComplaint {
  private var code: String?
  private var isError = false
  private var message: String?

  mutating func take(_ tag: String, _ value: String) {
    switch tag {
    case "CODE": code = value
    case "SEVERITY": isError = isError || value.uppercased() == "ERROR"
    case "MESSAGE" where isError: message = message ?? value
    default: break
    }
  }

  /// `: 15500, Signon invalid`; nil when there is no error.
  var words: String? {
    guard isError else { return nil }
    let said = [code, message].compactMap { $0 }.joined(separator: ", ")
    return said.isEmpty ? "" : ": \(said)"
  }
}
