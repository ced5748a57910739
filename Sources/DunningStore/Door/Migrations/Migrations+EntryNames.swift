extension Migrations {
  static let seventeenth = "\(entryNames)\n\(discounts)"

  /// The numbers that entries got later than they were told of. A row of an entry never changes, so they stand beside it:
  /// as the fingerprint of the entry with its number, which says nothing that an erasure would have to take.
  private static let entryNames = """
    CREATE TABLE entry_name (
      id INTEGER PRIMARY KEY,
      entry_id INTEGER NOT NULL REFERENCES bank_entry (id),
      -- Of the file that had the number: another format may have another one.
      format TEXT NOT NULL,
      fingerprint BLOB NOT NULL,
      named_at INTEGER NOT NULL,
      UNIQUE (entry_id, format)
    ) STRICT;
    """

  /// What a debtor may keep back who pays in time, in minor units, and the last day for it; and whether the creditor
  /// forgoes what the law owes beside the sum.
  private static let discounts = """
    ALTER TABLE claim ADD COLUMN discount INTEGER;
    ALTER TABLE claim ADD COLUMN discount_until TEXT;
    ALTER TABLE claim ADD COLUMN waived INTEGER NOT NULL DEFAULT 0;
    """
}
