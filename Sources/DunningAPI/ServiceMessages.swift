/// `GET /`: what answers here, for whoever has found the socket and nothing else.
package struct RootResponse: Codable, Hashable, Sendable {
  /// `dunningd`.
  package var name: String
  package var version: String
  /// The roots of the versions of the API that are served.
  package var api: [String]
  /// What this version of the API can besides what its first release could. Names are added, and never taken away.
  package var extensions: [String]
  /// Where to go on: paths by name.
  package var links: [String: String]

  package init(name: String, version: String, api: [String], extensions: [String], links: [String: String]) {
    (self.name, self.version, self.api) = (name, version, api)
    (self.extensions, self.links) = (extensions, links)
  }

  /// The daemon of this build.
  package static let current = RootResponse(
    name: "dunningd", version: Version.current, api: [Version.root],
    extensions: [
      "accounts", "backup", "calendar", "desk", "doctor", "invoices", "lists", "log-level", "names", "notify",
      "payment-references", "statements", "support", "test-mail", "waivers",
    ],
    links: [
      "status": "\(Version.root)/status", "description": "\(Version.root)/openapi.json",
      "live": "\(Version.root)/health/live", "ready": "\(Version.root)/health/ready", "metrics": "/metrics",
    ])
}

/// `GET /v1/names`: the names in the configuration that is in force, which requests may use.
package struct NamesResponse: Codable, Hashable, Sendable {
  package var creditors: [String]
  package var policies: [String]
  /// Rules of late payment, e.g. `DE-B2B`.
  package var rules: [String]
  package var languages: [String]

  package init(creditors: [String], policies: [String], rules: [String], languages: [String]) {
    (self.creditors, self.policies) = (creditors, policies)
    (self.rules, self.languages) = (rules, languages)
  }
}

/// `POST /v1/log-level`.
package struct LogLevelRequest: Codable, Hashable, Sendable {
  package static let knownFields = ["level", "seconds"]

  /// `trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`.
  package var level: String
  /// After how many seconds the log is as it was; nil: until a restart.
  package var seconds: Int?

  package init(level: String, seconds: Int? = nil) {
    (self.level, self.seconds) = (level, seconds)
  }
}

/// `GET /v1/log-level`: how much the log tells.
package struct LogLevelResponse: Codable, Hashable, Sendable {
  package var level: String
  /// Until when, if it is not so for good.
  @Nullable package var until: String?

  package init(level: String, until: String?) {
    (self.level, self.until) = (level, until)
  }
}

/// `GET /v1/support`: what somebody who helps needs to know, and nothing about any debtor.
package struct SupportResponse: Codable, Hashable, Sendable {
  package struct Setting: Codable, Hashable, Sendable {
    /// Such as `creditors.acme.language`.
    package var key: String
    /// `(hidden)` where it may say who somebody is, or is a secret.
    package var value: String
    /// `FILE:LINE`, or `default`.
    package var origin: String

    package init(key: String, value: String, origin: String) {
      (self.key, self.value, self.origin) = (key, value, origin)
    }
  }

  package struct Finding: Codable, Hashable, Sendable {
    package var name: String
    package var level: String

    package init(name: String, level: String) { (self.name, self.level) = (name, level) }
  }

  package var version: String
  package var madeAt: String
  package var startedAt: String
  /// `armed` or `held`.
  package var mode: String
  /// Counts by state.
  package var claims: [String: Int]
  package var notices: [String: Int]
  /// How many entries of each kind the journal has.
  package var journal: [String: Int]
  package var storeBytes: Int64
  @Nullable package var lastBackup: String?
  /// `smtp`, `lmtp` or `maildir`.
  package var transport: String
  package var transportHealthy: Bool
  package var configurationLoadedAt: String
  /// Whether the last reload was taken.
  package var configurationAccepted: Bool
  /// The file as it lies there now; empty when it has mistakes.
  package var settings: [Setting]
  /// What `doctor` finds, without its words.
  package var findings: [Finding]

  private enum CodingKeys: String, CodingKey {
    case version
    case madeAt = "made_at"
    case startedAt = "started_at"
    case mode
    case claims
    case notices
    case journal
    case storeBytes = "store_bytes"
    case lastBackup = "last_backup"
    case transport
    case transportHealthy = "transport_healthy"
    case configurationLoadedAt = "configuration_loaded_at"
    case configurationAccepted = "configuration_accepted"
    case settings
    case findings
  }

  package init(
    version: String, madeAt: String, startedAt: String, mode: String, claims: [String: Int], notices: [String: Int],
    journal: [String: Int], storeBytes: Int64, lastBackup: String?, transport: String, transportHealthy: Bool,
    configurationLoadedAt: String, configurationAccepted: Bool, settings: [Setting], findings: [Finding]
  ) {
    (self.version, self.madeAt, self.startedAt, self.mode) = (version, madeAt, startedAt, mode)
    (self.claims, self.notices, self.journal) = (claims, notices, journal)
    (self.storeBytes, self.lastBackup) = (storeBytes, lastBackup)
    (self.transport, self.transportHealthy) = (transport, transportHealthy)
    (self.configurationLoadedAt, self.configurationAccepted) = (configurationLoadedAt, configurationAccepted)
    (self.settings, self.findings) = (settings, findings)
  }
}
