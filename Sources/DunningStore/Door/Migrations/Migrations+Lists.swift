extension Migrations {
  /// Complete lists of what is open, as far as they told of anything.
  static let lists = """
    CREATE TABLE open_list (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      -- How the file is called.
      name TEXT NOT NULL,
      -- Of what it says, by which it is known again.
      sha256 BLOB NOT NULL,
      -- The creditor's day.
      day TEXT NOT NULL,
      taken_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX open_list_content ON open_list (creditor, sha256);

    -- The list from which alone a payment is known.
    ALTER TABLE payment ADD COLUMN list_id INTEGER REFERENCES open_list (id);
    CREATE INDEX payment_list ON payment (claim_id) WHERE list_id IS NOT NULL;

    -- The follow-up by which a person is asked whether it was paid; below zero once that is answered.
    ALTER TABLE claim ADD COLUMN asked INTEGER;
    CREATE INDEX claim_asked ON claim (asked) WHERE asked IS NOT NULL;
    """
}
