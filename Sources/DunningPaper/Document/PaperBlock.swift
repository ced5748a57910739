/// A part of what flows over the pages.
package indirect enum PaperBlock: Hashable, Sendable {
  /// Never leaves a single line of it alone on a page.
  case paragraph(PaperText, PaperTextStyle = .body)
  /// Stays with what follows it. Level 1 is the document's own name, 2 and 3 are parts of it.
  case heading(PaperText, level: Int = 1)
  case table(PaperTable)
  /// Names and values, in two columns.
  case pairs([PaperPair], PaperTextStyle = .body)
  case code(PaperCode)
  case image(PaperImage)
  /// A line across the page.
  case rule
  /// Nothing, this many millimetres high; it disappears at the top of a page.
  case space(Double)
  /// What stays on one page when one page holds it.
  case together([PaperBlock])
  /// Side by side, on one page.
  case columns([PaperColumn])
  case signature(PaperSignature)
  /// Names, each with a line on which a hand writes, or with the value that stands there already.
  case fields([PaperPair])
  /// A box to tick, and what it stands for.
  case tick(PaperText)
  /// So many lines across the page, to write on.
  case writingLines(Int)
  case inset(PaperInset)
  case pageBreak
}

/// A name and its value.
package struct PaperPair: Hashable, Sendable {
  package var name: PaperText
  package var value: PaperText

  package init(_ name: PaperText, _ value: PaperText) {
    self.name = name
    self.value = value
  }
}

/// One of several columns that stand side by side.
package struct PaperColumn: Hashable, Sendable {
  package var width: PaperWidth
  package var blocks: [PaperBlock]

  package init(width: PaperWidth, blocks: [PaperBlock]) {
    self.width = width
    self.blocks = blocks
  }
}

/// How wide a column is.
package enum PaperWidth: Hashable, Sendable {
  /// In millimetres.
  case fixed(Double)
  /// As wide as its widest cell; in ``PaperBlock/columns(_:)`` the same as a share of 1.
  case natural
  /// A part of what the others leave, by weight.
  case share(Double)
}

/// The closing words, room for a hand, and who signs with what authority. It stays on one page.
package struct PaperSignature: Hashable, Sendable {
  package var closing: PaperText
  /// Below the room for the hand: name, authority.
  package var lines: [PaperText]
  /// The height of the room for the hand, in millimetres, where the style does not take less room.
  package var room: Double
  package var alignment: PaperAlignment

  package init(closing: PaperText, lines: [PaperText], room: Double = 12, alignment: PaperAlignment = .start) {
    self.closing = closing
    self.lines = lines
    self.room = room
    self.alignment = alignment
  }
}

/// A PNG image.
package struct PaperImage: Hashable, Sendable {
  /// The file's bytes.
  package var png: [UInt8]
  /// In millimetres; the other side follows from the image, and both shrink where there is less room.
  package var width: Double?
  package var height: Double?
  package var alignment: PaperAlignment
  /// What the image shows, in words.
  package var alternative: String

  package init(
    png: [UInt8], width: Double? = nil, height: Double? = nil, alignment: PaperAlignment = .start,
    alternative: String = ""
  ) {
    self.png = png
    self.width = width
    self.height = height
    self.alignment = alignment
    self.alternative = alternative
  }
}

/// Room for something that is put there when the PDF is complete, such as a page of another one. It does not stand in
/// columns or boxes.
package struct PaperInset: Hashable, Sendable {
  /// By which ``PaperPlace`` names it.
  package var number: Int
  /// In millimetres.
  package var width: Double
  package var height: Double

  package init(number: Int, width: Double, height: Double) {
    self.number = number
    self.width = width
    self.height = height
  }
}

/// Where an inset came to stand, in points from the lower left corner of its page.
package struct PaperPlace: Hashable, Sendable {
  package let inset: Int
  /// From 1.
  package let page: Int
  package let x: Double
  package let y: Double
  package let width: Double
  package let height: Double
}

/// A QR code, drawn as squares.
package struct PaperCode: Hashable, Sendable {
  /// What stands in the middle of the code.
  package enum Emblem: Hashable, Sendable {
    /// The Swiss cross, 7 × 7 mm in a code of 46 × 46 mm.
    ///
    /// - Source: Swiss Implementation Guidelines for the QR-bill 2.3, 6.4.2.
    case swissCross
  }

  /// The bytes that a reader gets; error correction level M.
  package var payload: [UInt8]
  /// The side of the code without its quiet zone, in millimetres.
  package var side: Double
  package var emblem: Emblem?
  /// Below the code, small.
  package var caption: PaperText
  /// The highest version (1 to 40) that the standard of the payload allows.
  package var versionMax: Int

  package init(
    payload: [UInt8], side: Double, emblem: Emblem? = nil, caption: PaperText = "", versionMax: Int = 40
  ) {
    self.payload = payload
    self.side = side
    self.emblem = emblem
    self.caption = caption
    self.versionMax = versionMax
  }
}
