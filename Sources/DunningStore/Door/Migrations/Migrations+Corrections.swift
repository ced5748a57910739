extension Migrations {
  /// What corrections leave for the register, which books each when it was made, and what was answered to requests that
  /// name a key.
  static let corrections = """
    -- By how much a correction changed the amount of a claim, beside the entry that tells of it: the entry's data may be
    -- erased, and the register has to add up all the same.
    CREATE TABLE amount_correction (
      event_id INTEGER PRIMARY KEY,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      change INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX amount_correction_claim ON amount_correction (claim_id);

    -- Requests that named a key, for a day: noted with what they changed, and answered again as they were answered. One
    -- without a status has changed something and its answer is not known any more.
    CREATE TABLE answered (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      caller INTEGER NOT NULL,
      key TEXT NOT NULL,
      fingerprint BLOB NOT NULL,
      at INTEGER NOT NULL,
      status INTEGER,
      etag TEXT,
      body BLOB,
      UNIQUE (caller, key)
    ) STRICT;
    """
}
