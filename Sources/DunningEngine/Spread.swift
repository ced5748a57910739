/// Spreads what would happen at the same moment, without chance: a number always lands in the same place, and
/// neighbouring numbers land far apart.
enum Spread {
  /// A number from 0 to `max`, which is less than 2³².
  ///
  /// - Source: Fibonacci hashing; Knuth, The Art of Computer Programming, volume 3, 6.4.
  static func number(of seed: UInt64, max: Int) -> Int {
    // The parentheses matter: in Swift a shift binds tighter than a product.
    let hash = (seed &* 0x9E37_79B9_7F4A_7C15) >> 32
    // Scaled down instead of divided: it is the high bits that lie far apart, and a remainder would look at the low ones.
    return Int((hash * UInt64(max + 1)) >> 32)
  }
}
