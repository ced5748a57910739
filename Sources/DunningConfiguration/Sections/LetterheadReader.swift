import Dunning
import DunningBytes
import DunningLetters
import Glibc

extension Letterhead {
  static let keys = ["logo", "foot", "sheet", "place", "signatory", "authority", "contact"]
  /// A logo is a part of every letter.
  private static let logoBytesMax = 1 << 20

  /// Reads `letterhead` of a creditor.
  init(_ section: Section) {
    self.init(
      logo: section.text("logo").flatMap { Self.readLogo($0, section) }, foot: section.texts("foot")?.map(\.text) ?? [],
      sheet: section.choice("sheet", Sheet.self), place: section.text("place"), signatory: section.text("signatory"),
      authority: section.text("authority"), contact: Self.readContact(section))
  }

  private static func readContact(_ section: Section) -> Contact? {
    guard let contact = section.section("contact", knows: ["name", "phone", "email"]) else { return nil }
    let (phone, email) = (contact.text("phone"), contact.value("email", EmailAddress.init(parsing:)))
    return contact.requiredText("name").map { Contact(name: $0, phone: phone, email: email) }
  }

  /// - Source: PNG (third edition) 5.2: the signature that every file begins with.
  private static func readLogo(_ path: String, _ section: Section) -> [UInt8]? {
    let folder = section.findings.file.lastIndex(of: "/").map { String(section.findings.file[..<$0]) } ?? "."
    let place = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    let bytes: [UInt8]
    do {
      bytes = try FileReader.content(of: place, atMost: logoBytesMax)
    } catch  where error.errorNumber == EFBIG {
      // What is wrong with it is said below.
      bytes = []
    } catch {
      section.findings.error(
        "the logo \(quoted(place)) cannot be read", at: section.mark(of: "logo"),
        suggestion: "check its name and permissions")
      return nil
    }
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      section.findings.error(
        "the logo \(quoted(place)) is no PNG of at most \(logoBytesMax) bytes", at: section.mark(of: "logo"),
        suggestion: "save it as PNG, a few centimetres wide at 300 dots an inch")
      return nil
    }
    if let problem = LogoCheck.problem(bytes) {
      section.findings.error(
        "the logo \(quoted(place)) cannot be drawn: \(problem.message)", at: section.mark(of: "logo"),
        suggestion: problem.hint)
      return nil
    }
    return bytes
  }
}
