/// How text looks where nothing else is said.
package struct PaperStyle: Hashable, Sendable {
  /// Families in the order in which they are asked for a glyph; nil for the ones of the document's language
  /// (``PaperFonts/families(for:)``). What none of them has is looked for in the machine's other fonts.
  package var families: [String]?
  /// The size of body text, in points.
  package var size: Double
  /// The distance of baselines, as a multiple of the size.
  package var leading: Double
  /// The room between blocks, as a multiple of what is usual.
  package var spacing: Double

  package init(families: [String]? = nil, size: Double = 10, leading: Double = 1.4, spacing: Double = 1) {
    self.families = families
    self.size = size
    self.leading = leading
    self.spacing = spacing
  }
}
