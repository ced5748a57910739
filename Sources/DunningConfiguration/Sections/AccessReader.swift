import Dunning
import Yams

extension Access {
  static let keys = Role.allCases.map(\.rawValue) + ["erase"]

  /// Reads the section `access`: a list of users and groups for each role, and by how many an erasure is asked for.
  init(_ section: Section, accounts: Accounts) {
    self.init()
    let entries = section.keys.flatMap { key in
      Role(rawValue: key.name).map { role in
        (section.texts(key.name) ?? []).map { (role: role, text: $0.text, mark: $0.mark) }
      } ?? []
    }
    if entries.isEmpty, !section.findings.hasErrors {
      section.findings.warning(
        "access names nobody: only root and the daemon's own user may do anything", at: section.mark,
        suggestion: "name users and groups, or leave access out: then whoever may open the socket may do everything")
    }
    erasers = section.choice("erase", Erasers.self) ?? .onePerson
    var known: [Account: Role] = [:]
    for (role, text, mark) in entries {
      guard let account = Account(text, at: mark, in: section, accounts: accounts) else { continue }
      if let other = known.updateValue(max(role, known[account] ?? role), forKey: account) {
        section.findings.warning(Self.words(text, other, role), at: mark, suggestion: "leave one of them out")
      }
      switch account {
      case .user(let number): grant(role, toUser: number)
      case .group(let number): grant(role, toGroup: number)
      }
    }
  }

  private static func words(_ text: String, _ one: Role, _ other: Role) -> String {
    guard one != other else { return "\(quoted(text)) stands under \(one.rawValue) twice" }
    return "\(quoted(text)) stands under \(one.rawValue) and \(other.rawValue): "
      + "\(max(one, other).rawValue) may do all of both"
  }
}

/// A user or a group of the machine, by number.
private enum Account: Hashable {
  case user(UInt32)
  case group(UInt32)

  /// Who cannot be told apart inside a user namespace has this number (user_namespaces(7)).
  private static let overflow: UInt32 = 65_534

  /// Reads `user:NAME`, `group:NAME` or a number instead of a name; nil when it names nobody, which is reported.
  init?(_ text: String, at mark: Mark?, in section: Section, accounts: Accounts) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, ["user", "group"].contains(parts[0]), !parts[1].isEmpty, parts[1].first != " ",
      parts[1].last != " "
    else {
      let name = parts.last.map { $0.drop { $0 == " " } } ?? ""
      section.findings.error(
        "\(quoted(text)) names neither a user nor a group", at: mark,
        suggestion: "write user:\(name.isEmpty ? "petra" : name) or group:\(name.isEmpty ? "dunning" : name)")
      return nil
    }
    let (kind, name) = (parts[0], parts[1])
    let number: UInt32?
    if name.allSatisfy({ $0.isASCII && $0.isNumber }) {
      number = UInt32(name).flatMap { $0 == .max ? nil : $0 }
      if number == nil {
        section.findings.error(
          "\(quoted(text)): a \(kind) has a number from 0 to \(UInt32.max - 1)", at: mark,
          suggestion: "`id` and `getent \(kind == "user" ? "passwd" : "group")` show it")
      }
    } else {
      number = kind == "user" ? accounts.user(name) : accounts.group(name)
      if number == nil {
        section.findings.warning(
          "there is no \(kind) \(quoted(name)) on this machine now: nobody gets this role by it", at: mark,
          suggestion: "once there is, reload")
      }
    }
    guard let number else { return nil }
    if number == Self.overflow {
      section.findings.warning(
        "\(quoted(text)) is whoever a user namespace does not map: people in containers who are not told apart",
        at: mark)
    }
    self = kind == "user" ? .user(number) : .group(number)
  }
}
