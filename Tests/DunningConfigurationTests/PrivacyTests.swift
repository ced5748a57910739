import Dunning
import DunningConfiguration
import Testing

@Suite("How long people are known, and when the register comes")
struct PrivacyTests {
  private func acme(_ creditor: String, file: String = "mode: held") throws -> Creditor {
    let text = try example("mode: held", file).replacing("    country: DE\n", with: "    country: FR\n\(creditor)")
    return try #require(try read(text).rulebook.creditors["acme"])
  }

  @Test("a creditor keeps as long as the file says, or as it says itself; for ever when nobody says anything")
  func retain() throws {
    let global = "mode: held\nprivacy: {retain: 120mo}"
    #expect(try acme("").retention == nil)
    #expect(try acme("", file: global).retention == Retention(parsing: "120mo"))
    #expect(try acme("    privacy: {retain: 100w}\n", file: global).retention == Retention(parsing: "100w"))
    #expect(try acme("    privacy: {retain: forever}\n", file: global).retention == nil)
    #expect(try acme("    register: monthly\n").register == .monthly)
    #expect(try acme("").register == nil)
  }

  @Test("a time that is none, and a word that is no schedule, are mistakes with their place")
  func mistaken() throws {
    let said = try mistakes(
      example("    country: DE\n", "    country: FR\n    register: weekly\n    privacy: {retain: 12y}\n"))
    try #require(said.count == 2)
    #expect(said[0].hasPrefix("dunningd.yaml:12:15: error: register"))
    #expect(said[1].hasPrefix("dunningd.yaml:13:23: error: retain"))
  }

  @Test("where the law keeps vouchers longer, a shorter time is warned of")
  func warned() throws {
    func warnings(_ time: String) throws -> [String] {
      try read(example("mode: held", "mode: held\nprivacy: {retain: \(time)}")).warnings.map(\.message)
    }
    #expect(try warnings("24mo").contains { $0.contains("8 years in DE") })
    #expect(try !warnings("96mo").contains { $0.contains("8 years") })
  }
}
