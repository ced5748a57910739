import Dunning
import DunningStore
import DunningTesting
import Testing

@testable import DunningEngine

@Suite("Naming messages")
struct MessageNamesTests {
  private func name(
    key: [UInt8] = [1, 2, 3], notice: Int64 = 7, to: String = "anna@kunde.example",
    from: String = "billing@acme.example"
  ) throws -> String {
    MessageNames(key: key).messageID(
      of: NoticeID(notice), to: try EmailAddress(parsing: to), from: try Samples.creditor(address: from))
  }

  @Test("a name is always alike, and another for another notice, recipient or docket")
  func deterministic() throws {
    let one = try name()
    #expect(try one == name())
    let others = [try name(key: [9]), try name(notice: 8), try name(to: "b@kunde.example")]
    #expect(Set(others + [one]).count == 4)
  }

  @Test("a name is at the creditor's domain, and tells nothing")
  func domain() throws {
    let name = try name()
    #expect(name.hasPrefix("dn."))
    #expect(name.hasSuffix("@acme.example"))
    #expect(name.split(separator: "@")[0].count == 3 + 32)
    #expect(!name.contains("anna"))
  }

  @Test("a domain that is not ASCII is left out of the name")
  func international() throws {
    let name = try name(from: "post@müller.example")
    #expect(name.hasSuffix("@dunningd.invalid"))
  }
}
