import DunningInvoices
import Foundation

/// Invoices of the tests.
enum Samples {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixtures.appending(path: name))) }

  /// An invoice in XML with some of its text changed.
  static func invoice(_ name: String, _ changes: [String: String] = [:]) throws -> Invoice {
    var text = String(decoding: try bytes(name), as: UTF8.self)
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return try Invoice(Array(text.utf8))
  }

  /// A time to pay by, as CII writes it.
  static func term(_ day: String, _ more: String = "") -> String {
    """
    <ram:SpecifiedTradePaymentTerms>\(more)<ram:DueDateDateTime><udt:DateTimeString format="102">\(day)\
    </udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
    """
  }

  /// The invoice in CII with these times to pay by.
  static func invoice(terms: String...) throws -> Invoice {
    try invoice("cii.xml", ["<!-- TERMS -->": terms.joined()])
  }
}
