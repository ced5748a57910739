/// A second table that says more of each row, such as the customers with their addresses.
package struct TableJoin: Sendable {
  /// Its path, from the folder of the first table on.
  package let file: String
  /// The column of the first table, and that of the second with the same values.
  package let on: (here: String, there: String)
  package let take: [Taking]

  package init(file: String, on: (here: String, there: String), take: [Taking]) {
    self.file = file
    self.on = on
    self.take = take
  }
}
