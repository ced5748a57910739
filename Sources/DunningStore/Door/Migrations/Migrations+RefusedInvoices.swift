extension Migrations {
  static let refusedInvoices = """
    -- What was expected in the folder in which the file lay; until now there was one folder.
    ALTER TABLE refused_file ADD COLUMN kind TEXT NOT NULL DEFAULT 'statement';
    """
}
