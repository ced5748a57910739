extension Migrations {
  /// A deadline that is put off begins the ladder anew, so that a step may go out once for each.
  static let deadlines = """
    -- How many notices had gone out about earlier deadlines of the claim.
    ALTER TABLE notice_claim ADD COLUMN earlier INTEGER NOT NULL DEFAULT 0;
    DROP INDEX one_notice_a_step;
    CREATE UNIQUE INDEX one_notice_a_step ON notice_claim (claim_id, step, earlier) WHERE live = 1;
    """
}
