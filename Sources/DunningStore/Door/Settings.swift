import GRDB

/// The few values that the docket keeps about itself.
enum Settings {
  enum Name: String {
    /// The key of Message-IDs, base64.
    case messageKey = "message_key"
    /// `armed` or `held`; absent until somebody decided, when the configuration's `mode` counts.
    case mode
    case heldBecause = "held_because"
    /// SHA-256 of what the rules were read from when everything was planned last, base64.
    case plannedWith = "planned_with"
    /// Where it was used last: ``DocketHome/text``.
    case home
    /// The key of the commitments of what is about no claim, hexadecimal.
    case docketKey = "docket_key"
    /// How many notices a person has let go, and until when in milliseconds since 1970, with a space between.
    case released
    /// The day of the last look at what was kept long enough, and the times that were configured then.
    case retention
  }

  static func value(_ name: Name, in db: Database) throws -> String? {
    try db.first("SELECT value FROM setting WHERE name = ?", .text(name.rawValue)) { $0.text(0) }
  }

  static func set(_ name: Name, _ value: String?, in db: Database) throws {
    if let value {
      try db.execute(
        sql: "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        arguments: [name.rawValue, value])
    } else {
      try db.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name.rawValue])
    }
  }
}
