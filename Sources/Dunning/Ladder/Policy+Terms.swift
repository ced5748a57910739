extension Policy {
  /// By which rule late payment costs a debtor: the one decision that intake, previews, the ladder, interest and the last
  /// gate share.
  package enum Terms: Hashable, Sendable {
    /// The policy asks for nothing but the sum itself.
    case nothing
    case by(InterestTerms)
    /// The policy has a rule, and it is not for this debtor, or nobody can say.
    case unfit(Misfit)

    package var terms: InterestTerms? {
      if case .by(let terms) = self { terms } else { nil }
    }
  }

  /// Why a policy's rule of late payment cannot be put to a debtor.
  package struct Misfit: Hashable, Sendable {
    package let policy: String
    package let rule: String
    package let audience: Audience
    /// Nil where nobody said.
    package let kind: Debtor.Kind?

    /// One clause, without an end.
    package var message: String {
      let debtor = kind.map { "the debtor is a \($0.rawValue)" } ?? "nobody said whether the debtor is one"
      return "\(rule), the rule of policy \(policy), is for debts of \(audience.words), and \(debtor)"
    }

    package var hint: String {
      switch (kind, audience) {
      case (nil, _):
        "say kind: business or consumer of the debtor, or kind: business in the policy where all of its debtors are"
      case (_, .business):
        "name a policy for consumers, or a rule for them in late_interest: {rule: \(rule), consumer: …}"
      case (_, _): "name a policy for businesses, or correct the debtor's kind"
      }
    }
  }

  /// The terms for a debtor of a kind; nil where nobody said of which. What is not known is taken as is best for the
  /// debtor: as a consumer's debt where there is a rule for one.
  package func terms(for kind: Debtor.Kind?) -> Terms {
    guard let lateTerms else { return .nothing }
    let audience = lateTerms.rule.audience
    if let known = kind ?? self.kind {
      if audience.includes(known) { return .by(lateTerms) }
      if known == .consumer, let consumerTerms { return .by(consumerTerms) }
    } else if audience != .business {
      return .by(lateTerms)
    } else if let consumerTerms {
      return .by(consumerTerms)
    }
    return .unfit(Misfit(policy: name, rule: lateTerms.rule.id, audience: audience, kind: kind ?? self.kind))
  }

  /// The terms whose days and years count for a debtor: those of ``terms(for:)``, and where they are not for this debtor
  /// the policy's own all the same, since due days roll and claims are barred whatever interest is asked.
  package func calendarTerms(for kind: Debtor.Kind?) -> InterestTerms? { terms(for: kind).terms ?? lateTerms }
}

extension Rulebook {
  /// Why a claim's policy is not for its debtor; nil when it is, or when it asks for no interest.
  package func misfit(of draft: ClaimDraft) -> Policy.Misfit? {
    if case .unfit(let misfit) = policies[draft.policy]?.terms(for: draft.debtor.kind) { misfit } else { nil }
  }

  /// Refuses a claim whose policy is certainly not for its debtor. One of whom nobody has said what they are is taken:
  /// their demands wait for a person.
  ///
  /// - Throws: ``RuleError`` `.unsuitableRule` with what to name instead.
  package func requireSuitable(_ draft: ClaimDraft) throws(RuleError) {
    guard let misfit = misfit(of: draft), let kind = misfit.kind else { return }
    let others = suitablePolicies(for: kind).map { "--policy \($0)" }
    let which = others.isEmpty ? "" : "; what suits: \(others.joined(separator: ", "))"
    throw RuleError(.unsuitableRule, misfit.message, hint: misfit.hint + which)
  }

  /// The names of the policies that ask for late interest of such a debtor, in order.
  private func suitablePolicies(for kind: Debtor.Kind) -> [String] {
    policies.filter { $0.value.terms(for: kind).terms != nil }.map(\.key).sorted()
  }

  /// Whether a sum that was worked out under a rule may still be asked of a claim's debtor.
  package func isSuitable(_ statement: InterestStatement, for draft: ClaimDraft) -> Bool {
    policies[draft.policy]?.terms(for: draft.debtor.kind).terms?.rule.id == statement.terms.rule.id
  }
}
