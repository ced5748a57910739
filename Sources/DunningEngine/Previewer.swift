package import Dunning
import DunningLetters
package import DunningStore

/// Writes what a debtor would get, and keeps nothing.
package struct Previewer: Sendable {
  package struct Question: Sendable, Hashable {
    /// Nil for the claim's own.
    package let policy: String?
    /// Nil for the one that comes next for the claim.
    package let step: String?
    /// A claim's number or reference; nil for one against nobody.
    package let claim: String?
    /// A language tag instead of the debtor's own.
    package let language: String?
    /// A claim that the docket has not yet, in place of ``claim``.
    package let draft: ClaimDraft?

    package init(
      policy: String?, step: String?, claim: String?, language: String?, draft: ClaimDraft? = nil
    ) {
      self.draft = draft
      self.policy = policy
      self.step = step
      self.claim = claim
      self.language = language
    }
  }

  /// Something that would keep the notice from leaving, or ought to be mended before it does.
  package struct Finding: Sendable, Hashable {
    /// A stable word, e.g. `incomplete-letter`.
    package let rule: String
    package let message: String
  }

  package struct Answer: Sendable {
    package var subject: String?
    package var text: String?
    package var html: String?
    /// RFC 5322; nil when the step sends no e-mail or it cannot be written.
    package var message: [UInt8]?
    /// The PDF; nil when the step has no letter or it cannot be written.
    package var letter: [UInt8]?
    package var findings: [Finding] = []
  }

  private let docket: Docket
  private let rules: CurrentRules

  package init(docket: Docket, rules: CurrentRules) {
    self.docket = docket
    self.rules = rules
  }

  /// - Throws: ``DocketError`` `.notFound` when there is no such policy, step or claim; `.invalid` when there are no
  ///   templates in the language, or nobody to send it.
  package func preview(_ question: Question, now: Instant) async throws -> Answer {
    let rules = rules.value
    let (notice, claims) = try await notice(question, rules.rulebook, now: now)
    let step = notice.step
    let composition = Composition(notice: notice, rules: rules)
    var answer = Answer()
    do {
      let facts = try composition.facts(claims)
      let text = try rules.renderer.render(facts)
      (answer.subject, answer.text, answer.html) = (text.subject, text.text, text.html)
      var findings = rules.renderer.findings(in: text, for: facts)
      if step.channels.contains(.letter) {
        findings += rules.renderer.findings(in: try rules.renderer.paper(facts), for: facts)
      }
      answer.findings += findings.map { Finding(rule: $0.rule.rawValue, message: $0.description) }
      let parcel = try await composition.parcel(from: docket)
      (answer.message, answer.letter) = (parcel.message, parcel.letter)
    } catch let error as TemplateError {
      answer.findings.append(Finding(rule: error.code.rawValue, message: error.description))
    } catch let error as LetterError {
      answer.findings.append(Finding(rule: "no-letter", message: error.description))
    }
    return answer
  }

  private static func find(
    _ policyName: String?, _ stepName: String?, _ question: Question, _ rulebook: Rulebook
  ) throws -> (Policy, Step) {
    let (policyName, stepName) = (policyName ?? "", stepName ?? "")
    guard let policy = rulebook.policies[policyName] else {
      throw DocketError(
        .notFound, "there is no policy \(quoted(policyName))",
        hint: suggestion(policyName, rulebook.policies.keys.sorted()))
    }
    guard let step = policy.step(named: stepName) else {
      throw DocketError(
        .notFound, "the policy \(quoted(policy.name)) has no step \(quoted(stepName))",
        hint: suggestion(stepName, policy.steps.map(\.name)))
    }
    if let language = question.language, rulebook.language(matching: language) == nil {
      throw DocketError(
        .invalid, "there are no templates in \(quoted(language))",
        hint: "there are \(rulebook.languages.joined(separator: ", "))")
    }
    return (policy, step)
  }

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    nearest(to: name, in: known).map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))"
  }

  private func notice(
    _ question: Question, _ rulebook: Rulebook, now: Instant
  ) async throws -> (DueNotice, DueNotice.Claims) {
    guard let name = question.claim ?? question.draft?.reference else {
      let (policy, step) = try Self.find(question.policy, question.step, question, rulebook)
      return try Self.sample(question, policy, step, rulebook, now: now)
    }
    let coming =
      if let draft = question.draft {
        try await docket.comingNotice(
          about: draft, policy: question.policy, step: question.step, rulebook: rulebook, now: now)
      } else {
        try await docket.comingNotice(
          about: ClaimName(name), policy: question.policy, step: question.step, rulebook: rulebook, now: now)
      }
    guard let stepName = question.step ?? coming.step else {
      throw DocketError(
        .invalid, "nothing is planned for \(quoted(name)), so that no step says what to show",
        hint: "name a --step; `dunningctl explain` says why nothing is planned")
    }
    let own = coming.files[0].record.claim
    let (policy, step) = try Self.find(question.policy ?? own.draft.policy, stepName, question, rulebook)
    guard let creditor = rulebook.creditors[own.draft.creditor] else {
      throw DocketError(.invalid, "the creditor \(quoted(own.draft.creditor)) is not configured")
    }
    guard own.outstanding.isPositive else {
      throw DocketError(
        .invalid, "nothing is open of \(own.id) (\(own.draft.reference))", hint: "name another claim")
    }
    do throws(RuleError) {
      try rulebook.requireSuitable(own.previewed(policy: policy.name, language: nil).draft)
    } catch {
      throw DocketError(.invalid, error.message, hint: error.hint)
    }
    // Of several claims the notice speaks as the one that is highest on the ladder.
    let lead = coming.step.flatMap(policy.step(named:)) ?? step
    return DueNotice.preview(
      of: coming.files.map { file in
        DueNotice.Previewed(
          claim: file.record.claim.previewed(policy: policy.name, language: question.language),
          payments: file.payments, history: file.history)
      }, step: lead, creditor: creditor, rulebook: rulebook, now: now)
  }

  /// A claim of the creditor whose claims climb the policy, or of the first one.
  private static func sample(
    _ question: Question, _ policy: Policy, _ step: Step, _ rulebook: Rulebook, now: Instant
  ) throws -> (DueNotice, DueNotice.Claims) {
    let creditors = rulebook.creditors.values.sorted { $0.id < $1.id }
    guard let creditor = creditors.first(where: { $0.policy == policy.name }) ?? creditors.first else {
      throw DocketError(.invalid, "no creditor is configured", hint: "add one to the configuration, then reload")
    }
    let sample = SampleClaim(
      creditor: creditor, policy: policy, step: step,
      language: question.language.flatMap { rulebook.language(matching: $0) } ?? creditor.language,
      zone: rulebook.almanac.zone(creditor.timeZone) ?? .utc, now: now)
    return DueNotice.preview(
      of: [DueNotice.Previewed(claim: try sample.claim, payments: [], history: sample.history)], step: step,
      creditor: creditor, rulebook: rulebook, now: now)
  }
}

extension Claim {
  /// The same claim on another ladder, told in another language.
  fileprivate func previewed(policy: String, language: String?) -> Claim {
    var claim = withoutObstacle
    claim.draft.policy = policy
    if let language { claim.draft.debtor.language = language }
    return claim
  }
}
