/// Lengths of a document are millimetres; inside, they are points of 1/72 inch.
enum Points {
  static func from(millimetres: Double) -> Double { millimetres * 72 / 25.4 }

  /// Pango counts in 1024ths of a point.
  static func pango(_ points: Double) -> Int32 { Int32((points * 1024).rounded()) }
}
