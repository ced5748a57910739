/// Tells addresses of the internet from those of this machine, its network, and what only looks like the internet.
package enum PublicAddress {
  /// Whether an address leads out into the internet.
  ///
  /// - Parameter bytes: 4 of IPv4 or 16 of IPv6; others are no address, and lead nowhere.
  /// - Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
  package static func contains(_ bytes: [UInt8]) -> Bool {
    switch bytes.count {
    case 4: !ownIPv4.contains { $0.holds(bytes) }
    case 16: isPublicIPv6(bytes)
    default: false
    }
  }

  /// Only what is given out to the internet (2000::/3) leads there, and not what carries an address of its own in it.
  private static func isPublicIPv6(_ bytes: [UInt8]) -> Bool {
    if let embedded = embeddedIPv4.first(where: { $0.block.holds(bytes) }) {
      return contains(Array(bytes[embedded.at..<embedded.at + 4]))
    }
    return Block([0x20], 3).holds(bytes) && !ownIPv6.contains { $0.holds(bytes) }
  }

  /// The addresses that begin alike.
  private struct Block: Sendable {
    let start: [UInt8]
    let bits: Int

    /// - Parameter start: as many bytes as `bits` need.
    init(_ start: [UInt8], _ bits: Int) { (self.start, self.bits) = (start, bits) }

    func holds(_ bytes: [UInt8]) -> Bool {
      let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
      guard bytes.prefix(whole).elementsEqual(start.prefix(whole)) else { return false }
      guard rest > 0 else { return true }
      return (bytes[whole] ^ start[whole]) >> (8 - rest) == 0
    }
  }

  private static let ownIPv4 = [
    Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16), Block([172, 16], 12),
    Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24), Block([192, 168], 16),
    Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24), Block([224], 4), Block([240], 4),
  ]

  private static let ownIPv6 = [
    // What the protocols keep for themselves, Teredo among it; documentation.
    Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x3F, 0xFF, 0x00], 20),
  ]

  /// Addresses of IPv4 in the clothes of IPv6, and where in them they stand: mapped, NAT64, 6to4.
  private static let embeddedIPv4 = [
    (block: Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96), at: 12),
    (block: Block([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96), at: 12),
    (block: Block([0x20, 0x02], 16), at: 2),
  ]
}
