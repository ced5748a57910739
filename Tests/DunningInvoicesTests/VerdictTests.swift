import DunningInvoices
import Testing

/// What becomes of invoices.
@Suite struct VerdictTests {
  static func verdict(_ changes: [String: String]) throws -> InvoiceVerdict {
    InvoiceVerdict(try Samples.invoice("ubl.xml", changes))
  }

  @Test(
    "the type, the sum and the means decide",
    arguments: [
      ([:], .claim, "2026-10-31"), (["<b:DueDate>2026-10-31</b:DueDate>": ""], .dayNeeded, nil),
      ([">380<": ">381<"], .credit, nil), ([">380<": ">261<"], .credit, nil),
      ([">380<": ">384<"], .claim, "2026-10-31"),
      ([">380<": ">326<"], .claim, "2026-10-31"), (["1000.0000": "-5.00"], .credit, nil),
      (["1000.0000": "0.00"], .nothingOwed, "2026-10-31"), (["1000.0000": "-0.0"], .nothingOwed, "2026-10-31"),
      ([">58<": ">59<"], .collected, "2026-10-31"), ([">58<": ">48<"], .collected, "2026-10-31"),
      ([">58<": ">30<"], .claim, "2026-10-31"), (["1000.0000": "a lot"], .refused, nil),
      ([" RE-2026-0815 ": ""], .refused, nil), (["2026-10-31": "2026-02-30"], .dayNeeded, nil),
      (["Invoice-2": "CreditNote-2", "u:Invoice": "u:CreditNote"], .credit, nil),
    ] as [([String: String], InvoiceVerdict.Kind, String?)])
  func kinds(changes: [String: String], kind: InvoiceVerdict.Kind, due: String?) throws {
    let verdict = try Self.verdict(changes)
    #expect(verdict.kind == kind)
    #expect(verdict.due == due)
    #expect(!verdict.because.isEmpty)
  }

  static let discount = "<ram:ApplicableTradePaymentDiscountTerms/>"
  static func part(_ amount: String) -> String { "<ram:PartialPaymentAmount>\(amount)</ram:PartialPaymentAmount>" }

  @Test("of several days the one without a discount counts, in whatever order they stand")
  func discounts() throws {
    let early = Samples.term("20261010", Self.discount)
    let late = Samples.term("20261031")
    for invoice in [try Samples.invoice(terms: early, late), try Samples.invoice(terms: late, early)] {
      let verdict = InvoiceVerdict(invoice)
      #expect(verdict.kind == .daysChosen)
      #expect(verdict.due == "2026-10-31")
    }
    #expect(InvoiceVerdict(try Samples.invoice(terms: early)).kind == .claim)
    #expect(InvoiceVerdict(try Samples.invoice(terms: late, late)).kind == .claim)
  }

  @Test("parts are owed until the last of them; days that nothing tells apart are asked")
  func parts() throws {
    let parts = InvoiceVerdict(
      try Samples.invoice(
        terms: Samples.term("20261031", Self.part("60.00")), Samples.term("20261130", Self.part("60.00"))))
    #expect(parts.kind == .daysChosen)
    #expect(parts.due == "2026-11-30")
    let open = InvoiceVerdict(try Samples.invoice(terms: Samples.term("20261031"), Samples.term("20261130")))
    #expect(open.kind == .dayNeeded)
    #expect(open.due == nil)
    #expect(open.because.contains("2026-10-31, 2026-11-30"))
  }

  @Test("parts that come to the whole are instalments, the earliest first")
  func instalments() throws {
    let (late, early) = (Samples.term("20261130", Self.part("80.00")), Samples.term("20261031", Self.part("40")))
    let invoice = try Samples.invoice(terms: late, early)
    #expect(invoice.instalments.map(\.due) == ["2026-10-31", "2026-11-30"])
    #expect(invoice.instalments.map(\.amount) == ["40.00", "80.00"])
    for other in [
      Samples.term("20261130", Self.part("79.99")), Samples.term("20261130"), Samples.term("20261031", Self.part("80")),
    ] {
      #expect(try Samples.invoice(terms: other, early).instalments.isEmpty)
    }
    #expect(try Samples.invoice(terms: Samples.term("20261031", Self.part("120"))).instalments.isEmpty)
  }

  @Test(
    "what may be kept back for paying early is read where it is said otherwise than in words",
    arguments: [
      (
        "<ram:ApplicableTradePaymentDiscountTerms><ram:BasisPeriodMeasure unitCode='WEE'>2</ram:BasisPeriodMeasure>"
          + "<ram:CalculationPercent>2.5</ram:CalculationPercent></ram:ApplicableTradePaymentDiscountTerms>",
        [InvoiceDiscount(percent: "2.5", days: 14)]
      ),
      (
        "<ram:ApplicableTradePaymentDiscountTerms><ram:BasisDateTime><udt:DateTimeString format='102'>20261005"
          + "</udt:DateTimeString></ram:BasisDateTime><ram:BasisPeriodMeasure unitCode='DAY'>10</ram:BasisPeriodMeasure>"
          + "<ram:BasisAmount>100</ram:BasisAmount><ram:CalculationPercent>3</ram:CalculationPercent>"
          + "</ram:ApplicableTradePaymentDiscountTerms>",
        [InvoiceDiscount(percent: "3", basis: "100.00", from: "2026-10-05", days: 10)]
      ),
      (
        "<ram:ApplicableTradePaymentDiscountTerms><ram:BasisPeriodMeasure unitCode='MON'>1</ram:BasisPeriodMeasure>"
          + "<ram:ActualDiscountAmount>5</ram:ActualDiscountAmount></ram:ApplicableTradePaymentDiscountTerms>",
        [InvoiceDiscount(amount: "5.00")]
      ),
      ("<ram:ApplicableTradePaymentDiscountTerms/>", []),
      (
        "<ram:Description>#SKONTO#TAGE=14#PROZENT=2.25#&#10;#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=-4.5#&#10;"
          + "#VERZUG#TAGE=7#PROZENT=9.00#&#10;#SKONTO#PROZENT=3.00#</ram:Description>",
        [InvoiceDiscount(percent: "2.25", days: 14), InvoiceDiscount(percent: "3.00", basis: "-4.50", days: 7)]
      ),
      ("<ram:Description>2 % Skonto innerhalb 7 Tagen</ram:Description>", []),
    ] as [(String, [InvoiceDiscount])])
  func early(inside: String, discounts: [InvoiceDiscount]) throws {
    #expect(try Samples.invoice(terms: Samples.term("20261031", inside)).terms[0].discounts == discounts)
  }

  @Test("terms in words alone name no day")
  func words() throws {
    let words =
      "<ram:SpecifiedTradePaymentTerms><ram:Description>30 jours fin de mois</ram:Description></ram:SpecifiedTradePaymentTerms>"
    let invoice = try Samples.invoice(terms: words)
    #expect(invoice.terms == [InvoiceTerm(words: "30 jours fin de mois")])
    #expect(InvoiceVerdict(invoice).kind == .dayNeeded)
  }
}
