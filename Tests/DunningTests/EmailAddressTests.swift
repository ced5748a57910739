import Testing

@testable import Dunning

@Suite("E-mail addresses")
struct EmailAddressTests {
  @Test(
    "addresses that people have are taken as they are written",
    arguments: [
      "anna@kunde.example", "müller@bücher.example", "x@localhost", "a.b+c=d@sub.kunde.example", "o'brien@x.example",
      "用户@例子.公司", "_@x.example", "1@2.example", "a-@x-y.example", "jose\u{301}@x.example", "Anna@KUNDE.Example",
      "%0d%0a@x.example", "a!b#c$d%e&f*g/h?i^j`k{l|m}n~@x.example",
    ])
  func takes(text: String) throws {
    let address = try EmailAddress(parsing: text)
    #expect(address.text == text)
    #expect(text.hasSuffix("@\(address.domain)"))
  }

  @Test(
    "whatever could leave its place in a header or an SMTP command is refused",
    arguments: [
      "a@x.example\r\nBcc: b@y.example", "a@x.example\nRCPT TO:<b@y.example>", "a\r@x.example", "a@x\n.example",
      "a@x.example\r", "\na@x.example", "a@x.example\u{0}", "a\u{0}@x.example", "a@x.example\u{B}", "a\t@x.example",
      "a@x.example\u{85}", "a@x.example\u{2028}RCPT", "a@x.example\u{2029}", "a b@x.example", " a@x.example",
      "a@x.example ", "a@x.example>", "<a@x.example>", "a@x.example> SIZE=1", "\"a b\"@x.example", "\"\"@x.example",
      "a\\b@x.example", "a@x.example,b@y.example", "a@x.example;b@y.example", "a(comment)@x.example",
      "Anna <a@x.example>", "a@[127.0.0.1]", "a:b@x.example", "a@x.example\u{7F}",
    ])
  func refusesInjection(text: String) {
    #expect { try EmailAddress(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidAddress }
  }

  @Test(
    "characters that look like others, or like nothing, are refused",
    arguments: [
      "a\u{200B}@x.example", "a\u{AD}@x.example", "a\u{202E}@x.example", "a\u{FEFF}@x.example", "a@x\u{3002}example",
      "a\u{FF20}x.example", "a\u{3164}@x.example", "a\u{115F}@x.example", "a\u{34F}@x.example", "a\u{FE0F}@x.example",
      "a\u{A0}@x.example", "a\u{3000}@x.example", "a\u{E0041}@x.example", "a\u{2066}@x.example", "\u{1F600}@x.example",
    ])
  func refusesTricks(text: String) {
    #expect { try EmailAddress(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidAddress }
  }

  @Test(
    "an address without its parts is refused",
    arguments: [
      "", "@", "a", "a@", "@x.example", "a@@x.example", "a@b@x.example", ".a@x.example", "a.@x.example",
      "a..b@x.example",
      "a@.example", "a@x..example", "a@x.example.", "a@-x.example", "a@x-.example", "a@x_y.example", "a@x!y.example",
    ])
  func refusesMalformed(text: String) {
    #expect { try EmailAddress(parsing: text) } throws: { ($0 as? RuleError)?.code == .invalidAddress }
  }

  @Test("lengths are those of RFC 5321, counted in bytes")
  func lengths() throws {
    let local = String(repeating: "a", count: 64)
    let label = String(repeating: "b", count: 63)
    #expect(try EmailAddress(parsing: "\(local)@\(label).example").domain == "\(label).example")
    for text in [
      "a\(local)@x.example", "\(String(repeating: "ü", count: 33))@x.example", "a@b\(label).example",
      "a@\(Array(repeating: label, count: 4).joined(separator: "."))",
    ] {
      #expect(throws: RuleError.self, "\(text)") { try EmailAddress(parsing: text) }
    }
  }

  @Test("a refusal shows no control character to the terminal")
  func visible() {
    #expect { try EmailAddress(parsing: "a\u{1B}[2J@x.example") } throws: { error in
      guard let message = (error as? RuleError)?.message else { return false }
      return !message.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
  }

  @Test("random texts never end up as an address with a byte that SMTP gives a meaning")
  func fuzz() {
    // Given
    let seed: UInt64 = 23
    var random = Seeded(seed)
    let pieces = [
      "a", "@", ".", "x.example", "\r\n", "<", ">", " ", "\u{0}", "ü", "\u{301}", "\u{202E}", "-", "\"", "%0d",
      "\u{85}",
    ]
    var taken = 0
    for _ in 0..<20_000 {
      let text = (0..<random.number(1...7)).map { _ in random.pick(pieces) }.joined()
      // When
      guard let address = try? EmailAddress(parsing: text) else { continue }
      // Then
      taken += 1
      #expect(address.text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>\"".utf8.contains($0) }, "seed \(seed)")
      #expect(address.text.utf8.count { $0 == UInt8(ascii: "@") } == 1, "seed \(seed): \(text)")
    }
    #expect(taken > 20)
  }

  @Test("what the quick look takes, the close look takes as well", arguments: 0..<20)
  func plain(seed: UInt64) throws {
    var chance = Seeded(seed)
    let letters = Array("ab9-_+.@.@A\u{E9} ")
    var plain = 0
    for _ in 0..<5_000 {
      let text = String((0..<Int.random(in: 1...9, using: &chance)).map { _ in letters.randomElement(using: &chance)! })
      guard EmailAddress.isPlain(text) else { continue }
      plain += 1
      #expect(throws: Never.self, "\(text)") { try EmailAddress.check(text) }
    }
    #expect(plain > 10)
  }

  @Test("an ordinary address is plain, and one at the limits is measured")
  func limits() {
    let label = String(repeating: "a", count: 63)
    #expect(EmailAddress.isPlain("anna.müller@kunde.example") == false)
    #expect(EmailAddress.isPlain("anna.mueller+r-1@kunde-nord.example"))
    #expect(EmailAddress.isPlain("a@\(label).example"))
    #expect(!EmailAddress.isPlain("a@\(label)a.example"))
    #expect(EmailAddress.isPlain("\(label)@b.example"))
    #expect(!EmailAddress.isPlain("\(label).a@b.example"))
  }

  @Test(
    "colleagues share a domain, and what millions share tells nothing",
    arguments: [
      ("a@firm.example", "A@Firm.Example", true), ("a@firm.example", "b@firm.example", true),
      ("a@firm.example", "b@mail.firm.example", true), ("a@mail.firm.example", "b@firm.example", true),
      ("a@gmail.com", "b@gmail.com", false), ("a@yahoo.co.jp", "b@yahoo.co.jp", false),
      ("a+x@gmail.com", "a@googlemail.com", true), ("a.b@gmail.com", "ab@gmail.com", true),
      ("a.b@gmx.de", "ab@gmx.de", false), ("a+x@gmx.de", "a+y@gmx.de", true), ("a@t-online.de", "b@t-online.de", false),
      ("a@firm.example", "a@otherfirm.example", false), ("a@firm.example", "a@firm.example.evil.example", false),
      ("a@evil-firm.example", "a@firm.example", false), ("a@a.co.uk", "a@b.co.uk", false),
      ("a@example", "b@x.example", false),
      ("a@firm.example", "", false), ("a@firm.example", "firm.example", false),
      ("a@firm.example", "@firm.example", false),
      ("a@firm.example", "a@b@firm.example", true),
    ])
  func kin(one: String, other: String, isKin: Bool) {
    #expect(MailKinship.isKin(one, other) == isKin)
    #expect(MailKinship.isKin(other, one) == isKin)
  }
}
