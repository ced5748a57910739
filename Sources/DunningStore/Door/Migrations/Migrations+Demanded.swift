extension Migrations {
  /// What stays owed of that which a demand asked for beside the sum of a claim, and a part of it that is forgone.
  static let demanded = """
    -- What a notice asks for beside the sum of a claim, before what is forgone, and whether that stays owed once it has gone.
    ALTER TABLE notice_claim ADD COLUMN beyond INTEGER;
    ALTER TABLE notice_claim ADD COLUMN stays INTEGER NOT NULL DEFAULT 0;

    -- What the last demand asked for beside the sum, where that stays owed; and what is forgone of it and of all that
    -- demands will ask for.
    ALTER TABLE claim ADD COLUMN demanded INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE claim ADD COLUMN forgone INTEGER NOT NULL DEFAULT 0;
    -- What is owed beside the sum.
    ALTER TABLE claim ADD COLUMN beyond INTEGER
      GENERATED ALWAYS AS (CASE WHEN waived <> 0 THEN 0 ELSE max(0, demanded - forgone) END) VIRTUAL;
    -- By what is enough with a discount a payment is found that quotes nothing.
    CREATE INDEX claim_discounted ON claim (creditor, currency, amount - discount - paid) WHERE discount IS NOT NULL;
    CREATE INDEX claim_demanded ON claim (creditor, currency, amount + beyond - paid) WHERE demanded <> 0;
    """

  /// Statements of account.
  static let accounts = """
    -- Statements of account that wait for a moment, or have a notice once they were taken.
    CREATE TABLE account_mailing (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      debtor_id INTEGER NOT NULL REFERENCES debtor (id),
      currency TEXT NOT NULL,
      -- A schedule, or who asked.
      because TEXT NOT NULL,
      -- What persons have to do because one before it waited for them.
      approval INTEGER NOT NULL DEFAULT 0,
      at INTEGER,
      -- Of one that was taken: when, up to when the one before had told of money, and what the debtor had.
      taken_at INTEGER,
      since INTEGER,
      credit INTEGER NOT NULL DEFAULT 0,
      notice_id INTEGER REFERENCES notice (id)
    ) STRICT;
    CREATE UNIQUE INDEX account_mailing_waiting ON account_mailing (debtor_id, currency) WHERE at IS NOT NULL;
    CREATE INDEX account_mailing_at ON account_mailing (at) WHERE at IS NOT NULL;
    CREATE INDEX account_mailing_notice ON account_mailing (notice_id) WHERE notice_id IS NOT NULL;
    CREATE INDEX account_mailing_debtor ON account_mailing (debtor_id);
    -- When they are next made for all debtors of a creditor.
    CREATE TABLE account_schedule (
      creditor TEXT PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
