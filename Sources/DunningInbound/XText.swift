/// The way in which delivery reports write what a field could not hold.
enum XText {
  /// The text with `+2B` and `+3D` read as the plus and the equals sign, the only visible characters that must be written
  /// so: reading every such pair would spoil the addresses of relays that do not write them.
  ///
  /// - Source: RFC 3461 4.
  static func decoded(_ text: String) -> String {
    text.replacing("+3D", with: "=").replacing("+2B", with: "+")
  }
}
