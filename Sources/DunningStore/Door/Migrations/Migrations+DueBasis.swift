extension Migrations {
  /// What is said of a claim's due day: how it came about, when the invoice was received, when the contract was made. Of
  /// older claims nobody has said it.
  static let fifteenth = """
    ALTER TABLE claim ADD COLUMN due_basis TEXT;
    ALTER TABLE claim ADD COLUMN received TEXT;
    ALTER TABLE claim ADD COLUMN contracted TEXT;
    """
}
