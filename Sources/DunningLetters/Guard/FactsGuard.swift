import Dunning

/// Looks at what claims, debtor and creditor bring into a letter.
struct FactsGuard {
  let facts: NoticeFacts
  let phrases: PhraseList

  var findings: [Finding] { occupier + deadline + limitation + otherDebtors + texts }

  /// A letter needs a person; `The Occupier` is none.
  private var occupier: [Finding] {
    let name = FoldedText(Array(facts.debtor.name.utf8), joinsUmlauts: phrases.joinsUmlauts)
    let isNobody = phrases.phrases.contains { phrase in
      phrase.rule == .occupier && phrase.patterns.contains { $0.end(in: name.bytes, at: 0) == name.bytes.count }
    }
    guard name.bytes.isEmpty || isNobody else { return [] }
    return [
      Finding(
        .occupier, in: .facts, excerpt: facts.debtor.name, reason: "the debtor has no name",
        source: "a claim has a debtor", instead: "find out who owes, and enqueue the claim under that name")
    ]
  }

  private var deadline: [Finding] {
    guard let payBy = facts.payBy, payBy < facts.today else { return [] }
    return [
      Finding(
        .pastDeadline, in: .facts, excerpt: payBy.iso, reason: "the pay-by date is over on \(facts.today.iso)",
        instead: "the date is computed again when the notice is written")
    ]
  }

  /// A demand announces what can no longer be had; a reminder of such a claim is at most doubtful.
  private var limitation: [Finding] {
    facts.items.compactMap { item in
      guard let last = item.limitation, last < facts.today else { return nil }
      return Finding(
        .timeBarred, facts.tone == .demand ? .error : .warning, in: .facts, excerpt: item.reference,
        reason: "the claim may be barred by limitation since \(last.iso)", source: "12 CFR 1006.26; FCA CONC 7.15",
        instead: "withdraw the claim, or let a lawyer say why it can still be enforced and write to the debtor yourself"
      )
    }
  }

  private var otherDebtors: [Finding] {
    let own = PersonName(facts.debtor.name)
    return facts.debtorNames.filter { !own.isSame(as: PersonName($0), for: facts.debtor.kind) }.map { other in
      Finding(
        .wrongDebtor, in: .facts, excerpt: other,
        reason: "a claim against somebody else stands in the letter to \(quoted(facts.debtor.name))",
        source: "GDPR Art. 5 (1) (d), (f)", instead: "give each person a debtor_id of their own")
    }
  }

  /// Names are left alone, since a police authority may owe money, too.
  private var texts: [Finding] {
    let texts = Set(facts.items.flatMap { [$0.reference, $0.contract].compactMap { $0 } })
    return texts.sorted().flatMap { text -> [Finding] in
      let bytes = Array(text.utf8)
      let folded = FoldedText(bytes, joinsUmlauts: phrases.joinsUmlauts)
      return phrases.hits(in: folded).filter { Self.rules.contains($0.phrase.rule) }
        .compactMap { $0.finding(in: .facts, excerpt: folded.excerpt(of: $0.range, in: bytes)) }
    }
  }

  /// What no number and no name of a contract may say.
  private static let rules: Set<GuardRule> = [
    .threat, .creditBureau, .publicity, .falseAuthority, .inventedFee, .insult,
  ]
}

/// The words of a name, to tell whether two names are one person's.
private struct PersonName {
  let words: Set<String>

  init(_ name: String) {
    let folded = FoldedText(Array(name.utf8), joinsUmlauts: true)
    words = Set(String(decoding: folded.bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  /// A consumer's name has the same words, some of them perhaps left out or shortened to a letter; a firm's, or one of
  /// somebody unknown, shares a word.
  func isSame(as other: PersonName, for kind: Debtor.Kind?) -> Bool {
    guard kind == .consumer else { return words == other.words || !words.isDisjoint(with: other.words) }
    return isPart(of: other) || other.isPart(of: self)
  }

  private func isPart(of other: PersonName) -> Bool {
    words.allSatisfy { word in
      other.words.contains(word) || other.words.contains { $0.count == 1 && word.hasPrefix($0) }
        || (word.utf8.count == 1 && other.words.contains { $0.hasPrefix(word) })
    }
  }
}
