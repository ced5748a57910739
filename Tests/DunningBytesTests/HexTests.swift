import Testing

@testable import DunningBytes

@Suite("Hexadecimal digits")
struct HexTests {
  @Test("every byte has two digits in lower case, and they lead back to it")
  func everyByte() {
    let bytes = Array(UInt8.min...UInt8.max)
    let text = Hex.text(bytes)
    #expect(text.hasPrefix("000102030405060708090a0b0c0d0e0f10"))
    #expect(text.hasSuffix("f9fafbfcfdfeff"))
    #expect(Hex.bytes(text) == bytes)
    #expect(Hex.ascii(bytes) == Array(text.utf8))
  }

  @Test("no bytes are no digits")
  func nothing() {
    #expect(Hex.text([]) == "")
    #expect(Hex.bytes("") == [])
  }

  @Test(
    "what is not hexadecimal in lower case stands for nothing", arguments: ["0", "abc", "0g", "AB", " 00", "+1", "é0"])
  func refused(text: String) { #expect(Hex.bytes(text) == nil) }

  @Test("a digit counts the same in either case")
  func digits() {
    #expect("09afAF".utf8.map(Hex.value(of:)) == [0, 9, 10, 15, 10, 15])
    #expect("/:@G`g".utf8.map(Hex.value(of:)) == [nil, nil, nil, nil, nil, nil])
  }

  @Test("a byte can be had in upper case", arguments: [(UInt8(0x0A), "0A"), (0xC3, "C3"), (0x99, "99")])
  func uppercase(byte: UInt8, digits: String) { #expect(Hex.uppercase(byte) == Array(digits.utf8)) }
}
