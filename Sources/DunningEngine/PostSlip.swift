import Dunning
import FoundationEssentials

/// What lies beside a letter in the print spool: where it goes and how, in JSON.
struct PostSlip: Encodable {
  let notice: String
  /// The name of the PDF beside it.
  let file: String
  /// Of the PDF, in hexadecimal digits.
  let sha256: String
  /// Of the PDF; nil when it does not tell.
  let pages: Int?
  /// `plain`, `registered` or `content-certified`.
  let service: String
  let creditor: String
  /// The lines of the window, the debtor's name first.
  let address: [String]
  /// ISO 3166-1 alpha-2; nil when nobody said.
  let country: String?

  /// The bytes of the file, the same for the same values.
  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(notice, forKey: .notice)
    try container.encode(file, forKey: .file)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(pages, forKey: .pages)
    try container.encode(service, forKey: .service)
    try container.encode(creditor, forKey: .creditor)
    try container.encode(address, forKey: .address)
    try container.encode(country, forKey: .country)
  }

  private enum CodingKeys: String, CodingKey {
    case notice
    case file
    case sha256
    case pages
    case service
    case creditor
    case address
    case country
  }

  /// How many pages a PDF has, by its page objects (ISO 32000-1, 7.7.3.3); nil when they cannot be seen from outside.
  static func pages(of pdf: [UInt8]) -> Int? {
    let mark = Array("/Type /Page".utf8)
    var (count, rest) = (0, pdf[...])
    while let found = rest.firstRange(of: mark) {
      rest = rest[found.upperBound...]
      // The tree of pages is called Pages.
      if rest.first != UInt8(ascii: "s") { count += 1 }
    }
    return count > 0 ? count : nil
  }
}
