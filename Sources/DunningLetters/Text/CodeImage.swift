import Dunning
import DunningPaper

/// The code by which a mail can be paid, as the picture that its HTML shows.
package struct CodeImage: Hashable, Sendable {
  /// What the HTML calls it behind `cid:`: the same for the same notice.
  package let contentID: String
  /// A PNG.
  package let png: [UInt8]
  /// In pixels, as wide as it is high.
  let side: Int

  /// Pixels of a square: a version 13 then fits a telephone's screen, and a camera finds its squares on it.
  private static let pixels = 3

  /// Nil where the letter's words stand alone, and for a Swiss code, which belongs into a payment part.
  ///
  /// - Source: Swiss Implementation Guidelines for the QR-bill 2.3, 3.1: the code is a part of the payment part.
  init?(_ facts: NoticeFacts, total: Money) {
    // A statement of account asks for nothing.
    guard facts.account == nil, let code = LetterPaymentCode(facts, total: total), code.isBesideAccount,
      // What no symbol holds is said in words.
      let image = try? QRImage.png(
        Array(code.code.payload.utf8), versionMax: LetterPaymentCode.versionMax, pixels: Self.pixels)
    else { return nil }
    let from = facts.creditor.from.address.text
    let domain = from.suffix(from: from.lastIndex(of: "@").map(from.index(after:)) ?? from.startIndex)
    contentID = "payment-code.\(facts.number)@\(domain)"
    (png, side) = image
  }
}
