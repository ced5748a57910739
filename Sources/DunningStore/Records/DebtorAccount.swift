package import Dunning
import DunningSQL

/// What a debtor is told of their account with a creditor, in one currency.
package struct DebtorAccount: Hashable, Sendable {
  package let debtor: Debtor
  package let currency: Currency
  /// The claims that it tells of, by ascending number: those that are open, and those whose money has moved.
  package let records: [ClaimRecord]
  /// What of the paid sum of a claim came by credit notes.
  package let credited: [ClaimID: Money]
  /// What the debtor has with the creditor; less than nothing where more went back than there was.
  package let credit: Money
  /// The money that came in or went back since ``since``, by its day.
  package let movements: [Payment]
  /// What of money went to interest and costs that no demand had asked for, since ``since``, by its day; less than nothing
  /// where that was taken back.
  package let charges: [Charge]
  /// Up to when the last statement told of money.
  package let since: Instant

  package struct Charge: Hashable, Sendable {
    package let date: CivilDate
    package let amount: Money
  }

  /// The claims of which something is open.
  package var open: [ClaimRecord] { records.filter { $0.claim.state.isOpen && $0.claim.outstanding.isPositive } }

  /// What is open in all.
  package var outstanding: Money { Money.sum(open.map(\.claim.outstanding), in: currency) }

  /// The same less what the debtor has; negative where the creditor owes.
  package var balance: Money { Money.sum([outstanding, credit.negated], in: currency) }

  /// Whether nothing is open and nothing has moved, so that there is nothing to tell.
  package var isEmpty: Bool { open.isEmpty && movements.isEmpty }

  /// The claim by whose rules it leaves.
  var lead: Claim? { (open.first ?? records.first)?.claim }
}

/// A statement of account on its way to a debtor.
struct AccountMailing: Hashable, Sendable {
  let id: Int64
  let creditor: String
  let debtor: Int64
  let currency: Currency
  /// Why it is made: a schedule, or who asked.
  let because: String
  /// What persons have to do because one before it was taken back that waited for them.
  let approval: Step.Approval
  /// Of one that was taken: when, up to when the one before had told of money, and what the debtor had.
  let takenAt: Instant?
  let since: Instant?
  let credit: Int64

  static let selection = """
    SELECT id, creditor, debtor_id, currency, because, approval, taken_at, since, credit FROM account_mailing
    """

  init(_ row: SQLRow) throws {
    id = row.number(0)
    creditor = row.text(1)
    debtor = row.number(2)
    currency = try ClaimRecord.currency(row.text(3))
    because = row.text(4)
    approval = Step.Approval(number: row.number(5)) ?? .none
    takenAt = row.numberIfAny(6).map(Instant.init(milliseconds:))
    since = row.numberIfAny(7).map(Instant.init(milliseconds:))
    credit = row.number(8)
  }
}

extension Debtor {
  /// To whom what is about all of their claims goes.
  package var mailing: Mailing {
    var known = Set(addressees.keys)
    let cc = contacts.addressees(.cc).filter { known.insert($0.address.text.lowercased()).inserted }
    return Mailing(to: addressees, cc: cc)
  }
}
