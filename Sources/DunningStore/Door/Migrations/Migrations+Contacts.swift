import Dunning
import DunningSQL

extension Migrations {
  /// Contacts, and what tells debtors apart.
  static func addContacts(_ sql: SQLConnection) throws {
    try sql.script(thirteenth)
    // Folding a name is the program's own work, which SQLite cannot do.
    let debtors = try sql.all("SELECT id, name FROM debtor WHERE erased_at IS NULL") {
      (id: $0.number(0), name: $0.text(1))
    }
    for debtor in debtors {
      try sql.run("UPDATE debtor SET name_key = ? WHERE id = ?", .text(debtor.name.folded), .number(debtor.id))
    }
    try sql.script(indexed)
  }

  private static let thirteenth = """
    -- An address beside the main one is read with every claim and bound by the journal with the rest of the debtor, so
    -- that they stand in the row as a text, a line for each.
    ALTER TABLE debtor ADD COLUMN contacts TEXT NOT NULL DEFAULT '';
    ALTER TABLE debtor ADD COLUMN vat_id TEXT;
    -- The name as it is compared; empty when it was erased.
    ALTER TABLE debtor ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
    -- Another of the same name of whom something is said that may be meant for this one as well.
    ALTER TABLE debtor ADD COLUMN namesake INTEGER REFERENCES debtor (id);
    -- The one with whom a person has put this one together.
    ALTER TABLE debtor ADD COLUMN merged_into INTEGER REFERENCES debtor (id);
    -- The addresses that the other got by that, as in contacts.
    ALTER TABLE debtor ADD COLUMN merged_contacts TEXT NOT NULL DEFAULT '';
    -- The addresses of this claim alone.
    ALTER TABLE claim ADD COLUMN contacts TEXT;
    -- For whom it came in, where a person has put them together with another.
    ALTER TABLE claim ADD COLUMN merged_from INTEGER REFERENCES debtor (id);
    -- For whom it was told, in the same case; nil of one that a claim's chain tells of.
    ALTER TABLE payment ADD COLUMN merged_from INTEGER REFERENCES debtor (id);

    -- Of whom a person has said that they are two.
    CREATE TABLE apart (
      debtor_id INTEGER NOT NULL REFERENCES debtor (id),
      other_id INTEGER NOT NULL REFERENCES debtor (id),
      PRIMARY KEY (debtor_id, other_id)
    ) STRICT, WITHOUT ROWID;

    -- The debtor's name as it was written then, nil of earlier versions; and whose addresses they were, nil for those of
    -- the debtor as a whole.
    ALTER TABLE notice ADD COLUMN addressee TEXT;
    ALTER TABLE notice ADD COLUMN scope TEXT;

    -- Whom a message goes to, where it is not one alone; each has a fate of its own.
    CREATE TABLE recipient (
      notice_id INTEGER NOT NULL REFERENCES notice (id),
      number INTEGER NOT NULL,
      part TEXT NOT NULL,
      address TEXT NOT NULL,
      name TEXT,
      fate TEXT NOT NULL,
      words TEXT,
      PRIMARY KEY (notice_id, number)
    ) STRICT, WITHOUT ROWID;
    """

  private static let indexed = """
    CREATE INDEX debtor_name ON debtor (creditor, name_key);
    UPDATE debtor SET namesake = (SELECT min(other.id) FROM debtor AS other WHERE other.creditor = debtor.creditor
        AND other.name_key = debtor.name_key AND other.id <> debtor.id AND other.state IS NOT NULL)
      WHERE erased_at IS NULL AND (creditor, name_key) IN
        (SELECT creditor, name_key FROM debtor WHERE state IS NOT NULL AND erased_at IS NULL);
    CREATE INDEX debtor_namesake ON debtor (namesake) WHERE namesake IS NOT NULL;
    CREATE INDEX claim_unreachable ON claim (id) WHERE nothing_because = '\(Decision.Reason.noAddressWords)';
    """
}
