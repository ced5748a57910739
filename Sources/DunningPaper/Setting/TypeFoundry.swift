import CPango

/// Pango's map of the machine's fonts and one context a language. Making them costs tens of milliseconds, so they are
/// kept.
// Pango's objects may move between threads, but not be used by two at once: ``Typesetter`` keeps them behind its lock.
final class TypeFoundry: @unchecked Sendable {
  private let map: UnsafeMutablePointer<PangoFontMap>
  private var contexts: [String: OpaquePointer] = [:]

  init() throws(PaperError) {
    guard let map = pango_cairo_font_map_new() else {
      throw PaperError(.invalidDocument, "Pango has no fonts", hint: "install fonts-noto-core")
    }
    cpango_set_resolution(map, 72)
    self.map = map
  }

  deinit {
    for context in contexts.values { cpango_unref(UnsafeMutableRawPointer(context)) }
    cpango_unref(map)
  }

  /// The context in which text of this language is shaped.
  func context(for language: String) throws(PaperError) -> OpaquePointer {
    if let context = contexts[language] { return context }
    guard let context = pango_font_map_create_context(map), let options = cairo_font_options_create() else {
      throw PaperError(.writeFailed, "there is no memory for fonts")
    }
    // A page is no screen: the machine's settings for screens must not move a glyph.
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string(language))
    pango_context_set_base_dir(
      context, PaperFonts.isRightToLeft(language) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
    contexts[language] = context
    return context
  }
}
