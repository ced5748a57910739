import Dunning
import DunningSQL

/// The history of the schema: append only, since every docket in the field has some prefix of it.
enum Migrations {
  /// - Parameters:
  ///   - randomBytes: fresh random bytes for the keys of what a docket holds that was not chained yet.
  ///   - now: when it was chained, for the journal.
  static func all(randomBytes: @escaping @Sendable (Int) -> [UInt8], now: Instant) -> [SQLMigration] {
    [
      SQLMigration("1: claims, payments, notices, attempts, journal") { try $0.script(first) },
      SQLMigration("2: promises, follow-ups, what is said of a debtor") { try $0.script(second) },
      SQLMigration("3: fewer indexes, counts by state") { try $0.script(third) },
      SQLMigration("4: lanes, and what has left in each minute") { try $0.script(fourth) },
      SQLMigration("5: messages that came in") { try $0.script(fifth) },
      SQLMigration("6: chains, seals, attachments, erasure") { sql in
        try sql.script(sixth)
        try ChainMigration(sql: sql, randomBytes: randomBytes, now: now).run()
      },
      SQLMigration("7: letters, their way by post, approvals by hash") { try $0.script(seventh) },
      SQLMigration("8: the register by mail") { sql in
        try allowNoticesAboutNobody(sql)
        try sql.script(eighth)
      },
      SQLMigration("9: due days that roll") { try $0.script(ninth) },
      SQLMigration("10: approvals that notices need") { try $0.script(tenth) },
      SQLMigration("11: payments by their number") { try $0.script(eleventh) },
      SQLMigration("12: payments of their own, allocations") { try $0.script(payments) },
      SQLMigration("13: contacts, who is the same") { try addContacts($0) },
      SQLMigration("14: corrected amounts, answers by their key") { try $0.script(corrections) },
      SQLMigration("15: how a due day came about") { try $0.script(fifteenth) },
      SQLMigration("16: bank entries") { try $0.script(statements) },
      SQLMigration("17: numbers that entries get later, discounts") { try $0.script(seventeenth) },
      SQLMigration("18: lists of what is open") { try $0.script(lists) },
      SQLMigration("19: word of what happens") { try $0.script(word) },
      SQLMigration("20: payment references") { try $0.script(paymentReferences) },
      SQLMigration("21: copies outside the docket, what comes back is journalled") { sql in
        try sql.script(copies)
        try Entry(sql: sql, now: now, actor: .daemon).tellOfFollowUpsBefore()
      },
      SQLMigration("22: what stays owed of a demand, statements of account") {
        try $0.script(demanded)
        try $0.script(accounts)
      },
      SQLMigration("23: invoices that were refused") { try $0.script(refusedInvoices) },
      SQLMigration("24: names of one width, who is held for another") { try foldNamesAnew($0) },
      SQLMigration("25: a step once for each deadline") { try $0.script(deadlines) },
    ]
  }

  /// Moments are milliseconds since 1970 in UTC, days are ISO texts, sums are minor units of the currency.
  private static let first = """
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE debtor (
      id INTEGER PRIMARY KEY,
      creditor TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      language TEXT,
      time_zone TEXT,
      calendar TEXT,
      kind TEXT,
      country TEXT,
      address TEXT NOT NULL,
      UNIQUE (creditor, key)
    ) STRICT;
    CREATE INDEX debtor_key ON debtor (key);
    CREATE INDEX debtor_email ON debtor (email);

    CREATE TABLE claim (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      creditor TEXT NOT NULL,
      reference TEXT NOT NULL,
      debtor_id INTEGER NOT NULL REFERENCES debtor (id),
      amount INTEGER NOT NULL CHECK (amount > 0),
      paid INTEGER NOT NULL DEFAULT 0,
      currency TEXT NOT NULL,
      due_date TEXT,
      due_at INTEGER,
      due_end INTEGER NOT NULL,
      policy TEXT NOT NULL,
      issued TEXT,
      contract TEXT,
      payment_link TEXT,
      state TEXT NOT NULL,
      paused_until TEXT,
      obstacle TEXT,
      obstacle_notice INTEGER,
      revision INTEGER NOT NULL DEFAULT 1,
      digest BLOB NOT NULL,
      enqueued_at INTEGER NOT NULL,
      next_at INTEGER,
      next_step TEXT,
      nothing_because TEXT,
      UNIQUE (creditor, reference),
      CHECK ((due_date IS NULL) <> (due_at IS NULL))
    ) STRICT;
    CREATE INDEX claim_next ON claim (next_at) WHERE next_at IS NOT NULL;
    CREATE INDEX claim_state ON claim (state);
    CREATE INDEX claim_debtor ON claim (debtor_id);
    CREATE INDEX claim_reference ON claim (reference);

    CREATE TABLE payment (
      id INTEGER PRIMARY KEY,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      external_id TEXT,
      amount INTEGER NOT NULL,
      paid_on TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      UNIQUE (claim_id, external_id)
    ) STRICT;

    CREATE TABLE notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      creditor TEXT NOT NULL,
      debtor_id INTEGER NOT NULL REFERENCES debtor (id),
      policy TEXT NOT NULL,
      step TEXT NOT NULL,
      tone TEXT NOT NULL,
      state TEXT NOT NULL,
      recipient TEXT NOT NULL,
      currency TEXT NOT NULL,
      total INTEGER NOT NULL,
      opened_at INTEGER NOT NULL,
      pay_by TEXT,
      message_id TEXT NOT NULL,
      approved_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt_at INTEGER,
      completed_at INTEGER,
      last_reply TEXT
    ) STRICT;
    CREATE INDEX notice_next ON notice (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
    CREATE INDEX notice_state ON notice (state);

    CREATE TABLE message (
      notice_id INTEGER PRIMARY KEY REFERENCES notice (id),
      bytes BLOB NOT NULL,
      sha256 BLOB NOT NULL,
      stored_at INTEGER NOT NULL
    ) STRICT;

    -- A dropped notice is not live, so that its step can be taken again; a live one bars every other of that step.
    CREATE TABLE notice_claim (
      notice_id INTEGER NOT NULL REFERENCES notice (id),
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      step TEXT NOT NULL,
      outstanding INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      live INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (notice_id, claim_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_claim_claim ON notice_claim (claim_id);
    CREATE UNIQUE INDEX one_notice_a_step ON notice_claim (claim_id, step) WHERE live = 1;

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      notice_id INTEGER NOT NULL REFERENCES notice (id),
      number INTEGER NOT NULL,
      phase TEXT NOT NULL,
      transport TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      dot_sent_at INTEGER,
      ended_at INTEGER,
      server TEXT,
      reply TEXT,
      dialogue TEXT
    ) STRICT;
    CREATE INDEX attempt_notice ON attempt (notice_id);
    CREATE INDEX attempt_open ON attempt (id) WHERE ended_at IS NULL;

    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      event TEXT NOT NULL,
      claim_id INTEGER,
      notice_id INTEGER,
      actor TEXT NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_claim ON event (claim_id) WHERE claim_id IS NOT NULL;
    """

  private static let second = """
    ALTER TABLE claim ADD COLUMN state_reason TEXT;
    ALTER TABLE claim ADD COLUMN cause TEXT;
    ALTER TABLE claim ADD COLUMN reopened_at INTEGER;
    CREATE INDEX claim_cause ON claim (cause) WHERE cause IS NOT NULL;

    -- What was said of the debtor as a whole, for claims that come later.
    ALTER TABLE debtor ADD COLUMN state TEXT;
    ALTER TABLE debtor ADD COLUMN state_until TEXT;
    ALTER TABLE debtor ADD COLUMN state_reason TEXT;

    ALTER TABLE payment ADD COLUMN kind TEXT NOT NULL DEFAULT 'payment';

    CREATE TABLE promise (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      made_at INTEGER NOT NULL,
      paid_before INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX promise_claim ON promise (claim_id);
    CREATE UNIQUE INDEX one_running_promise ON promise (claim_id) WHERE state = 'running';

    CREATE TABLE instalment (
      promise_id INTEGER NOT NULL REFERENCES promise (id),
      number INTEGER NOT NULL,
      due TEXT NOT NULL,
      amount INTEGER NOT NULL,
      outcome TEXT,
      PRIMARY KEY (promise_id, number)
    ) STRICT, WITHOUT ROWID;

    -- What comes back on a day, to the daemon itself (a promise to be judged) or to the creditor (a note).
    CREATE TABLE follow_up (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      state TEXT NOT NULL,
      at INTEGER,
      day TEXT NOT NULL,
      note TEXT NOT NULL,
      contact TEXT,
      staff_number TEXT,
      reply_by TEXT,
      created_at INTEGER NOT NULL,
      notice_id INTEGER REFERENCES notice (id)
    ) STRICT;
    CREATE INDEX follow_up_notice ON follow_up (notice_id) WHERE notice_id IS NOT NULL;
    CREATE INDEX follow_up_at ON follow_up (at) WHERE at IS NOT NULL;
    CREATE INDEX follow_up_claim ON follow_up (claim_id);
    CREATE INDEX follow_up_due ON follow_up (state) WHERE state = 'due';

    CREATE INDEX notice_debtor ON notice (debtor_id);
    """

  /// Every index is a page more to sync with each claim, and a count over an index grows with the docket.
  private static let third = """
    -- References and debtors' numbers are found by their creditor, who has an index with them; debtors are looked for by
    -- address only together with their name, which goes through all of them in any case.
    DROP INDEX claim_reference;
    DROP INDEX debtor_key;
    DROP INDEX debtor_email;

    -- Most claims are open and most notices sent; only the others are ever looked for by their state.
    DROP INDEX claim_state;
    CREATE INDEX claim_state ON claim (state) WHERE state <> 'open';
    DROP INDEX notice_state;
    CREATE INDEX notice_state ON notice (state) WHERE state <> 'sent';

    CREATE TABLE tally (
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (kind, state)
    ) STRICT, WITHOUT ROWID;
    -- Every claim begins as an open one and none is ever taken out, so that those of other states are counted, and the
    -- open ones are all the rest.
    INSERT INTO tally SELECT 'claim', state, count(*) FROM claim WHERE state <> 'open' GROUP BY state;
    INSERT INTO tally SELECT 'notice', state, count(*) FROM notice GROUP BY state;

    CREATE TRIGGER claim_recounted AFTER UPDATE OF state ON claim WHEN OLD.state <> NEW.state BEGIN
      UPDATE tally SET count = count - 1 WHERE kind = 'claim' AND state = OLD.state;
      INSERT INTO tally VALUES ('claim', NEW.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER notice_counted AFTER INSERT ON notice BEGIN
      INSERT INTO tally VALUES ('notice', NEW.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER notice_recounted AFTER UPDATE OF state ON notice WHEN OLD.state <> NEW.state BEGIN
      UPDATE tally SET count = count - 1 WHERE kind = 'notice' AND state = OLD.state;
      INSERT INTO tally VALUES ('notice', NEW.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    """

  private static let fourth = """
    -- Claims of one creditor whose next steps are of one rank (0 demand, 1 reminder, 2 courtesy) wait for one another.
    ALTER TABLE claim ADD COLUMN next_rank INTEGER NOT NULL DEFAULT 1;
    CREATE INDEX claim_lane ON claim (creditor, next_rank, next_at) WHERE next_at IS NOT NULL;

    -- Notices taken in a minute since 1970; `unasked` are those that no person had let go.
    CREATE TABLE sent_minute (
      minute INTEGER PRIMARY KEY,
      notices INTEGER NOT NULL,
      unasked INTEGER NOT NULL
    ) STRICT;
    -- The minutes of earlier hours since 1970, added up.
    CREATE TABLE sent_hour (
      hour INTEGER PRIMARY KEY,
      notices INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sent_hour_notices ON sent_hour (notices);
    -- What was usual before is usual after.
    INSERT INTO sent_hour SELECT completed_at / 3600000, count(*) FROM notice WHERE state = 'sent' GROUP BY 1;

    CREATE TABLE destination (
      domain TEXT PRIMARY KEY,
      minute INTEGER NOT NULL,
      notices INTEGER NOT NULL,
      queue_minute INTEGER NOT NULL,
      queued INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let fifth = """
    CREATE TABLE incoming (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      sha256 BLOB NOT NULL UNIQUE,
      message_id TEXT,
      received_at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      notice_id INTEGER NOT NULL REFERENCES notice (id),
      sender TEXT,
      subject TEXT NOT NULL,
      bytes BLOB
    ) STRICT;
    CREATE INDEX incoming_notice ON incoming (notice_id);
    CREATE INDEX incoming_message ON incoming (message_id) WHERE message_id IS NOT NULL;

    -- A few characters of a keyed hash find the notice of an answer, at a third of the cost of all of them.
    CREATE INDEX notice_message ON notice (substr(message_id, 1, 12));
    """

  private static let sixth = """
    -- Each claim has a chain of its entries, and what is about none has one; an entry that was erased keeps the
    -- commitment to its data in place of them.
    ALTER TABLE event ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE event ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
    ALTER TABLE event ADD COLUMN commitment BLOB;
    CREATE INDEX event_docket ON event (claim_id) WHERE claim_id IS NULL;
    -- The key of the commitments; it is destroyed with what they are to.
    ALTER TABLE claim ADD COLUMN case_key BLOB;
    ALTER TABLE debtor ADD COLUMN erased_at INTEGER;

    CREATE TABLE seal (
      number INTEGER PRIMARY KEY,
      sealed_at INTEGER NOT NULL,
      -- The last entry of the journal under it, and how many there are since the seal before.
      through INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      root BLOB NOT NULL,
      previous BLOB NOT NULL,
      public_key BLOB NOT NULL,
      signature BLOB NOT NULL,
      hash BLOB NOT NULL,
      -- The answer of a time-stamping authority (RFC 3161), and who gave it.
      timestamp BLOB,
      timestamp_server TEXT
    ) STRICT;

    CREATE TABLE attachment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      claim_id INTEGER NOT NULL REFERENCES claim (id),
      sha256 BLOB NOT NULL,
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL,
      note TEXT,
      added_at INTEGER NOT NULL,
      UNIQUE (claim_id, sha256)
    ) STRICT;
    CREATE INDEX attachment_content ON attachment (sha256);
    -- Contents that an erasure has taken from their claims, until their files are gone.
    CREATE TABLE attachment_gone (
      sha256 BLOB PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    -- What must not be erased, however old it is: a claim, or all of a debtor's.
    CREATE TABLE legal_hold (
      id INTEGER PRIMARY KEY,
      claim_id INTEGER UNIQUE REFERENCES claim (id),
      debtor_id INTEGER UNIQUE REFERENCES debtor (id),
      reason TEXT NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((claim_id IS NULL) <> (debtor_id IS NULL))
    ) STRICT;
    """

  private static let seventh = """
    CREATE TABLE letter (
      notice_id INTEGER PRIMARY KEY REFERENCES notice (id),
      bytes BLOB NOT NULL,
      sha256 BLOB NOT NULL,
      stored_at INTEGER NOT NULL
    ) STRICT;

    -- The ways of a notice that is printed: each has its own attempts and its own outcome. Of a notice that is only mailed
    -- the notice itself says all of it, and none is here.
    CREATE TABLE delivery (
      notice_id INTEGER NOT NULL REFERENCES notice (id),
      channel TEXT NOT NULL,
      state TEXT NOT NULL,
      next_at INTEGER NOT NULL DEFAULT 0,
      completed_at INTEGER,
      last_reply TEXT,
      PRIMARY KEY (notice_id, channel)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE attempt ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';

    -- What a person has seen and let go.
    ALTER TABLE notice ADD COLUMN approved_message BLOB;
    ALTER TABLE notice ADD COLUMN approved_letter BLOB;

    -- What somebody said of a letter's way by post.
    CREATE TABLE posting (
      notice_id INTEGER PRIMARY KEY REFERENCES notice (id),
      posted_on TEXT NOT NULL,
      carrier TEXT,
      tracking TEXT,
      delivered_on TEXT
    ) STRICT;

    -- The notice whose approval a follow-up reminds of.
    ALTER TABLE follow_up ADD COLUMN approval_of INTEGER REFERENCES notice (id);
    CREATE INDEX follow_up_approval ON follow_up (approval_of) WHERE approval_of IS NOT NULL;
    """

  /// Takes the NOT NULL from `notice.debtor_id`, since a register is about all debtors of a creditor. Content is not
  /// touched by that, so that the text of the schema may be edited instead of a million rows copied
  /// (https://www.sqlite.org/lang_altertable.html#otheralter).
  private static func allowNoticesAboutNobody(_ sql: SQLConnection) throws {
    let version = try sql.first("PRAGMA schema_version") { $0.number(0) } ?? 0
    try sql.script(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'debtor_id INTEGER NOT NULL REFERENCES debtor (id)',
        'debtor_id INTEGER REFERENCES debtor (id)') WHERE type = 'table' AND name = 'notice';
      PRAGMA schema_version = \(version + 1);
      PRAGMA writable_schema = RESET;
      """)
  }

  private static let eighth = """
    -- The register of a month goes to its creditor: at a moment while it waits, with a notice once it was taken. A row with
    -- neither is of a creditor who does not want it any more, or had nothing to be told of.
    CREATE TABLE register_mailing (
      creditor TEXT NOT NULL,
      month TEXT NOT NULL,
      at INTEGER,
      notice_id INTEGER REFERENCES notice (id),
      PRIMARY KEY (creditor, month)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX register_mailing_at ON register_mailing (at) WHERE at IS NOT NULL;
    CREATE INDEX register_mailing_notice ON register_mailing (notice_id) WHERE notice_id IS NOT NULL;
    """

  /// Where the law has a due day on a day off roll on to a working day, `due_end` is the end of that one, and what comes
  /// next may be later. Only the rules know, so all is planned anew at the next start.
  private static let ninth = "DELETE FROM setting WHERE name = 'planned_with';"

  private static let tenth = """
    -- Whether nothing but an approval of its very bytes lets the notice go: what its steps asked for when it was taken.
    ALTER TABLE notice ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0;
    -- What was never tried was only written for a person to approve, and so was what somebody was reminded to approve.
    UPDATE notice SET needs_approval = 1
      WHERE approved_at IS NOT NULL OR attempts = 0 AND state IN ('awaiting-approval', 'held', 'pending', 'deferred')
        OR id IN (SELECT approval_of FROM follow_up WHERE approval_of IS NOT NULL);
    -- What was approved before hashes were kept, and may still leave, was approved with the bytes that are there.
    UPDATE notice SET approved_message = (SELECT sha256 FROM message WHERE notice_id = notice.id),
        approved_letter = (SELECT sha256 FROM letter WHERE notice_id = notice.id)
      WHERE approved_at IS NOT NULL AND approved_message IS NULL AND approved_letter IS NULL
        AND state NOT IN ('sent', 'dropped');
    """

  /// A number counts once for a creditor. The index is not unique: what earlier versions counted twice stays as it is
  /// written, since the journal tells of both, and a person decides which of them to take back.
  private static let eleventh = """
    CREATE INDEX payment_external ON payment (external_id) WHERE external_id IS NOT NULL;
    """
}
