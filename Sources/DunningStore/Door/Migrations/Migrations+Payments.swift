extension Migrations {
  /// A payment belongs to a debtor, and what of it is set against which claim stands beside it. What earlier versions
  /// recorded for a claim is a payment that is set against that claim with all of it, under the number that it had: the
  /// journal tells of it as before.
  static let payments = """
    DROP INDEX payment_external;
    ALTER TABLE payment RENAME TO payment_of_claim;

    CREATE TABLE payment (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      -- Nobody while it is not known whose money it is.
      debtor_id INTEGER REFERENCES debtor (id),
      -- The claim in whose chain it was told as a whole; of one that was told for a debtor none, and the docket's own chain
      -- tells of it.
      claim_id INTEGER REFERENCES claim (id),
      -- The creditor's own account, for which its number is unique; without one it is so for the creditor.
      account TEXT,
      external_id TEXT,
      -- The bank's entry that it comes from.
      entry INTEGER,
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL,
      currency TEXT NOT NULL,
      paid_on TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      undone_at INTEGER,
      -- What is set against no claim: worked out from the allocations, and kept so that credits are found at once.
      unallocated INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE allocation (
      id INTEGER PRIMARY KEY,
      payment_id INTEGER NOT NULL REFERENCES payment (id),
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      -- All of it, also where that is more than was owed.
      amount INTEGER NOT NULL,
      made_at INTEGER NOT NULL,
      -- The entries of the claim's chain by which it was made and undone.
      event_id INTEGER,
      undone_at INTEGER,
      undone_event_id INTEGER
    ) STRICT;

    INSERT INTO payment (id, creditor, debtor_id, claim_id, external_id, kind, amount, currency, paid_on, recorded_at)
      SELECT old.id, claim.creditor, claim.debtor_id, old.claim_id, old.external_id, old.kind, old.amount, claim.currency,
        old.paid_on, old.recorded_at
      FROM payment_of_claim AS old JOIN claim ON claim.id = old.claim_id ORDER BY old.id;
    -- The first entry of a claim's that tells of a payment tells of its first one, and so on.
    INSERT INTO allocation (id, payment_id, claim_id, amount, made_at, event_id)
      SELECT old.id, old.id, old.claim_id, old.amount, old.recorded_at, told.id FROM
        (SELECT id, claim_id, amount, recorded_at, row_number() OVER (PARTITION BY claim_id ORDER BY id) AS number
          FROM payment_of_claim) AS old
        LEFT JOIN (SELECT id, claim_id, row_number() OVER (PARTITION BY claim_id ORDER BY id) AS number
          FROM event WHERE event = 'payment-recorded' AND claim_id IS NOT NULL) AS told
        ON told.claim_id = old.claim_id AND told.number = old.number
      ORDER BY old.id;
    DROP TABLE payment_of_claim;

    CREATE INDEX payment_external ON payment (external_id) WHERE external_id IS NOT NULL;
    CREATE INDEX payment_debtor ON payment (debtor_id);
    CREATE INDEX payment_unallocated ON payment (debtor_id) WHERE unallocated <> 0;
    CREATE INDEX allocation_claim ON allocation (claim_id);
    CREATE INDEX allocation_payment ON allocation (payment_id);

    -- As much of what is open as a credit of the debtor's would pay: worked out whenever the one or the other changes, since
    -- what comes next is decided claim by claim.
    ALTER TABLE claim ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX claim_covered ON claim (debtor_id) WHERE covered <> 0;
    -- What of the money that a claim got beyond its sum the law owes as interest and costs, change by change, with the day
    -- of the payment and the entry of the claim's chain.
    CREATE TABLE charge (
      id INTEGER PRIMARY KEY,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      -- Less than nothing where it became less.
      amount INTEGER NOT NULL,
      day TEXT NOT NULL,
      booked_at INTEGER NOT NULL,
      event_id INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX charge_claim ON charge (claim_id);
    ALTER TABLE claim ADD COLUMN charged INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX claim_overpaid ON claim (debtor_id) WHERE paid > amount + charged;

    -- What was paid too much before covers what is open now, in the order of the due days.
    WITH credit AS (
        SELECT debtor_id, currency, sum(paid - amount) AS sum FROM claim WHERE paid > amount GROUP BY debtor_id, currency),
      place AS (
        SELECT claim.id, credit.sum, claim.amount - claim.paid AS open, sum(claim.amount - claim.paid) OVER (
            PARTITION BY claim.debtor_id, claim.currency
            ORDER BY coalesce(claim.due_date, date(claim.due_at / 1000, 'unixepoch')), claim.id) AS through
        FROM claim JOIN credit ON credit.debtor_id = claim.debtor_id AND credit.currency = claim.currency
        WHERE claim.state IN ('open', 'paused', 'promised') AND claim.amount > claim.paid)
      UPDATE claim SET covered = min(place.open, place.sum - place.through + place.open) FROM place
      WHERE claim.id = place.id AND place.sum > place.through - place.open;
    -- Only the rules know what the law owes, and what comes next.
    DELETE FROM setting WHERE name = 'planned_with';
    """
}
