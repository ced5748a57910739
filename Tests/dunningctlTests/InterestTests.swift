import Glibc
import Testing

/// The late-payment sum at the command line: no daemon, the vendor's rates and rules.
@Suite struct InterestTests {
  static func interest(_ words: String, _ more: [String] = []) -> Outcome {
    let data = ["--data-dir", "\(Scratch.package)/etc"]
    return Run.dunningctl(["interest"] + words.split(separator: " ").map(String.init) + data + more, socket: "/nowhere")
  }

  static let cases = [
    "interest-uk": "--rule UK-B2B --principal 2400.00 --currency GBP --due 2026-08-15 --as-of 2026-10-08",
    "interest-nl": """
    --rule NL-B2B --principal 10000.00 --currency EUR --due 2024-12-31 --as-of 2027-01-31 \
    --payment 2026-03-31:2000.00 --payment 2027-01-15:20000.00 --costs 12.50 --demand-received 2025-02-01
    """,
    "interest-contract": """
    --rule CONTRACT --principal 1000000 --currency JPY --due 2026-01-31 --as-of 2026-03-31 --option rate=2/month \
    --option rounding=lines --option count_payment_day=false --payment 2026-02-28:500000
    """,
  ]

  @Test("a statement is shown in every form", arguments: cases.keys.sorted(), ["table", "json", "jsonl", "csv"])
  func forms(name: String, form: String) {
    let outcome = Self.interest(Self.cases[name] ?? "", ["-o", form])
    #expect(outcome.status == 0)
    #expect(outcome.err == "")
    Golden.expect(outcome.out, "\(name).\(form)")
  }

  static let debt = "--principal 100.00 --currency EUR --due 2026-05-29 --as-of 2026-06-30"

  @Test(
    "what cannot be worked out is refused with what is wrong and what to write",
    arguments: [
      ("--rule DE-B2D \(debt)", 65, "there is no rule \"DE-B2D\" (rule)\nhint: did you mean DE-B2B, DE-B2C"),
      (
        "--rule DE-B2B --option day_cuont=act/360 \(debt)", 65,
        "DE-B2B has no option \"day_cuont\" (option)\nhint: did you mean day_count?"
      ),
      ("--rule DE-B2B --option rate=9 \(debt)", 65, "DE-B2B has no option \"rate\" (option)\nhint: it has day_count, "),
      (
        "--rule CN-SALE --option uplift=2 \(debt)", 65,
        "uplift cannot be \"2\" (option)\nhint: CN-SALE allows 1.30 to 1.50"
      ),
      ("--rule CONTRACT \(debt)", 65, "CONTRACT needs the agreed rate (option)\nhint: give the option rate"),
      ("--rule DE-B2B --option rounding \(debt)", 64, "--option takes KEY=VALUE, not \"rounding\"\nhint: "),
      (
        "--rule DE-B2B --option rounding=lines --option rounding=single \(debt)", 64,
        "the option \"rounding\" stands twice"
      ),
      (
        "--rule DE-B2B --option place=DE-XX \(debt)", 65,
        "there is no calendar \"DE-XX\" (option)\nhint: use a country, a region"
      ),
      ("--rule DE-B2B --payment 2026-06-01 \(debt)", 64, "--payment takes DATE:AMOUNT, not \"2026-06-01\"\nhint: "),
      ("--rule DE-B2B --payment 2026-06-31:1.00 \(debt)", 65, "there is no day \"2026-06-31\" (payment)\nhint: "),
      ("--rule DE-B2B --payment 2026-06-01:1,00 \(debt)", 65, "\"1,00\" is not an amount (payment)\nhint: "),
      ("--rule DE-B2B --costs 1.001 \(debt)", 65, "\"1.001\" has the wrong decimals (costs)\nhint: "),
      (
        "--rule DE-B2B --credited 100.01 \(debt)", 65,
        "more was credited than was asked for (credited)\nhint: what is too much"
      ),
      ("--rule DE-B2B --demand-received x \(debt)", 65, "\"x\" is not a date (demand-received)\nhint: "),
      (
        "--rule DE-B2B --principal 1 --currency EUE --due 2026-05-29 --as-of 2026-06-30", 65,
        "there is no currency \"EUE\" (currency)\nhint: did you mean EUR?"
      ),
      (
        "--rule CN-SALE --principal 1 --currency CNY --due 2019-02-27 --as-of 2026-06-30", 65,
        "the rate cn-lpr-1y of 2019-02-28 is not in its table; it begins on 2019-08-20\nhint: add the row"
      ),
    ])
  func refused(words: String, status: Int32, said: String) {
    let outcome = Self.interest(words)
    #expect(outcome.status == status, "\(outcome.err)")
    #expect(outcome.out == "", "\(outcome.err)")
    #expect(outcome.err.hasPrefix("error: \(said)"), "\(outcome.err)")
  }

  @Test("what was credited was never owed, and what is forgone comes off costs, interest and then the debt")
  func creditedAndWaived() {
    let words = "--rule DE-B2B --principal 1100.00 --currency EUR --due 2026-05-29 --as-of 2026-06-30 --credited 100.00"
    let whole = Self.interest(words, ["-o", "json"])
    #expect(whole.out.contains(#""principal_left":"1000.00""#) && whole.out.contains(#""waived":null"#))
    let less = Self.interest(words + " --waived 45.00 --payment 2026-06-30:41.00")
    #expect(less.status == 0, "\(less.err)")
    // 40.00 of costs and 1.00 of interest were paid: of the 45.00, what interest is left and then the debt.
    #expect(less.out.contains("WAIVED"), "\(less.out)")
    #expect(less.out.contains("963.00"), "\(less.out)")
  }

  @Test("an error is an object for a program")
  func jsonError() {
    let outcome = Self.interest("--rule DE-B2D \(Self.debt) -o json")
    #expect(outcome.status == 65)
    #expect(outcome.err.contains(#""field":"rule""#))
    #expect(outcome.err.contains(#""hint":"#))
  }

  @Test("a rate of one's own is read from beside the configuration, and a broken one is named with its place")
  func ownRates() {
    let folder = Scratch.path("etc")
    let (rates, table) = ("\(folder)/rates", "\(folder)/rates/boe-bank-rate.yaml")
    mkdir(folder, 0o700)
    mkdir(rates, 0o700)
    defer { for remove in [{ unlink(table) }, { rmdir(rates) }, { rmdir(folder) }] { _ = remove() } }
    let text = "source: \"x\"\nchecked_on: 2026-01-01\nvalid_to: 2026-12-31\nrates:\n  2026-01-01: \"2.00\"\n"
    Scratch.write(Array(text.utf8), to: table)
    let words = Self.cases["interest-uk"] ?? ""
    let own = Self.interest(words, ["-o", "json", "--config", "\(folder)/dunningd.yaml"])
    #expect(own.out.contains(#""annual_rate_percent":"10.00""#))
    Scratch.write(Array(text.replacing("2.00", with: "2,00").utf8), to: table)
    let broken = Self.interest(words, ["--config", "\(folder)/dunningd.yaml"])
    #expect(broken.status == 78)
    #expect(broken.err.contains("\(table):5:15: error: "))
  }

  @Test("random debts come to the same in fractions, day by day")
  func recomputed() {
    let script = "\(Scratch.package)/Tests/interest/recompute"
    let outcome = Run.program(
      ["/usr/bin/env", "python3", script, Run.binary, "\(Scratch.package)/etc", "20", "7"],
      environment: ["PYTHONUTF8=1"])
    #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
    #expect(outcome.out.hasPrefix("20 debts, 0 differences"), "\(outcome.out)\(outcome.err)")
  }
}
