extension Migrations {
  /// What banks and wallets say. A row of an entry never changes but for what became of it; what it said is hashed into the
  /// entry of the journal by which its statement was taken in.
  static let statements = """
    CREATE TABLE statement (
      id INTEGER PRIMARY KEY,
      -- The creditor's own, letters and digits alone.
      account TEXT NOT NULL,
      currency TEXT,
      file TEXT NOT NULL,
      sha256 BLOB NOT NULL,
      -- Which statement of the file, from 1.
      place INTEGER NOT NULL,
      format TEXT NOT NULL,
      opening INTEGER,
      closing INTEGER,
      -- Whether the balances and the entries agree; nothing where nobody can know.
      adds_up INTEGER,
      -- The days of what is booked in it.
      first_day TEXT,
      last_day TEXT,
      taken_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX statement_file ON statement (sha256, place, account);
    CREATE INDEX statement_account ON statement (account, last_day);

    CREATE TABLE bank_entry (
      id INTEGER PRIMARY KEY,
      statement_id INTEGER NOT NULL REFERENCES statement (id),
      -- Which entry of the file, from 1, and which part of it; 0 is the whole.
      place INTEGER NOT NULL,
      part INTEGER NOT NULL,
      parent_id INTEGER REFERENCES bank_entry (id),
      line INTEGER NOT NULL,
      account TEXT NOT NULL,
      -- Empty where the bank does not say.
      booked TEXT NOT NULL,
      value TEXT,
      amount INTEGER NOT NULL,
      currency TEXT NOT NULL,
      status TEXT NOT NULL,
      is_reversal INTEGER NOT NULL,
      -- By which it is known again, and which of equal ones it is.
      fingerprint BLOB NOT NULL,
      occurrence INTEGER NOT NULL,
      bank_reference TEXT,
      end_to_end TEXT,
      mandate TEXT,
      name TEXT,
      other_account TEXT,
      text TEXT,
      structured TEXT,
      return_reason TEXT,
      instructed INTEGER,
      instructed_currency TEXT,
      charges INTEGER,
      gross INTEGER,
      fee INTEGER,
      contradiction TEXT,
      -- The entry that told of it while it had not moved yet, and the one whose payment it takes back.
      replaces INTEGER REFERENCES bank_entry (id),
      returns INTEGER REFERENCES bank_entry (id),
      -- The payment that a person had recorded of it before.
      told_payment INTEGER REFERENCES payment (id),
      -- What the rule said when it was taken in; of one that is divided nothing, its parts have theirs.
      taken_as TEXT,
      because TEXT NOT NULL,
      -- What counts for the debtor: before a wallet's fee and stated charges.
      counts INTEGER NOT NULL,
      -- The last day on which it keeps back the steps of its candidates.
      hold_until TEXT,
      -- A hash over all of the above.
      content BLOB NOT NULL,
      -- What has become of it since.
      verdict TEXT,
      -- When a person decided.
      decided_at INTEGER,
      erased_at INTEGER
    ) STRICT;
    CREATE INDEX bank_entry_day ON bank_entry (account, booked, amount) WHERE parent_id IS NULL;
    CREATE UNIQUE INDEX bank_entry_fingerprint ON bank_entry (fingerprint, occurrence) WHERE parent_id IS NULL;
    CREATE INDEX bank_entry_statement ON bank_entry (statement_id);
    CREATE INDEX bank_entry_unmoved ON bank_entry (account) WHERE status <> 'booked';
    CREATE INDEX bank_entry_parent ON bank_entry (parent_id) WHERE parent_id IS NOT NULL;
    CREATE INDEX bank_entry_unsettled ON bank_entry (verdict, account) WHERE verdict IN ('proposed', 'held');
    CREATE INDEX bank_entry_end_to_end ON bank_entry (end_to_end) WHERE end_to_end IS NOT NULL;
    CREATE INDEX bank_entry_mandate ON bank_entry (mandate) WHERE mandate IS NOT NULL;
    CREATE INDEX bank_entry_reference ON bank_entry (bank_reference) WHERE bank_reference IS NOT NULL;
    CREATE INDEX bank_entry_payer ON bank_entry (other_account) WHERE decided_at IS NOT NULL;
    CREATE INDEX bank_entry_replaces ON bank_entry (replaces) WHERE replaces IS NOT NULL;
    CREATE INDEX bank_entry_told ON bank_entry (told_payment) WHERE told_payment IS NOT NULL;
    CREATE INDEX bank_entry_returns ON bank_entry (returns) WHERE returns IS NOT NULL;

    -- Claims that an entry may be for, the likeliest first.
    CREATE TABLE bank_candidate (
      entry_id INTEGER NOT NULL REFERENCES bank_entry (id),
      place INTEGER NOT NULL,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      because TEXT NOT NULL,
      -- Whether its steps are kept back.
      holds INTEGER NOT NULL,
      PRIMARY KEY (entry_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bank_candidate_claim ON bank_candidate (claim_id);

    -- What claims and debtors are found by: made of them before statements are taken in, up to the claim that the setting
    -- `keys_through` names, so that enqueueing has nothing to do with it.
    CREATE TABLE claim_key (
      creditor TEXT NOT NULL,
      key TEXT NOT NULL,
      claim_id INTEGER NOT NULL,
      PRIMARY KEY (creditor, key, claim_id)
    ) STRICT, WITHOUT ROWID;
    -- The shapes that a creditor's keys have: few.
    CREATE TABLE key_shape (
      creditor TEXT NOT NULL,
      shape INTEGER NOT NULL,
      PRIMARY KEY (creditor, shape)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE debtor_key (
      creditor TEXT NOT NULL,
      key TEXT NOT NULL,
      debtor_id INTEGER NOT NULL,
      PRIMARY KEY (creditor, key, debtor_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX debtor_key_debtor ON debtor_key (debtor_id);

    -- Worked out from the entries that may be for the claim.
    ALTER TABLE claim ADD COLUMN held_until TEXT;
    CREATE INDEX claim_held ON claim (held_until) WHERE held_until IS NOT NULL;
    -- Claims whose next step waits for newer statements.
    CREATE INDEX claim_stale ON claim (creditor) WHERE nothing_because GLOB 'it waits for newer statements*';
    CREATE INDEX claim_partly ON claim (creditor, currency, amount - paid) WHERE paid > 0 AND paid < amount;
    CREATE INDEX payment_entry ON payment (entry) WHERE entry IS NOT NULL;
    """
}
