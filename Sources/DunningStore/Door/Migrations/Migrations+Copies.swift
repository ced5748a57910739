extension Migrations {
  /// Copies of notices that lie outside the docket, in the print spool and the outbox, and are to go since what they speak
  /// of was erased. A row stays until that is done.
  static let copies = """
    CREATE TABLE copy_gone (
      notice_id INTEGER PRIMARY KEY REFERENCES notice (id),
      -- The Message-ID, by which the copy in the outbox is named; empty where it is not known any more.
      message_id TEXT NOT NULL
    ) STRICT;
    INSERT INTO copy_gone SELECT notice_id, '' FROM notice_claim JOIN claim ON claim.id = claim_id
      GROUP BY notice_id HAVING count(case_key) = 0;
    """
}
