extension Migrations {
  /// The numbers that entries got later than they were told of. A row of an entry never changes, so they stand beside it:
  /// as the fingerprint of the entry with its number, which says nothing that an erasure would have to take.
  static let entryNames = """
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
}
