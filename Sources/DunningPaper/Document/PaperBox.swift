/// A place on a sheet, in millimetres from its upper left corner, and what stands there.
package struct PaperBox: Hashable, Sendable {
  package enum Anchor: Hashable, Sendable {
    case top
    case center
    case bottom
  }

  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double
  package var blocks: [PaperBlock]
  package var anchor: Anchor
  /// Type shrinks to this part of its size before the text is refused as too long for the box; 1 is not at all.
  package var scaleMin: Double
  /// How the box is called in an error.
  package var name: String

  package init(
    x: Double, y: Double, width: Double, height: Double, blocks: [PaperBlock], anchor: Anchor = .top,
    scaleMin: Double = 0.7, name: String
  ) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.blocks = blocks
    self.anchor = anchor
    self.scaleMin = scaleMin
    self.name = name
  }
}

/// A straight line, in millimetres from the upper left corner of the sheet.
package struct PaperLine: Hashable, Sendable {
  package var fromX: Double
  package var fromY: Double
  package var toX: Double
  package var toY: Double
  /// In points.
  package var width: Double
  /// The lengths of dashes and gaps, in points; none for a line without gaps.
  package var dashes: [Double]

  package init(from: (x: Double, y: Double), to: (x: Double, y: Double), width: Double = 0.5, dashes: [Double] = []) {
    (fromX, fromY) = from
    (toX, toY) = to
    self.width = width
    self.dashes = dashes
  }
}

/// A part of the sheet, as wide as it, at the foot of the last page. Places in it count from the part's own upper left
/// corner.
package struct PaperSlip: Hashable, Sendable {
  /// In millimetres.
  package var height: Double
  package var boxes: [PaperBox]
  package var lines: [PaperLine]

  package init(height: Double, boxes: [PaperBox], lines: [PaperLine]) {
    self.height = height
    self.boxes = boxes
    self.lines = lines
  }
}

/// What stands on top of every page but the first.
package struct PaperRunningHead: Hashable, Sendable {
  package var text: PaperText
  /// At the end of the line; `{page}` and `{pages}` stand for the numbers.
  package var pageText: String

  package init(text: PaperText, pageText: String) {
    self.text = text
    self.pageText = pageText
  }
}

/// What stands at the foot of the pages.
package struct PaperFoot: Hashable, Sendable {
  /// Side by side; each is a list of lines.
  package var columns: [[PaperText]]
  /// As for ``PaperRunningHead/pageText``, on the first page too; nil for none.
  package var pageText: String?

  package init(columns: [[PaperText]], pageText: String? = nil) {
    self.columns = columns
    self.pageText = pageText
  }
}
