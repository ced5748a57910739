extension Migrations {
  static let paymentReferences = """
    -- What a debtor is to quote, where it came with the claim. What older claims are found by is made anew once.
    ALTER TABLE claim ADD COLUMN payment_reference TEXT;

    -- Claims that came in later than the entry that may be for them: when they were found, and until when that keeps their
    -- steps back. Nothing of it is in the hash of the entry, which is of what was known when it was taken in.
    ALTER TABLE bank_candidate ADD COLUMN added_at INTEGER;
    ALTER TABLE bank_candidate ADD COLUMN hold_until TEXT;
    -- Why an entry was booked later than it was taken in.
    ALTER TABLE bank_entry ADD COLUMN because_later TEXT;

    -- Files of the watched folder that could not be taken in, for each creditor who is told of it: at a moment while it
    -- waits, with a notice once it was taken.
    CREATE TABLE refused_file (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      name TEXT NOT NULL,
      reason TEXT NOT NULL,
      folder TEXT NOT NULL,
      refused_at INTEGER NOT NULL,
      at INTEGER,
      notice_id INTEGER REFERENCES notice (id)
    ) STRICT;
    CREATE INDEX refused_file_at ON refused_file (at) WHERE at IS NOT NULL;
    CREATE INDEX refused_file_notice ON refused_file (notice_id) WHERE notice_id IS NOT NULL;
    """
}
