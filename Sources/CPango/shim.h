#pragma once
#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

// Macros, which Swift does not see.

static inline void cpango_unref(void *object) { g_object_unref(object); }
static inline int cpango_is_unknown(PangoGlyph glyph) {
  return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
}
// The map as its interface for cairo.
static inline void cpango_set_resolution(PangoFontMap *map, double dpi) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), dpi);
}
