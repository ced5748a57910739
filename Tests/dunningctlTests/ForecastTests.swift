import Testing

@testable import dunningctl

/// `dunningctl forecast`, on files and without a daemon.
@Suite struct ForecastTests {
  private static let etc = Scratch.package + "/etc"

  private func forecast(
    _ words: [String] = [], country: String = "de", claims: String? = nil, payments: String? = nil,
    from: String = "2026-09-01", until: String = "2026-12-31"
  ) -> Outcome {
    let folder = "\(Self.etc)/policies"
    let paid = payments.map { ["--payments", $0] } ?? []
    return Run.dunningctl(
      [
        "forecast", "--config", "\(folder)/\(country).yaml", "--claims", claims ?? "\(folder)/claims/\(country).csv",
        "--from", from, "--until", until, "--data-dir", Self.etc,
      ] + paid + words)
  }

  @Test("it reads the same in every form", arguments: ["table", "json", "jsonl", "csv"])
  func forms(form: String) {
    let outcome = forecast(["-o", form], payments: "\(Self.etc)/policies/claims/de-payments.csv")
    #expect(outcome.status == 0)
    Golden.expect(outcome.out, "forecast.\(form)")
  }

  @Test("the files of every country make a diary", arguments: ["cn", "fr", "nl", "uk", "us"])
  func countries(country: String) {
    let outcome = forecast(country: country)
    #expect(outcome.status == 0)
    Golden.expect(outcome.out, "forecast-\(country).table")
  }

  @Test("a line has exactly the keys of the contract, in their order")
  func keys() throws {
    let outcome = forecast(["-o", "jsonl"])
    let keys = [
      "at", "claims", "debtor", "step", "tone", "channels", "outstanding", "interest", "compensation", "total",
      "currency", "pay_by", "because",
    ]
    for line in outcome.out.split(separator: "\n") {
      let places = keys.compactMap { line.firstRange(of: "\"\($0)\":")?.lowerBound }
      #expect(places.count == keys.count)
      #expect(places == places.sorted())
    }
    #expect(outcome.out.hasSuffix("}\n"))
  }

  @Test("bad rows are named by line and reason, the good ones are used, and the exit status says so")
  func badRows() {
    let claims = Scratch.file(
      """
      reference,debtor,email,amount,currency,due,creditor,policy,calendar
      RE-1,Anna,anna@kunde.example,100.00,EUR,2026-09-14,,,
      RE-2,Bert,bert@kunde.example,1.0.0,EUR,2026-09-14,,,
      RE-3,Carl,carl@kunde.example,100.00,EUR,2026-09-14,werkstat,,
      RE-4,Dora,dora@kunde.example,100.00,EUR,2026-09-14,,verbraucherin,
      RE-5,Emil,emil@kunde.example,100.00,EUR,2026-09-14,,,DE-BX
      RE-1,Anna,anna@kunde.example,200.00,EUR,2026-09-14,,,
      RE-1,Anna,anna@kunde.example,100.00,EUR,2026-09-14,,,
      RE-6,Fred,fred@kunde.example,100.00,EUR,2027-01-04,,,

      """)
    let payments = Scratch.file(
      "reference,date,amount,id\nRE-9,2026-09-20,1.00,\nRE-1,2026-09-16,60.00,A\nRE-1,2026-09-16,60.00,A\n"
        + "RE-1,2026-09-16,61.00,A\nRE-1,2026-13-01,1.00,\n"
        + "RE-6,2026-09-16,60.00,A\n")
    let outcome = forecast(["-o", "jsonl"], claims: claims, payments: payments, until: "2026-09-30")
    let lines = forecast(claims: claims, payments: payments, until: "2026-09-30").err.split(separator: "\n")
    #expect(outcome.status == 1)
    #expect(outcome.out.split(separator: "\n").count == 3)
    #expect(
      outcome.out.contains(#""step":"zahlungserinnerung","tone":"reminder","channels":["email"],"outstanding":"40.00""#)
    )
    let errors = lines.filter { $0.contains("error:") }.map {
      String($0).replacing(claims, with: "claims.csv").replacing(payments, with: "payments.csv")
    }
    #expect(
      errors == [
        "claims.csv:3: error: \"1.0.0\" is not an amount (amount)",
        "claims.csv:4: error: there is no creditor \"werkstat\" (creditor)",
        "claims.csv:5: error: there is no policy \"verbraucherin\" (policy)",
        "claims.csv:6: error: there is no calendar \"DE-BX\" (calendar)",
        "claims.csv:7: error: \"RE-1\" stands on line 2 with other content (reference)",
        "payments.csv:2: error: there is no claim \"RE-9\" in claims.csv (reference)",
        "payments.csv:5: error: payment \"A\" is known with another amount or day (id)",
        "payments.csv:6: error: there is no day \"2026-13-01\" (date)",
        "payments.csv:7: error: payment \"A\" counted on RE-1 already (id)",
      ])
    #expect(lines.contains("  hint: did you mean werkstatt?"))
    #expect(lines.contains("  hint: did you mean verbraucher?"))
  }

  @Test("with JSON output a bad row is one problem on standard error")
  func badRowsAsJSON() {
    let claims = Scratch.file("reference,debtor,email,amount,currency,due\nRE-1,Anna,anna,100.00,EUR,2026-09-14\n")
    let outcome = forecast(["-o", "jsonl"], claims: claims)
    #expect(outcome.status == 1)
    #expect(outcome.out == "")
    #expect(JSONValue(parsing: outcome.err.dropLast().utf8)?["code"] == .string("invalid-address"))
  }

  @Test("JSON Lines are read as CSV is")
  func jsonLines() {
    let claims = Scratch.file(
      #"{"reference":"RE-1","debtor":"Anna","email":"a@b.example","amount":"10.00","currency":"EUR","due":"2026-09-14"}"#
        + "\n" + #"{"reference":"RE-2","amount":5}"# + "\n" + #"{"referense":"RE-3"}"# + "\n", "jsonl")
    let outcome = forecast(["-o", "csv"], claims: claims, until: "2026-09-21")
    #expect(outcome.out.split(separator: "\n").count == 3)
    #expect(outcome.err.contains("the field \"amount\" must be a string"))
    #expect(outcome.err.contains("did you mean \"reference\"?"))
  }

  @Test("what cannot be used at all leaves with the number of its kind")
  func unusable() {
    #expect(forecast(claims: "/nonexistent.csv").status == 66)
    #expect(forecast(claims: Scratch.file("a,b\n")).status == 65)
    #expect(forecast(country: "nowhere").status == 78)
    #expect(forecast(from: "2026-12-31", until: "2026-01-01").status == 64)
    #expect(forecast(from: "1.9.2026").status == 64)
  }

  @Test("nothing to tell is told")
  func nothing() {
    let outcome = forecast(from: "2020-01-01", until: "2020-01-31")
    #expect(outcome.status == 0)
    #expect(outcome.err.contains("no notice goes out from 2020-01-01 to 2020-01-31"))
  }
}
