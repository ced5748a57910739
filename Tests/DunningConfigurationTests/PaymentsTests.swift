import Dunning
import DunningConfiguration
import FoundationEssentials
import Testing

@Suite("What becomes of money that comes in")
struct PaymentsTests {
  private func section(_ payments: String) throws -> String {
    try example("creditors:", "payments: \(payments)\ncreditors:")
  }

  @Test("without it nothing is watched, and a reference that stands whole is what books")
  func defaults() throws {
    let payments = try read(example).payments
    #expect(payments.folder == nil && payments.matching == MatchRules())
  }

  @Test("what books, what may be missing and how long a proposal holds are read, and are the rules'")
  func values() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let configuration = try read(
      try section(
        #"{folder: \#(folder), match: account-and-amount, tolerance: {EUR: "0.05", JPY: "1"}, hold_unmatched: 7d}"#))
    let euro = try #require(Currency("EUR"))
    #expect(configuration.payments.folder == folder)
    #expect(configuration.rulebook.matching.evidence == .accountAndAmount)
    #expect(configuration.rulebook.matching.tolerance[euro]?.minorUnits == 5)
    #expect(configuration.rulebook.matching.holdUnmatched == 7)
  }

  @Test(
    "what cannot be so is a mistake with its place",
    arguments: [
      ("{folder: in}", "folder must be an absolute path"), ("{folder: /nowhere/at/all}", "there is no folder"),
      ("{match: amount}", "match"), ("{tolerance: {EUR: \"0.001\"}}", "decimals"),
      ("{tolerance: {EURO: \"1\"}}", "currency"),
      ("{hold_unmatched: 5h}", "calendar days"), ("{hold_unmatched: 99d}", "calendar days"), ("{hold: 5d}", "hold"),
    ])
  func mistaken(payments: String, words: String) throws {
    let found = try mistakes(try section(payments))
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test("a creditor's accounts are read, with the one that is printed")
  func accounts() throws {
    let text = try example(
      "creditors:\n  acme:\n",
      """
      creditors:
        acme:
          accounts:
            - {iban: GB29NWBK60161331926819, currency: GBP}
            - {account: "6222 0000 1111", bank: 中国银行, currency: CNY}
            - {account: "shop@acme.example"}

      """)
    let rulebook = try read(text).rulebook
    #expect(rulebook.owners(ofAccount: "GB29 NWBK 6016 1331 9268 19")?.currency?.code == "GBP")
    #expect(rulebook.owners(ofAccount: "622200001111")?.creditors == ["acme"])
    #expect(rulebook.owners(ofAccount: "shop@acme.example")?.creditors == ["acme"])
    #expect(rulebook.creditors["acme"]?.allAccounts.count == 4)
  }

  @Test(
    "an account that is none is a mistake",
    arguments: ["{bank: x}", "{iban: DE89370400440532013001}", "{account: \"--\"}", "{account: \"1\", currency: EURO}"])
  func accountMistakes(account: String) throws {
    let text = try example("creditors:\n  acme:\n", "creditors:\n  acme:\n    accounts: [\(account)]\n")
    #expect(try mistakes(text) != [])
  }

  @Test("a step can ask for fresh payments")
  func fresh() throws {
    let text = try example("tone: demand", "tone: demand, payments_fresh: 2bd")
    let steps = try read(text).rulebook.policies.values.flatMap(\.steps)
    #expect(steps.compactMap { $0.paymentsFresh?.text } == ["2bd"])
    #expect(try mistakes(try example("tone: demand", "tone: demand, payments_fresh: 2h")) != [])
  }
}
