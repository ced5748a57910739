import Testing

@testable import Dunning

@Suite("Payment references")
struct PaymentReferenceTests {
  @Test(
    "a reference of a country is known by its check digits",
    arguments: [
      (PaymentReference.Form.rf, "RF18 5390 0754 7034"), (.rf, "RF712348231"),
      (.qrr, "21 00000 00003 13947 14300 09017"),
      (.qrr, "000000000000000000000000000"), (.belgian, "+++090/9337/55493+++"), (.belgian, "010806817183"),
      (.belgian, "***000/0000/09797***"), (.kid, "1234567897"), (.kid, "79927398713"), (.kid, "86011117947"),
      (.finnish, "1232"), (.finnish, "12344"), (.finnish, "0000 0001 2344"), (.finnish, "13013"),
    ])
  func knows(form: PaymentReference.Form, text: String) {
    #expect(PaymentReference(reading: text, form: form).isChecked)
  }

  @Test(
    "a digit that was mistyped is seen",
    arguments: [
      (PaymentReference.Form.rf, "RF18539007547043"), (.qrr, "210000000003139471430009071"),
      (.belgian, "+++090/9337/55439+++"), (.belgian, "09093375549"), (.kid, "1234567987"), (.kid, "7"),
      (.kid, "12A4567897"),
      (.finnish, "1233"), (.finnish, "13"), (.finnish, "12354"), (.belgian, "+++000/0000/00000+++"),
    ])
  func seesErrors(form: PaymentReference.Form, text: String) {
    #expect(!PaymentReference(reading: text, form: form).isChecked)
  }

  @Test("a KID and a viite are known only where the creditor uses them: one number in ten looks like one")
  func doesNotGuess() {
    #expect(!PaymentReference(reading: "1234567897").isChecked)
    #expect(!PaymentReference(reading: "12344").isChecked)
    #expect(!PaymentReference(reading: "010806817183").isChecked)
  }

  @Test(
    "a reference is made of the claim's own where that goes into it, and printed as its country does",
    arguments: [
      (PaymentReference.Form.reference, "RE-2026-0207", "RE-2026-0207"), (.rf, "RE20260207", "RF64 RE20 2602 07"),
      (.qrr, "20260207", "00 00000 00000 00000 02026 0207X"), (.belgian, "20260207", "+++002/0260/207XX+++"),
      (.kid, "20260207", "20260207X"), (.finnish, "20260207", "2026 0207X"), (.rf, "RE-2026-0207", "RF64 C17"),
      (.kid, "RE-2026-0207", "8000000017X"), (.belgian, "RE20260207", "+++800/0000/017XX+++"),
    ])
  func makes(form: PaymentReference.Form, reference: String, printed: String) throws {
    let made = try PaymentReference(form, reference: reference, claim: ClaimID(17))
    #expect(made.printed.utf8.count == printed.utf8.count)
    #expect(zip(made.printed, printed).allSatisfy { $0 == $1 || $1 == "X" || form == .rf })
    #expect(PaymentReference(reading: made.printed, form: form) == made)
  }

  @Test("a claim whose reference has no digits, or too many, is called by its number")
  func takesTheNumber() throws {
    #expect(try PaymentReference(.finnish, reference: "Miete", claim: ClaimID(7)).text.hasPrefix("8000000007"))
    #expect(try PaymentReference(.kid, reference: "Miete", claim: ClaimID(7)).text.hasPrefix("8000000007"))
    #expect(try PaymentReference(.rf, reference: "发票", claim: ClaimID(7)).text.hasSuffix("C7"))
    let long = String(repeating: "9", count: 40)
    for form in PaymentReference.Form.allCases where form != .reference {
      #expect(try PaymentReference(form, reference: long, claim: ClaimID(999_999_999)).isChecked)
    }
  }

  @Test("of what an earlier version printed all is known", arguments: PaymentReference.Form.allCases)
  func formerly(form: PaymentReference.Form) throws {
    #expect(try PaymentReference(formerly: .rf, reference: "RE-2026-0207", claim: ClaimID(17)).text == "RF07RE20260207")
    #expect(try PaymentReference(formerly: .finnish, reference: "Miete", claim: ClaimID(7)).text == "10074")
    #expect(try PaymentReference(formerly: .kid, reference: "Miete", claim: ClaimID(7)).text == "75")
    // What has no signs in it stays what it was.
    for reference in ["20260207", "4711", "123"] {
      #expect(
        try PaymentReference(form, reference: reference, claim: ClaimID(7))
          == PaymentReference(formerly: form, reference: reference, claim: ClaimID(7)))
    }
  }

  /// References of a few letters, digits and signs come to the same thing once the signs are off.
  @Test(
    "no two claims of a creditor have the same one, whatever they are called", arguments: PaymentReference.Form.allCases
  )
  func differs(form: PaymentReference.Form) throws {
    var random = Seeded(7)
    let signs = ["", "", "-", "/", "0", "A", "a", "C", "N", "1", "12", "8", "9", " ", "000000001", "王"]
    var (references, made): (Set<String>, [ReferenceKey: String]) = ([], [:])
    for number in 1...4_000 {
      let reference = (0..<random.number(1...5)).map { _ in random.pick(signs) }.joined()
      guard !reference.isEmpty, references.insert(reference).inserted else { continue }
      let quoted = try PaymentReference(form, reference: reference, claim: ClaimID(Int64(number)))
      let key = form == .reference ? ReferenceKey(.whole, reference) : ReferenceKey.checked(quoted.text)
      #expect(made[key] == nil, "\(quoted.text): \(reference), \(made[key] ?? "")")
      made[key] = reference
    }
  }

  @Test("whatever the reference and the number, what is made is known again", arguments: PaymentReference.Form.allCases)
  func isKnownAgain(form: PaymentReference.Form) throws {
    var random = Seeded(5)
    for _ in 0..<500 {
      let reference = random.pick(["RE-", "INV", "", "R/"]) + String(random.number(1...9_999_999))
      let made = try PaymentReference(form, reference: reference, claim: ClaimID(Int64(random.number(1...99_999))))
      #expect(PaymentReference(reading: made.printed, form: form) == made)
      #expect(PaymentReference(reading: made.text, form: form) == made)
    }
  }
}
