/// A notice in words: the parts of one message.
package struct NoticeText: Hashable, Sendable {
  /// One line; says what the message is about, never how much is owed.
  package let subject: String
  /// Complete on its own: lines of at most ``PlainTextLayout/columnsMax`` columns, ended by `\n`.
  package let text: String
  /// A whole HTML document that loads nothing from anywhere.
  package let html: String
  /// The code that the HTML shows; nil when it shows none.
  package let code: CodeImage?
  /// The language tag of the templates that were used, e.g. `zh-Hans`.
  package let language: String

  package init(subject: String, text: String, html: String, code: CodeImage? = nil, language: String) {
    self.subject = subject
    self.text = text
    self.html = html
    self.code = code
    self.language = language
  }
}
