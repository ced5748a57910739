import Dunning
import DunningSQL

/// Looks at what the rows say of one another, whatever the journal says: that none is missing which another names or
/// numbers, that nothing that is over still has its turn, and that nothing is left of what was erased.
struct RowCheck {
  let look: Look

  func run(_ result: inout Verification) throws {
    try checkForeignKeys(&result)
    for table in Self.numbered { try checkNumbers(of: table, &result) }
    for rule in Self.rules + Self.rulesOfPayments + Self.rulesOfStatements + Self.rulesOfLists {
      try check(rule, &result)
    }
    try checkCredits(&result)
    try checkNamesakes(&result)
    try checkFollowUps(&result)
    try checkTallies(&result)
    if try look.setting(.messageKey) == nil {
      result.find(Self.chain, nil, "key of the Message-IDs", stored: "nothing", computed: "32 bytes")
    }
  }

  private func checkForeignKeys(_ result: inout Verification) throws {
    let dangling = try look.sql.all(
      "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT \(Self.findingsMax)"
    ) { (table: $0.text(0), row: $0.numberIfAny(1), parent: $0.text(2)) }
    for row in dangling {
      let place = row.row.map { "row \($0) of \(row.table)" } ?? "a row of \(row.table)"
      result.find(Self.chain, nil, place, stored: "names no \(row.parent) that is there", computed: "one that is")
    }
  }

  /// Nothing is ever taken out of these tables, and what is undone takes its number back.
  private static let numbered = [
    "attempt", "claim", "debtor", "event", "incoming", "notice", "payment", "promise",
    "allocation", "charge", "statement", "bank_entry", "open_list",
  ]

  private func checkNumbers(of table: String, _ result: inout Verification) throws {
    let numbers = try look.sql.first(
      """
      SELECT count(*), coalesce(max(id), 0),
        coalesce((SELECT seq FROM sqlite_sequence WHERE name = '\(table)'), max(id), 0)
      FROM \(table)
      """
    ) { (count: $0.number(0), last: $0.number(1), drawn: $0.number(2)) }
    guard let numbers, numbers.count != numbers.last || numbers.last != numbers.drawn else { return }
    result.find(
      Self.chain, nil, "rows of \(table)", stored: "\(numbers.count), numbered up to \(numbers.last)",
      computed: "as many as were numbered, \(max(numbers.last, numbers.drawn))")
  }

  /// All that were made are there, but for those that were taken out.
  private func checkFollowUps(_ result: inout Verification) throws {
    guard let gone = try look.setting(.followUpsGone).flatMap({ Int64($0) }) else { return }
    let numbers = try look.sql.first(
      "SELECT count(*), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'follow_up'), 0) FROM follow_up"
    ) { (count: $0.number(0), drawn: $0.number(1)) }
    guard let numbers, numbers.count + gone != numbers.drawn else { return }
    result.find(
      Self.chain, nil, "follow-ups", stored: String(numbers.count),
      computed: "\(numbers.drawn) that were made, but for \(gone) that were taken out")
  }

  /// Who is held for another is like them.
  private func checkNamesakes(_ result: inout Verification) throws {
    let pairs = try look.sql.all(
      "SELECT id, namesake FROM debtor WHERE namesake IS NOT NULL AND erased_at IS NULL ORDER BY id"
    ) { (id: $0.number(0), namesake: $0.number(1)) }
    for pair in pairs {
      guard let one = try look.debtorRow(pair.id)?.debtor, let other = try look.debtorRow(pair.namesake)?.debtor,
        one.traits.isDisjoint(with: other.traits)
      else { continue }
      result.find(
        Self.chain, nil, "namesake of debtor \(pair.id)", stored: String(pair.namesake),
        computed: "one with the same name, address, place or number")
    }
  }

  /// How many notices and claims there are in each state.
  private func checkTallies(_ result: inout Verification) throws {
    for (kind, source) in [("notice", "notice"), ("claim", "claim WHERE state <> 'open'")] {
      let wrong = try look.sql.all(
        """
        SELECT coalesce(counted.state, told.state), told.count, counted.count FROM
          (SELECT state, count(*) AS count FROM \(source) GROUP BY state) AS counted
          FULL JOIN (SELECT state, count FROM tally
            WHERE kind = '\(kind)' AND count <> 0 AND (kind, state) <> ('claim', 'open')) AS told ON told.state = counted.state
        WHERE told.count IS NOT counted.count
        """
      ) { (state: $0.text(0), told: $0.numberIfAny(1) ?? 0, counted: $0.numberIfAny(2) ?? 0) }
      for row in wrong {
        result.find(
          Self.chain, nil, "count of \(kind)s that are \(row.state)", stored: String(row.told),
          computed: String(row.counted))
      }
    }
  }

  // MARK: Rules

  /// What must not be: rows that break it, by name and with what stands there.
  struct Rule {
    let what: String
    let computed: String
    let sql: String
  }

  private func check(_ rule: Rule, _ result: inout Verification) throws {
    let rows = try look.sql.all("\(rule.sql) LIMIT \(Self.findingsMax)") { ($0.text(0), $0.text(1)) }
    for (name, stored) in rows {
      result.find(Self.chain, nil, "\(rule.what) \(name)", stored: stored, computed: rule.computed)
    }
  }

  private static let findingsMax = 20
  static let chain = "rows"

  static func words(_ states: [some RawRepresentable<String>]) -> String {
    states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }

  /// A claim of this debtor whose data are not erased.
  private static let known = "EXISTS (SELECT 1 FROM claim WHERE debtor_id = debtor.id AND case_key IS NOT NULL)"

  /// Notices whose claims are all erased.
  private static let erased = """
    SELECT notice_id FROM notice_claim JOIN claim ON claim.id = claim_id
      GROUP BY notice_id HAVING count(case_key) = 0
    """

  /// The moment of the last entry, in milliseconds since 1970: what is planned is planned from about there, or from
  /// when it was written where the clock was set back since.
  private static let lastWord = "(SELECT at FROM event ORDER BY id DESC LIMIT 1)"
  /// Five years, half a year and two months, in milliseconds: no ladder is so long, nothing that is written waits so
  /// long for its turn, and no register for its day.
  private static let ladderMax = "157680000000"
  private static let turnMax = "15811200000"
  private static let waitMax = "5184000000"

  private static let rules: [Rule] = [
    Rule(
      what: "state of the way", computed: "one that there is",
      sql: """
        SELECT 'n' || notice_id || ' by ' || channel, state FROM delivery
        WHERE state NOT IN (\(words(NoticeDelivery.State.allCases)))
        """),
    Rule(
      what: "completed_at of the way", computed: "nothing while it is not over",
      sql: """
        SELECT 'n' || notice_id || ' by ' || channel, completed_at FROM delivery
        WHERE completed_at IS NOT NULL AND state IN (\(words([NoticeDelivery.State.waiting, .sending])))
        """),
    Rule(
      what: "ways of notice", computed: "by letter, and by e-mail where there is a message",
      sql: """
        SELECT 'n' || notice_id, group_concat(channel) FROM delivery GROUP BY notice_id
        HAVING sum(channel = 'letter') = 0 OR sum(channel NOT IN ('letter', 'email')) > 0
          OR sum(channel = 'email') = 0 AND notice_id IN (SELECT notice_id FROM message)
        """),
    Rule(
      what: "kind or state of follow-up", computed: "those that there are",
      sql: """
        SELECT 'f' || id, kind || ', ' || state FROM follow_up
        WHERE kind NOT IN (\(words(FollowUp.Kind.allCases))) OR state NOT IN (\(words(FollowUp.State.allCases)))
        """),
    Rule(
      what: "moment of follow-up", computed: "one while it waits, and none when it is over",
      sql: """
        SELECT 'f' || id, state || ' at ' || coalesce(at, 'no moment') FROM follow_up
        WHERE state = 'waiting' AND at IS NULL AND notice_id IS NULL OR state = 'done' AND at IS NOT NULL
        """),
    Rule(
      what: "notice that follow-up reminds to approve", computed: "one for a reminder of an approval, else none",
      sql: """
        SELECT 'f' || id, coalesce('n' || approval_of, 'nothing') FROM follow_up
        WHERE (kind = 'approval') <> (approval_of IS NOT NULL)
          OR approval_of IS NOT NULL AND approval_of NOT IN
            (SELECT notice_id FROM notice_claim WHERE claim_id = follow_up.claim_id)
        """),
    Rule(
      what: "notice that took follow-up", computed: "one to the creditor",
      sql: """
        SELECT 'f' || id, 'n' || notice_id FROM follow_up WHERE notice_id IN (SELECT notice_id FROM notice_claim)
        """),
    Rule(
      what: "outcome of instalment", computed: "one that there is",
      sql: """
        SELECT number || ' of promise ' || promise_id, outcome FROM instalment
        WHERE outcome NOT IN (\(words(Promise.Outcome.allCases)))
        """),
    Rule(
      what: "turn of notice", computed: "none when it is over",
      sql: """
        SELECT 'n' || id, next_attempt_at FROM notice
        WHERE next_attempt_at IS NOT NULL AND state IN \(Notice.State.finished.sql)
          AND NOT (state = \(Notice.State.sent.sql) AND EXISTS (SELECT 1 FROM recipient
            WHERE notice_id = notice.id AND fate = \(NoticeRecipient.Fate.waiting.sql)))
        """),
    Rule(
      what: "fate of recipient", computed: "a turn or an attempt while it waits",
      sql: """
        SELECT 'n' || notice_id || ', ' || number, fate FROM recipient JOIN notice ON notice.id = notice_id
        WHERE fate = \(NoticeRecipient.Fate.waiting.sql) AND state = \(Notice.State.sent.sql)
          AND next_attempt_at IS NULL
          AND EXISTS (SELECT 1 FROM event WHERE notice_id = notice.id AND event = \(Event.Kind.noticeRest.sql))
          AND NOT EXISTS (SELECT 1 FROM attempt WHERE notice_id = notice.id AND ended_at IS NULL)
        """),
    Rule(
      what: "turn of notice", computed: "one while it waits for it",
      sql: """
        SELECT 'n' || id, 'nothing' FROM notice WHERE next_attempt_at IS NULL AND state IN ('pending', 'deferred')
        """),
    Rule(
      what: "turn of claim", computed: "a step and its moment, or neither",
      sql: """
        SELECT 'c' || id, coalesce(next_step, 'no step') || ' at ' || coalesce(next_at, 'no moment') FROM claim
        WHERE (next_at IS NULL) <> (next_step IS NULL) OR next_at IS NOT NULL AND nothing_because IS NOT NULL
        """),
    Rule(
      what: "turn of claim", computed: "one that a ladder may have",
      sql: """
        SELECT 'c' || id, next_at FROM claim WHERE next_at > max(due_end, \(lastWord)) + \(ladderMax)
          AND (paused_until IS NULL OR state NOT IN ('paused', 'promised')) AND held_until IS NULL
        """),
    Rule(
      what: "turn of notice", computed: "one within half a year of the last entry",
      sql: """
        SELECT 'n' || id, next_attempt_at FROM notice WHERE next_attempt_at > max(\(lastWord), opened_at) + \(turnMax)
          AND state IN \([Notice.State.pending, .deferred].sql)
        """),
    Rule(
      what: "turn of the way", computed: "one within half a year of the last entry",
      sql: """
        SELECT 'n' || notice_id || ' by ' || channel, next_at FROM delivery
        WHERE state = \(NoticeDelivery.State.waiting.sql) AND next_at > \(turnMax)
          + max(\(lastWord), coalesce((SELECT opened_at FROM notice WHERE id = notice_id), 0))
        """),
    Rule(
      what: "turn of the register", computed: "one soon after its month",
      sql: """
        SELECT month || ' of ' || creditor, at FROM register_mailing WHERE at >
          max(\(lastWord), coalesce(unixepoch(month || '-01') * 1000, 0) + \(waitMax)) + \(waitMax)
        """),
    Rule(
      what: "notice that bars claim", computed: "one about it that is under way, or has failed",
      sql: """
        SELECT 'c' || id, obstacle || ' n' || coalesce(obstacle_notice, 0) FROM claim
        WHERE (obstacle IS NULL) <> (obstacle_notice IS NULL) OR obstacle IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM notice_claim JOIN notice ON notice.id = notice_id
            WHERE claim_id = claim.id AND notice_id = obstacle_notice AND live = 1
              AND notice.state NOT IN \([Notice.State.sent, .dropped].sql)
              AND obstacle =
                CASE notice.state WHEN \(Notice.State.failed.sql) THEN 'undeliverable' ELSE 'notice-open' END)
        """),
    Rule(
      what: "claims that are found by what a payment says", computed: "no more than there are",
      sql: """
        SELECT 'up to', value FROM setting WHERE name = \(Setting.keysThrough.sql)
          AND CAST(value AS INTEGER) > (SELECT coalesce(max(id), 0) FROM claim)
        """),
    Rule(
      what: "number of attempts of notice", computed: "as many as there are",
      sql: """
        SELECT 'n' || id, attempts FROM notice
        WHERE attempts <> (SELECT count(DISTINCT number) FROM attempt WHERE notice_id = notice.id)
        """),
    Rule(
      what: "register", computed: "a notice about no claim that has left its turn",
      sql: """
        SELECT month || ' of ' || creditor, 'n' || notice_id FROM register_mailing
        WHERE notice_id IS NOT NULL AND (at IS NOT NULL OR notice_id IN (SELECT notice_id FROM notice_claim))
        """),
    Rule(
      what: "word of what happens", computed: "a notice about no claim that has left its turn",
      sql: """
        SELECT kind || ' of ' || day || ' to ' || creditor, 'n' || notice_id FROM word_mailing
        WHERE notice_id IS NOT NULL
          AND (at IS NOT NULL OR taken_at IS NULL OR notice_id IN (SELECT notice_id FROM notice_claim))
        """),
    Rule(
      what: "statement of account",
      computed: "a notice of that kind, of the same moment and money, that has left its turn",
      sql: """
        SELECT account_mailing.id || ' of ' || account_mailing.creditor, coalesce('n' || notice_id, 'nothing')
        FROM account_mailing LEFT JOIN notice ON notice.id = notice_id
        WHERE (notice_id IS NULL) <> (taken_at IS NULL) OR (notice_id IS NULL) <> (since IS NULL)
          OR (notice_id IS NULL) = (at IS NULL) OR since >= taken_at
          OR notice_id IS NOT NULL AND (notice.step IS NOT '\(Step.statementOfAccount.name)' OR notice.policy <> ''
            OR notice.creditor <> account_mailing.creditor OR notice.currency <> account_mailing.currency
            OR notice.opened_at <> taken_at)
        """),
    Rule(
      what: "waived part of claim", computed: "nothing where all is waived",
      sql: "SELECT 'c' || id, forgone FROM claim WHERE forgone <> 0 AND waived <> 0 OR forgone < 0"),
    Rule(
      what: "time stamp of seal", computed: "a stamp with its server, or neither",
      sql: """
        SELECT number, coalesce(timestamp_server, 'no server') FROM seal
        WHERE (timestamp IS NULL) <> (timestamp_server IS NULL)
        """),
    Rule(
      what: "namesake of debtor", computed: "another of whom something is said",
      sql: """
        SELECT debtor.id, debtor.namesake FROM debtor WHERE namesake IS NOT NULL AND NOT EXISTS (SELECT 1 FROM debtor AS other
          WHERE other.id = debtor.namesake AND other.id <> debtor.id AND other.creditor = debtor.creditor
            AND other.state IS NOT NULL AND other.erased_at IS NULL AND other.merged_into IS NULL AND other.id NOT IN (SELECT other_id FROM apart WHERE debtor_id = debtor.id))
        """),
    Rule(
      what: "namesake of debtor", computed: "the one of the same name of whom something is said",
      sql: """
        SELECT debtor.id, 'nothing' FROM debtor AS other JOIN debtor ON debtor.creditor = other.creditor
          AND debtor.name_key = other.name_key AND debtor.id <> other.id
        WHERE other.state IS NOT NULL AND other.erased_at IS NULL AND other.merged_into IS NULL
          AND debtor.namesake IS NULL AND debtor.erased_at IS NULL AND debtor.merged_into IS NULL
          AND other.id NOT IN (SELECT other_id FROM apart WHERE debtor_id = debtor.id)
        """),
    Rule(
      what: "debtor for whom the claim came in", computed: "one who was put together with its debtor",
      sql: """
        SELECT 'c' || id, merged_from FROM claim WHERE merged_from IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM debtor WHERE debtor.id = claim.merged_from AND debtor.merged_into = claim.debtor_id)
        """),
    Rule(
      what: "addresses that another got", computed: "none where they were not put together",
      sql: "SELECT id, 'some' FROM debtor WHERE merged_into IS NULL AND merged_contacts <> ''"),
    Rule(
      what: "debtors said to be two", computed: "told of both",
      sql: """
        SELECT debtor_id || ' and ' || other_id, 'told of one' FROM apart WHERE NOT EXISTS
          (SELECT 1 FROM apart AS back WHERE back.debtor_id = apart.other_id AND back.other_id = apart.debtor_id)
        """),
    Rule(
      what: "whose addresses notice went to", computed: "none, or those that it went to",
      sql: "SELECT 'n' || id, scope FROM notice WHERE scope IS NOT NULL AND scope <> recipient"),
    Rule(
      what: "name of notice", computed: "one where its debtor has one",
      sql: """
        SELECT 'n' || id, addressee FROM notice WHERE addressee IS NOT NULL AND debtor_id IS NULL
        """),
    Rule(
      what: "kind of debtor", computed: "one that there is",
      sql: "SELECT id, kind FROM debtor WHERE kind NOT IN (\(words(Debtor.Kind.allCases)))"),
    Rule(
      what: "erasure of debtor", computed: "at the moment of their last claim's",
      sql: """
        SELECT id, coalesce(erased_at, 'nothing') FROM debtor WHERE (erased_at IS NOT NULL AND \(known))
          OR erased_at IS NULL AND NOT \(known) AND EXISTS (SELECT 1 FROM claim WHERE debtor_id = debtor.id)
          OR erased_at IS NOT NULL AND erased_at NOT IN
            (SELECT event.at FROM claim JOIN event ON event.claim_id = claim.id
            WHERE claim.debtor_id IN (debtor.id, debtor.merged_into) AND event.event = 'claim-erased'
            UNION SELECT event.at FROM event WHERE event.claim_id IS NULL AND event.event = 'debtor-erased'
              AND json_extract(event.data, '$.debtor') = CAST(debtor.id AS TEXT))
        """),
    Rule(
      what: "personal data of erased debtor", computed: "nothing",
      sql: """
        SELECT id, 'something' FROM debtor WHERE erased_at IS NOT NULL AND (name <> 'erased' OR address <> '' OR contacts <> ''
          OR name_key <> '' OR coalesce(vat_id, language, time_zone, calendar, kind, country, state, state_until, state_reason) IS NOT NULL)
        """),
    Rule(
      what: "words of servers about erased notice", computed: "nothing",
      sql: """
        SELECT DISTINCT 'n' || notice_id, 'something' FROM attempt WHERE coalesce(server, reply, dialogue) IS NOT NULL
          AND notice_id IN (\(erased))
        """),
    Rule(
      what: "personal data of erased notice", computed: "nothing",
      sql: """
        SELECT 'n' || id, 'something' FROM notice WHERE id IN (\(erased))
          AND (recipient <> '' OR addressee <> '' OR message_id <> '' OR last_reply IS NOT NULL
            OR EXISTS (SELECT 1 FROM recipient WHERE notice_id = notice.id))
        """),
  ]
}
