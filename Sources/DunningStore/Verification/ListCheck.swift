import Dunning
import DunningBytes
import DunningSQL

/// Whether the rows of lists are what the docket's own chain says of them.
struct ListCheck {
  /// By the number of the list.
  private var taken: [String: ChainWalk.Entry] = [:]

  mutating func take(_ entry: ChainWalk.Entry) {
    if let list = entry.data[.list] { taken[list] = entry }
  }

  func run(_ look: Look, in chain: String, _ result: inout Verification) throws {
    let rows = try look.sql.all("SELECT id, creditor, name, sha256, day, taken_at FROM open_list ORDER BY id") { row in
      (
        id: OpenListID(row.number(0)).description,
        content: OpenList.content(
          creditor: row.text(1), name: row.text(2), sha256: row.bytes(3), day: row.text(4), takenAt: row.number(5))
      )
    }
    var missing = taken
    for row in rows {
      let entry = missing.removeValue(forKey: row.id)
      result.expect(row.content, entry?.data[.contentSHA256], "content of list \(row.id)", in: chain, entry?.row.seq)
    }
    for (id, entry) in missing {
      result.find(chain, entry.row.seq, "list \(id)", stored: "nothing", computed: "a list")
    }
  }
}

extension RowCheck {
  static let rulesOfLists: [Rule] = [
    Rule(
      what: "question of claim", computed: "a follow-up about it that waits for a person",
      sql: """
        SELECT 'c' || claim.id, 'f' || asked FROM claim WHERE asked > 0 AND NOT EXISTS (SELECT 1 FROM follow_up
          WHERE follow_up.id = asked AND claim_id = claim.id AND kind = 'gone' AND state = 'due')
        """),
    Rule(
      what: "answered question of claim", computed: "a follow-up about it that is done",
      sql: """
        SELECT 'c' || claim.id, 'f' || -asked FROM claim WHERE asked <= 0 AND NOT EXISTS (SELECT 1 FROM follow_up
          WHERE follow_up.id = -asked AND claim_id = claim.id AND kind = 'gone' AND state = 'done')
        """),
    Rule(
      what: "follow-up that asks whether a claim was paid", computed: "the question of its claim while it waits",
      sql: """
        SELECT 'f' || follow_up.id, coalesce('f' || asked, 'nothing') FROM follow_up JOIN claim ON claim.id = claim_id
        WHERE kind = 'gone' AND follow_up.state <> 'done' AND asked IS NOT follow_up.id
        """),
    Rule(
      what: "list of payment", computed: "one of its creditor, of a payment that a claim tells of",
      sql: """
        SELECT 'p' || payment.id, 'l' || list_id FROM payment LEFT JOIN open_list ON open_list.id = list_id
        WHERE list_id IS NOT NULL AND (payment.creditor IS NOT open_list.creditor OR claim_id IS NULL)
        """),
  ]
}
