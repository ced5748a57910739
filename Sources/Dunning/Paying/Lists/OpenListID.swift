/// The number of a list of what is open in the docket, shown as `l17`.
package struct OpenListID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  package var description: String { "l\(number)" }

  package static func < (left: OpenListID, right: OpenListID) -> Bool { left.number < right.number }
}
