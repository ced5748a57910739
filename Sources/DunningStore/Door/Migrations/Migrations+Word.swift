extension Migrations {
  /// Word of what happens: to creditors by mail, to other programs by webhooks, to calendars.
  static let word = """
    -- A mail with word of what happens waits for a moment, and has a notice once it was taken. A row with neither is of a
    -- day on which there was nothing to tell, or of a creditor who is told nothing any more.
    CREATE TABLE word_mailing (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      -- 'morning' or 'at-once'.
      kind TEXT NOT NULL,
      -- By the creditor's clock.
      day TEXT NOT NULL,
      at INTEGER,
      -- When it was taken: what comes in later stands in the next one.
      taken_at INTEGER,
      notice_id INTEGER REFERENCES notice (id)
    ) STRICT;
    CREATE UNIQUE INDEX word_mailing_morning ON word_mailing (creditor, day) WHERE kind = 'morning';
    CREATE UNIQUE INDEX word_mailing_waiting ON word_mailing (creditor, kind) WHERE at IS NOT NULL;
    CREATE INDEX word_mailing_at ON word_mailing (at) WHERE at IS NOT NULL;
    CREATE INDEX word_mailing_notice ON word_mailing (notice_id) WHERE notice_id IS NOT NULL;
    -- The entries of the journal that a mail tells of at once.
    CREATE TABLE word_event (
      mailing_id INTEGER NOT NULL REFERENCES word_mailing (id),
      event_id INTEGER NOT NULL REFERENCES event (id),
      topic TEXT NOT NULL,
      PRIMARY KEY (mailing_id, event_id)
    ) STRICT, WITHOUT ROWID;

    -- The last entry of the journal that a receiver has taken, by a hash of its address, which may hold a secret.
    CREATE TABLE webhook (
      target TEXT PRIMARY KEY,
      through INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Who may read a calendar by its link: a hash of the token alone, since whoever has that may read.
    CREATE TABLE calendar_feed (
      id INTEGER PRIMARY KEY,
      token BLOB NOT NULL UNIQUE,
      -- Nothing for all of them.
      creditor TEXT,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      ended_at INTEGER
    ) STRICT;
    """
}
