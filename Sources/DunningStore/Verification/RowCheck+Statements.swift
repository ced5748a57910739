import Dunning
import DunningSQL

// What the rows of statements say of payments and claims.

extension RowCheck {
  static let rulesOfStatements: [Rule] = [
    Rule(
      what: "verdict of entry", computed: "one that there is, and none of one that is divided",
      sql: """
        SELECT 'e' || id, coalesce(verdict, 'nothing') FROM bank_entry
        WHERE verdict NOT IN (\(words(Match.Verdict.allCases))) OR taken_as NOT IN (\(words(Match.Verdict.allCases)))
          OR (verdict IS NULL) <> (taken_as IS NULL)
          OR (verdict IS NULL) <> EXISTS (SELECT 1 FROM bank_entry AS part WHERE part.parent_id = bank_entry.id)
        """),
    Rule(
      what: "payment of entry", computed: "one that counts when it is booked, and none else",
      sql: """
        SELECT 'e' || id, coalesce(verdict, 'divided') FROM bank_entry WHERE (verdict IS 'booked') <>
          EXISTS (SELECT 1 FROM payment WHERE payment.entry = bank_entry.id AND payment.undone_at IS NULL)
        """),
    Rule(
      what: "entry of payment", computed: "one of its account",
      sql: """
        SELECT 'p' || payment.id, coalesce('e' || entry, 'none') || ' of ' || coalesce(payment.account, 'no account')
        FROM payment LEFT JOIN bank_entry ON bank_entry.id = payment.entry
        WHERE payment.account IS NOT bank_entry.account
        """),
    Rule(
      what: "statement of entry", computed: "one of its account",
      sql: """
        SELECT 'e' || bank_entry.id, bank_entry.account FROM bank_entry JOIN statement ON statement.id = statement_id
        WHERE bank_entry.account <> statement.account
        """),
    Rule(
      what: "day until which money keeps back claim", computed: "the last of what waits for it",
      sql: """
        SELECT 'c' || id, coalesce(held_until, 'none') FROM claim WHERE held_until IS NOT (
          SELECT max(\(candidateHold)) FROM bank_candidate JOIN bank_entry ON bank_entry.id = entry_id
          WHERE claim_id = claim.id AND holds = 1 AND \(stillHolds))
          AND (held_until IS NOT NULL OR id IN (SELECT claim_id FROM bank_candidate WHERE holds = 1))
        """),
    Rule(
      what: "refused file", computed: "a notice about no claim once it has left its turn",
      sql: """
        SELECT refused_file.id, 'n' || notice_id FROM refused_file LEFT JOIN notice ON notice.id = notice_id
        WHERE notice_id IS NOT NULL AND (at IS NOT NULL OR notice.step <> 'refused-file' OR notice.debtor_id IS NOT NULL)
        """),
    Rule(
      what: "words of erased entry", computed: "nothing",
      sql: """
        SELECT 'e' || id, 'something' FROM bank_entry WHERE erased_at IS NOT NULL
          AND (because <> '' OR coalesce(bank_reference, end_to_end, mandate, name, other_account, text, structured,
            contradiction, because_later) IS NOT NULL)
        """),
  ]
}
