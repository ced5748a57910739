import DunningAPI
import DunningIntake
import Testing

@testable import DunningControl

@Suite("The quick way to read a claim")
struct PlainClaimTests {
  private static let line = #"""
    {"reference":"R-1","debtor":"Kunde GmbH","email":"a@k.example","amount":"12.00","currency":"EUR","due":"2026-12-01"}
    """#

  @Test("what it reads is what the strict decoder reads")
  func agrees() throws {
    let texts = [
      Self.line, Self.line.replacing(":", with: " :\t"), Self.line.replacing(",", with: "\r\n , "),
      Self.line.replacing("Kunde GmbH", with: "Kundín 客户 😀"),
      Self.line.replacing("}", with: #","debtor_id":"D-7","payment_link":"https://p.example","address":"A 1|B"}"#),
      Self.line.replacing("}", with: #","time_zone":"Asia/Shanghai","issued":"2026-11-01","kind":"business"}"#),
    ]
    for text in texts {
      let quick = ClaimRequest(plain: Array(text.utf8))
      #expect(try quick == strict(text), "\(text)")
    }
  }

  @Test("what is not plain is left to the strict decoder")
  func declines() {
    let texts = [
      "", "{}", "[]", "null", Self.line + "x", Self.line + Self.line, String(Self.line.dropLast()),
      Self.line.replacing("R-1", with: #"R\u002d1"#), Self.line.replacing("R-1", with: "R\u{1}1"),
      Self.line.replacing(#""12.00""#, with: "12.00"), Self.line.replacing(#""12.00""#, with: "null"),
      Self.line.replacing("}", with: #","reference":"R-2"}"#), Self.line.replacing("}", with: #","colour":"red"}"#),
      Self.line.replacing(#""reference":"R-1","#, with: ""), Self.line.replacing("}", with: ",}"),
      Self.line.replacing("{", with: "{,"), Self.line.replacing(":", with: ""),
    ]
    for text in texts { #expect(ClaimRequest(plain: Array(text.utf8)) == nil, "\(text)") }
    #expect(ClaimRequest(plain: Array(Self.line.utf8).map { $0 == UInt8(ascii: "K") ? 0xFF : $0 }) == nil)
  }

  @Test(
    "whatever the strict decoder refuses, it refuses as well: a text with any one byte taken out, doubled or changed")
  func damaged() throws {
    let bytes = Array(Self.line.utf8)
    for index in bytes.indices {
      var shorter = bytes
      shorter.remove(at: index)
      var longer = bytes
      longer.insert(bytes[index], at: index)
      var changed = bytes
      changed[index] ^= 0x15
      for variant in [shorter, longer, changed] {
        guard let quick = ClaimRequest(plain: variant) else { continue }
        #expect(try quick == strict(variant), "\(String(decoding: variant, as: UTF8.self))")
      }
    }
  }

  private func strict(_ text: String) throws -> ClaimRequest { try strict(Array(text.utf8)) }

  private func strict(_ bytes: [UInt8]) throws -> ClaimRequest {
    try StrictJSON.decode(ClaimRequest.self, from: bytes, knownFields: ClaimRequest.knownFields)
  }
}
