/// A document as plain values: what stands on it and where, and nothing of how it came about.
///
/// Lengths are millimetres, sizes of type are points. The same document always gives the same bytes.
package struct PaperDocument: Hashable, Sendable {
  package var sheet: PaperSheet
  package var margins: PaperMargins
  /// A BCP 47 tag, e.g. `de` or `zh-Hans`: it chooses among the shapes that one Han character has.
  package var language: String
  package var style: PaperStyle
  /// Styles that take less room, each less than the one before: the first that makes the fewest pages is taken, and
  /// ``style`` where none saves one.
  package var tighterStyles: [PaperStyle]
  /// The title in the PDF's own description, as are the two that follow.
  package var title: String
  package var author: String
  package var subject: String
  /// When the document was made, in seconds since 1970-01-01T00:00:00Z. It is the PDF's date of creation.
  package var createdUnixSeconds: Int64
  /// On every page but the first.
  package var runningHead: PaperRunningHead?
  /// At the foot of every page, except one with a ``slip``.
  package var foot: PaperFoot?
  /// Boxes at fixed places of the first page.
  package var boxes: [PaperBox]
  /// Lines at fixed places of the first page, such as fold marks.
  package var lines: [PaperLine]
  /// What flows over the pages.
  package var blocks: [PaperBlock]
  /// A part across the foot of the last page, such as a payment slip; there is a further page when it does not fit.
  package var slip: PaperSlip?
  /// What the blocks say, where they hold it broken into lines by hand; nil where they hold it as it is.
  package var words: String?

  package init(
    sheet: PaperSheet = .a4, margins: PaperMargins = PaperMargins(), language: String = "en",
    style: PaperStyle = PaperStyle(), tighterStyles: [PaperStyle] = [], title: String, author: String = "",
    subject: String = "",
    createdUnixSeconds: Int64, runningHead: PaperRunningHead? = nil, foot: PaperFoot? = nil, boxes: [PaperBox] = [],
    lines: [PaperLine] = [], blocks: [PaperBlock], slip: PaperSlip? = nil, words: String? = nil
  ) {
    self.sheet = sheet
    self.margins = margins
    self.language = language
    self.style = style
    self.tighterStyles = tighterStyles
    self.title = title
    self.author = author
    self.subject = subject
    self.createdUnixSeconds = createdUnixSeconds
    self.runningHead = runningHead
    self.foot = foot
    self.boxes = boxes
    self.lines = lines
    self.blocks = blocks
    self.slip = slip
    self.words = words
  }
}
