import Dunning
import DunningSQL

extension Migrations {
  /// Names as they are compared since letters of half width are those of full width, and an index of those of whom
  /// something is said.
  static func foldNamesAnew(_ sql: SQLConnection) throws {
    let debtors = try sql.all("SELECT id, name, name_key FROM debtor WHERE erased_at IS NULL") {
      (id: $0.number(0), name: $0.text(1), key: $0.text(2))
    }
    for debtor in debtors where debtor.name.folded != debtor.key {
      try sql.run("UPDATE debtor SET name_key = ? WHERE id = ?", .text(debtor.name.folded), .number(debtor.id))
    }
    try sql.script(spokenOf)
  }

  private static let spokenOf = """
    CREATE INDEX debtor_spoken ON debtor (creditor) WHERE state IS NOT NULL;
    UPDATE debtor SET namesake = (SELECT min(other.id) FROM debtor AS other WHERE other.creditor = debtor.creditor
        AND other.name_key = debtor.name_key AND other.id <> debtor.id AND other.state IS NOT NULL
        AND other.merged_into IS NULL AND other.erased_at IS NULL
        AND other.id NOT IN (SELECT other_id FROM apart WHERE debtor_id = debtor.id))
      WHERE namesake IS NULL AND erased_at IS NULL AND merged_into IS NULL AND (creditor, name_key) IN
        (SELECT creditor, name_key FROM debtor WHERE state IS NOT NULL AND erased_at IS NULL);
    """
}
