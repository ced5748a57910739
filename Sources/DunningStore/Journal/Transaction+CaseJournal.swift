import Dunning
import DunningSQL

extension Reading {
  /// The seal over the last of these entries that is sealed, and those after it.
  func seals(over rows: [ChainedRow]) throws -> [Seal] {
    guard let last = try lastSeal(), let sealed = rows.last(where: { $0.id <= last.through }) else { return [] }
    return try sql.all(
      "SELECT \(Seal.columns) FROM seal WHERE through >= ? ORDER BY number", .number(sealed.id), read: Seal.init)
  }
}
