import DunningPaper

/// Whether a file can be the logo of a letter.
package enum LogoCheck {
  /// Why these bytes cannot be one; nil where they can.
  package static func problem(_ bytes: [UInt8]) -> (message: String, hint: String?)? {
    do throws(PaperError) {
      _ = try PNGHeader(bytes)
      return nil
    } catch {
      return (error.message, error.hint)
    }
  }
}
