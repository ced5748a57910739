import Dunning
import DunningConfiguration
import FoundationEssentials
import Testing

@Suite("E-invoices and lists of what is open")
struct InvoicesTests {
  private func section(_ sections: String) throws -> String { try example("creditors:", "\(sections)\ncreditors:") }

  @Test("without them nothing is watched, and a list that touches more than a fifth is held")
  func defaults() throws {
    let configuration = try read(example)
    #expect(configuration.invoices.folder == nil && configuration.rulebook.lists.holdAbove == 20)
    #expect(configuration.rulebook.creditors["acme"]?.paymentDays == nil)
  }

  @Test("folder, share, VAT id and days to pay in are read")
  func values() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let text = try section("invoices: {folder: \(folder)}\nlists: {hold_above: 35}")
    let own = "    vat_id: DE123456789\n    payment_days: 14\n    time_zone:"
    let configuration = try read(text.replacing("    time_zone:", with: own, maxReplacements: 1))
    #expect(configuration.invoices.folder == folder && configuration.rulebook.lists.holdAbove == 35)
    let creditor = try #require(configuration.rulebook.creditors.values.first)
    #expect(creditor.vatID == "DE123456789" && creditor.paymentDays == 14)
  }

  @Test(
    "what cannot be so is a mistake with its place",
    arguments: [
      ("invoices: {folder: in}", "folder must be an absolute path"),
      ("invoices: {folder: /nowhere/at/all}", "there is no folder"), ("invoices: {watch: /x}", "watch"),
      ("lists: {hold_above: 101}", "hold_above"), ("lists: {hold_above: a lot}", "hold_above"),
    ])
  func mistaken(sections: String, words: String) throws {
    let found = try mistakes(try section(sections))
    #expect(found.contains { "\($0)".contains(words) }, "\(found)")
  }
}
