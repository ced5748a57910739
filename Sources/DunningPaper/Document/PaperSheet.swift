/// The size of the paper, upright.
package enum PaperSheet: String, Hashable, Sendable, CaseIterable {
  /// 210 × 297 mm.
  ///
  /// - Source: ISO 216.
  case a4
  /// 8.5 × 11 inches.
  case usLetter

  /// In millimetres.
  package var width: Double { self == .a4 ? 210 : 215.9 }

  /// In millimetres.
  package var height: Double { self == .a4 ? 297 : 279.4 }
}

/// The distances from the edges of the sheet within which the text flows, in millimetres.
package struct PaperMargins: Hashable, Sendable {
  package var left: Double
  package var right: Double
  /// Where the flow begins on the first page, below the boxes.
  package var firstTop: Double
  /// Where it begins on the others, below the running head.
  package var top: Double
  package var bottom: Double

  package init(
    left: Double = 25, right: Double = 20, firstTop: Double = 25, top: Double = 30, bottom: Double = 25
  ) {
    self.left = left
    self.right = right
    self.firstTop = firstTop
    self.top = top
    self.bottom = bottom
  }
}
