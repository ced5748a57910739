import Dunning
import DunningConfiguration
import Testing

@Suite("Who may do what, as the file says it")
struct AccessTests {
  private static let accounts = Accounts(
    user: { ["petra": 1_001, "root": 0, "nobody": 65_534][$0] },
    group: { ["controlling": 501, "dunning": 502, "domain users": 503][$0] })

  private func configuration(_ access: String) throws -> Configuration {
    let world = surroundings()
    return try Configuration.read(
      "access:\n\(access)\n" + example, file: "dunningd.yaml",
      Configuration.Surroundings(
        almanac: world.almanac, languages: world.languages, stateDirectory: world.stateDirectory,
        statutes: world.statutes, accounts: Self.accounts))
  }

  /// What is said about the section, in one line each.
  private func said(_ access: String) throws -> [String] {
    let found: [Diagnostic]
    do {
      found = try configuration(access).warnings
    } catch let error as ConfigurationError {
      found = error.diagnostics
    }
    let headlines = found.map { $0.headline.replacing("dunningd.yaml:", with: "") }
    return headlines.filter { ["2:", "3:"].contains($0.prefix(2)) }
  }

  @Test("users and groups by name or number get their roles")
  func roles() throws {
    let access = try #require(
      try configuration(
        """
          auditor: ["group:controlling", "user:1005"]
          clerk: ["group:502", "group:domain users"]
          approver: "user:petra"
          admin: [user:root]
        """
      ).access)
    #expect(access.role(user: 1_005, groups: []) == .auditor)
    #expect(access.role(user: 9, groups: [501]) == .auditor)
    #expect(access.role(user: 9, groups: [502]) == .clerk)
    #expect(access.role(user: 9, groups: [503]) == .clerk)
    #expect(access.role(user: 1_001, groups: [501, 502]) == .approver)
    #expect(access.role(user: 0, groups: []) == .admin)
    #expect(access.role(user: 9, groups: [9]) == nil)
  }

  @Test(
    "an erasure is asked for by one, or by two where the file says so",
    arguments: [("", false), ("  erase: two-people", true)])
  func erasers(line: String, isByTwo: Bool) throws {
    let access = try #require(try configuration("  admin: [user:root]\n\(line)").access)
    #expect(access.erasers == (isByTwo ? .twoPeople : .onePerson))
  }

  @Test("without the section nobody has a role, and nobody needs one")
  func absent() throws {
    #expect(try Configuration.read(example, file: "dunningd.yaml", surroundings()).access == nil)
  }

  @Test(
    "a mistake is told with its place and what to write",
    arguments: [
      (
        #"  aprover: ["user:petra"]"#,
        #"2:3: error: unknown key "aprover" in access; did you mean approver?"#
      ),
      (
        #"  clerk: ["group:dunning", petra]"#,
        #"2:28: error: "petra" names neither a user nor a group; write user:petra or group:petra"#
      ),
      (
        #"  clerk: ["users:petra"]"#,
        #"2:11: error: "users:petra" names neither a user nor a group; write user:petra or group:petra"#
      ),
      (
        #"  clerk: ["user:"]"#,
        #"2:11: error: "user:" names neither a user nor a group; write user:petra or group:dunning"#
      ),
      (
        #"  clerk: ["user: petra"]"#,
        #"2:11: error: "user: petra" names neither a user nor a group; write user:petra or group:petra"#
      ),
      (
        #"  clerk: ["user:4294967295"]"#,
        #"2:11: error: "user:4294967295": a user has a number from 0 to 4294967294; `id` and `getent passwd` show it"#
      ),
      (#"  clerk: {a: b}"#, "2:10: error: clerk must be a list"),
      (#"  [clerk]"#, "2:3: error: access must be a mapping of keys to values"),
    ])
  func mistakes(access: String, said: String) throws { #expect(try self.said(access) == [said]) }

  @Test(
    "what will not work as one might expect is warned of",
    arguments: [
      (
        #"  clerk: ["user:paula"]"#,
        [
          #"2:11: warning: there is no user "paula" on this machine now: nobody gets this role by it; once there is, reload"#
        ]
      ),
      (
        #"  clerk: ["group:petra"]"#,
        [
          #"2:11: warning: there is no group "petra" on this machine now: nobody gets this role by it; once there is, reload"#
        ]
      ),
      (
        #"  clerk: ["user:petra", "user:1001"]"#,
        [#"2:25: warning: "user:1001" stands under clerk twice; leave one of them out"#]
      ),
      (
        "  admin: [\"user:petra\"]\n  clerk: [\"user:petra\"]",
        [
          #"3:11: warning: "user:petra" stands under admin and clerk: admin may do all of both; leave one of them out"#
        ]
      ),
      (
        #"  clerk: ["user:nobody"]"#,
        [
          #"2:11: warning: "user:nobody" is whoever a user namespace does not map: people in containers who are not told apart"#
        ]
      ),
      (
        #"  {}"#,
        [
          "2:3: warning: access names nobody: only root and the daemon's own user may do anything; name users and groups, "
            + "or leave access out: then whoever may open the socket may do everything"
        ]
      ),
    ])
  func warnings(access: String, said: [String]) throws { #expect(try self.said(access) == said) }

  @Test("this machine knows root, and not everybody")
  func machine() {
    #expect(Accounts.machine.user("root") == 0)
    #expect(Accounts.machine.group("root") == 0)
    #expect(Accounts.machine.user("no-such-user-here") == nil)
    #expect(Accounts.machine.group("no-such-group-here") == nil)
  }
}
