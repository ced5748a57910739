/// The fixed sum that a late payer owes besides interest.
package struct FixedSum: Hashable, Sendable {
  package enum Scale: Hashable, Sendable {
    /// By the size of the debt: the first band whose edge, in minor units and itself included, is not below it. The last
    /// band has no edge.
    case bands([Band])
    /// A percentage of each slice of the debt, rounded half-up once, held between two sums (Dutch WIK scale).
    case slices([Slice], least: Int64, most: Int64)
  }

  package struct Band: Hashable, Sendable {
    package let upTo: Int64?
    package let sum: Int64

    package init(upTo: Int64?, sum: Int64) {
      self.upTo = upTo
      self.sum = sum
    }
  }

  package struct Slice: Hashable, Sendable {
    /// Minor units; nil for all the rest.
    package let width: Int64?
    package let percent: Percent

    package init(width: Int64?, percent: Percent) {
      self.width = width
      self.percent = percent
    }
  }

  /// The currency of the law; a debt in another one gets no sum, since no law says at which rate.
  package let currency: Currency
  package let scale: Scale

  package init(currency: Currency, scale: Scale) {
    self.currency = currency
    self.scale = scale
  }

  /// Minor units for a debt of so many.
  func sum(for debt: Int64) -> Int64 {
    switch scale {
    case .bands(let bands): bands.first { debt <= $0.upTo ?? .max }?.sum ?? 0
    case .slices(let slices, let least, let most): min(max(Self.total(slices, of: debt), least), most)
    }
  }

  private static func total(_ slices: [Slice], of debt: Int64) -> Int64 {
    var (left, hundredMillionths) = (debt, Int128(0))
    for slice in slices {
      let part = min(left, slice.width ?? left)
      hundredMillionths += Int128(part) * Int128(slice.percent.millionths)
      left -= part
    }
    return Int64((hundredMillionths + 50_000_000) / 100_000_000)
  }
}
