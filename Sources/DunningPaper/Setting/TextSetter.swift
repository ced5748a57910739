import CPango

/// Breaks text into lines in the fonts of one document.
struct TextSetter {
  private let context: OpaquePointer
  private let families: String
  /// The size of body text, in points.
  let size: Double
  private let leading: Double
  /// ``PaperStyle/spacing``.
  let spacing: Double

  init(_ foundry: TypeFoundry, _ document: PaperDocument) throws(PaperError) {
    context = try foundry.context(for: document.language)
    families = (document.style.families ?? PaperFonts.families(for: document.language)).joined(separator: ",")
    size = document.style.size
    leading = document.style.leading
    spacing = document.style.spacing
  }

  private init(_ other: TextSetter, scale: Double) {
    context = other.context
    families = other.families
    size = other.size * scale
    leading = other.leading
    spacing = other.spacing
  }

  func scaled(by scale: Double) -> TextSetter { TextSetter(self, scale: scale) }

  /// The distance of baselines of body text.
  var lineHeight: Double { size * leading }

  /// What the distances between blocks are multiples of.
  var blockSpace: Double { lineHeight * spacing }

  /// - Parameter width: where lines end, in points; nil for lines that end only at `\n`.
  /// - Throws: ``PaperError`` `.missingGlyph`.
  func set(_ text: PaperText, _ style: PaperTextStyle, width: Double?) throws(PaperError) -> SetText {
    guard let layout = pango_layout_new(context) else { throw PaperError(.writeFailed, "there is no memory for text") }
    let size = self.size * style.scale
    let (content, links) = fill(layout, text, style, size: size)
    pango_layout_set_auto_dir(layout, 0)
    pango_layout_set_width(layout, width.map { max(0, Points.pango($0)) } ?? -1)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_indent(layout, Points.pango(style.firstIndent * size))
    switch style.alignment {
    case .start: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .end: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    }
    let result = SetText(
      layout: layout, size: size, lineHeight: size * (style.leading ?? leading), grey: style.grey,
      links: links)
    if pango_layout_get_unknown_glyphs_count(layout) > 0 { throw MissingGlyph.error(in: result, content) }
    return result
  }

  /// Puts the text with its faces into the layout.
  ///
  /// - Returns: the text as it is set, and which of its bytes lead somewhere.
  private func fill(
    _ layout: OpaquePointer, _ text: PaperText, _ style: PaperTextStyle, size: Double
  ) -> (content: [UInt8], links: [SetText.Link]) {
    var (content, links) = ([UInt8](), [SetText.Link]())
    let attributes = pango_attr_list_new()
    defer { pango_attr_list_unref(attributes) }
    for span in text.spans {
      let start = content.count
      content += Array(HarmlessText.clean(span.text).utf8)
      let range = UInt32(start)..<UInt32(content.count)
      if let link = span.link { links.append(SetText.Link(range: start..<content.count, target: link)) }
      if span.isBold && !style.isBold {
        Self.insert(pango_attr_weight_new(PANGO_WEIGHT_BOLD), range, attributes)
      }
      if span.isItalic { Self.insert(pango_attr_style_new(PANGO_STYLE_ITALIC), range, attributes) }
      if span.isUnbroken { Self.insert(pango_attr_allow_breaks_new(0), range, attributes) }
    }
    let all = 0..<UInt32(content.count)
    Self.insert(pango_attr_insert_hyphens_new(0), all, attributes)
    let font = pango_font_description_new()
    defer { pango_font_description_free(font) }
    pango_font_description_set_family(font, families)
    pango_font_description_set_absolute_size(font, size * 1024)
    pango_font_description_set_weight(font, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_layout_set_font_description(layout, font)
    content.withUnsafeBytes { bytes in
      pango_layout_set_text(layout, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    pango_layout_set_attributes(layout, attributes)
    return (content, links)
  }

  private static func insert(
    _ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<UInt32>, _ list: OpaquePointer?
  ) {
    guard let attribute else { return }
    attribute.pointee.start_index = range.lowerBound
    attribute.pointee.end_index = range.upperBound
    pango_attr_list_insert(list, attribute)
  }
}
