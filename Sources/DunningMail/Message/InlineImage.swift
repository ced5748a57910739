/// A picture that the HTML of a message shows, and that goes with it.
///
/// - Source: RFC 2387 (multipart/related), RFC 2392 (`cid:` addresses).
package struct InlineImage: Sendable, Hashable {
  /// What the HTML calls it behind `cid:`: an address of its own, without brackets.
  package let contentID: String
  /// A PNG.
  package let png: [UInt8]

  /// Holds a picture; ``MailMessage/encoded()`` checks it.
  package init(contentID: String, png: [UInt8]) {
    self.contentID = contentID
    self.png = png
  }
}
