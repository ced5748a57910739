import DunningSQL

/// The few values that the docket keeps about itself.
enum Setting: String {
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
  /// The number of the last seal and its hash in hexadecimal digits, with a space between.
  case lastSeal = "last_seal"
  /// How many follow-ups were taken out again: warnings that moved to another day, and what was erased.
  case followUpsGone = "follow_ups_gone"
  /// The day of the last look at what was kept long enough, and the times that were configured then.
  case retention
  /// When a backup was last handed over whole, in milliseconds since 1970.
  case lastBackup = "last_backup"
  /// The last claim that can be found by what a payment says: ``ReferenceIndex``.
  case keysThrough = "keys_through"
  /// The last claim that was there when what waits for a person was matched.
  case matchedThrough = "matched_through"
  /// How the references were made that the index has, a line for each creditor: ``Creditor/referenceRule``.
  case keysRules = "keys_rules"
  /// The last entry of the journal that was looked at for what creditors are told of at once.
  case toldThrough = "told_through"
  /// Nothing, written and taken away again in one transaction to see whether it can be written.
  case trial
}

extension Reading {
  /// What was set; nil when nothing was.
  func setting(_ name: Setting) throws -> String? {
    try sql.first("SELECT value FROM setting WHERE name = ?", .text(name.rawValue)) { $0.text(0) }
  }
}

extension Writing {
  /// - Parameter value: nil forgets it.
  func set(_ name: Setting, _ value: String?) throws {
    if let value {
      try sql.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        .text(name.rawValue), .text(value))
    } else {
      try sql.run("DELETE FROM setting WHERE name = ?", .text(name.rawValue))
    }
  }
}
