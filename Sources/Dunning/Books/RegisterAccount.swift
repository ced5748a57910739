/// What is owed of one claim, booking by booking; the bookings always add up to it.
package struct RegisterAccount: Hashable, Sendable {
  /// Something that happened to the claim, in the order of the journal.
  package enum Step: Hashable, Sendable {
    case paid(Payment)
    /// What a payment had counted counts no more.
    case undone(Payment)
    /// Interest and costs were paid beside the claim.
    case charged(Money)
    case withdrawn
    case writtenOff
    /// A person took back that it was given up.
    case reopened
    /// The sum is another one by so much.
    case corrected(by: Money)
  }

  /// A change of what is owed; more owed is positive.
  package struct Posting: Hashable, Sendable {
    package let kind: RegisterEntry.Kind
    package let amount: Money
  }

  private let currency: Currency
  /// The claim less what came in, in minor units; negative when too much did.
  private var gross: Int64
  /// What the creditor has given up of it, in minor units.
  private var given: Int64 = 0
  /// Under which word it was given up last.
  private var givenAs = RegisterEntry.Kind.writeOff

  /// - Parameter amount: what was owed when the claim was enqueued.
  package init(_ amount: Money) {
    currency = amount.currency
    gross = amount.minorUnits
  }

  /// What is owed: nothing of what was taken back or given up; negative where too much was paid.
  package var owed: Money { money(gross - given) }

  /// Books a step.
  ///
  /// - Returns: one posting; two when money came in for what had been given up; none when nothing was left to give up.
  package mutating func post(_ step: Step) -> [Posting] {
    switch step {
    case .paid(let payment): post(payment.kind.entry, payment.kind.change(payment.amount))
    case .undone(let payment): post(payment.kind.entry, payment.kind.change(payment.amount).negated)
    case .charged(let amount): post(.charges, amount)
    case .withdrawn: giveUp(as: .withdrawal)
    case .writtenOff: giveUp(as: .writeOff)
    case .reopened: takeBack()
    case .corrected(let change): correct(by: change)
    }
  }

  private mutating func post(_ kind: RegisterEntry.Kind, _ change: Money) -> [Posting] {
    gross += change.minorUnits
    let posting = Posting(kind: kind, amount: change)
    // What was given up stays so as far as it is still open.
    return [posting] + (given > 0 ? giveUp(as: .writeOff) : [])
  }

  private mutating func takeBack() -> [Posting] {
    defer { given = 0 }
    return given == 0 ? [] : [Posting(kind: givenAs, amount: money(given))]
  }

  private mutating func correct(by change: Money) -> [Posting] {
    gross += change.minorUnits
    return [Posting(kind: .correction, amount: change)] + (given > 0 ? giveUp(as: givenAs) : [])
  }

  private mutating func giveUp(as kind: RegisterEntry.Kind) -> [Posting] {
    let left = max(0, gross)
    defer { (given, givenAs) = (left, kind) }
    return left == given ? [] : [Posting(kind: kind, amount: money(given - left))]
  }

  private func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: currency) }
}

extension Payment.Kind {
  /// Under which word the register has it.
  package var entry: RegisterEntry.Kind {
    switch self {
    case .payment: .payment
    case .creditNote: .creditNote
    case .refund: .refund
    case .chargeback: .chargeback
    case .discount: .discount
    }
  }

  /// By how much such money changes what is owed.
  package func change(_ amount: Money) -> Money {
    reopens ? amount : amount.negated
  }
}
