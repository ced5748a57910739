/// Text in one or several faces.
///
/// A `\n` ends a line. Control characters become spaces and direction overrides are taken out when it is set, so that
/// no text can disguise what follows it.
package struct PaperText: Hashable, Sendable, ExpressibleByStringLiteral {
  package var spans: [PaperSpan]

  package init(_ spans: [PaperSpan]) { self.spans = spans }

  package init(_ text: String) { spans = text.isEmpty ? [] : [PaperSpan(text)] }

  package init(stringLiteral text: String) { self.init(text) }

  /// The characters without their faces.
  package var plain: String { spans.reduce(into: "") { $0 += $1.text } }

  package var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

  package static func bold(_ text: String) -> PaperText { PaperText([PaperSpan(text, isBold: true)]) }
}

/// A run of text in one face.
package struct PaperSpan: Hashable, Sendable {
  package var text: String
  package var isBold: Bool
  package var isItalic: Bool
  /// True for what no line end may divide, such as a sum.
  package var isUnbroken: Bool
  /// Where a click on it leads; nil for nowhere.
  package var link: String?

  package init(
    _ text: String, isBold: Bool = false, isItalic: Bool = false, isUnbroken: Bool = false, link: String? = nil
  ) {
    self.text = text
    self.isBold = isBold
    self.isItalic = isItalic
    self.isUnbroken = isUnbroken
    self.link = link
  }
}

/// How a paragraph is set.
package struct PaperTextStyle: Hashable, Sendable {
  /// As a multiple of the document's size.
  package var scale: Double
  package var isBold: Bool
  package var alignment: PaperAlignment
  /// The grey of the text: 0 is black, 1 is white.
  package var grey: Double
  /// How far the first line is moved in, in ems.
  package var firstIndent: Double
  /// The distance of baselines as a multiple of the size; nil for the document's.
  package var leading: Double?
  /// The least room above, in lines of body text.
  package var spaceBefore: Double
  /// The least room below, in lines of body text.
  package var spaceAfter: Double
  /// Of a paragraph that is a heading, as ``PaperBlock/heading(_:level:)`` counts; nil for any other.
  package var level: Int?

  package init(
    scale: Double = 1, isBold: Bool = false, alignment: PaperAlignment = .start, grey: Double = 0,
    firstIndent: Double = 0, leading: Double? = nil, spaceBefore: Double = 0.5, spaceAfter: Double = 0.5,
    level: Int? = nil
  ) {
    self.scale = scale
    self.isBold = isBold
    self.alignment = alignment
    self.grey = grey
    self.firstIndent = firstIndent
    self.leading = leading
    self.spaceBefore = spaceBefore
    self.spaceAfter = spaceAfter
    self.level = level
  }

  package static let body = PaperTextStyle()
  /// For notes below tables and beside codes.
  package static let small = PaperTextStyle(scale: 0.85)
}

/// To which side lines are set. The start is the left in a language that is written from left to right.
package enum PaperAlignment: Hashable, Sendable {
  case start
  case center
  case end
}
