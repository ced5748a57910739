import Dunning
import GRDB

extension Docket {
  /// Holds sending when the docket is a restored one or lives in another place than before: what left since then is not
  /// on record, and would leave again. Whoever arms has looked at it.
  ///
  /// The hold and the new home are one transaction, and the mark follows it, so that a crash at any moment neither
  /// forgets the one nor repeats the other.
  static func checkProvenance(
    _ pool: DatabasePool, file: String, home: (String) -> DocketHome, key: [UInt8], markFile: String, now: Instant
  ) throws {
    let mark = DocketMark(file: markFile, home: home(markFile))
    let place = home(file)
    let present = try pool.write { db in
      let present = DocketMark(key: key, entry: try lastEntry(in: db))
      let before = try Settings.value(.home, in: db).map(DocketHome.init(text:))
      let differences = [
        before.flatMap(place.difference(from:)), mark.flatMap { $0.difference(from: present) },
      ].compactMap { $0 }
      if !differences.isEmpty, try Settings.value(.mode, in: db) != "held" {
        let reason =
          "this docket seems to be restored or moved: \(differences.joined(separator: ", and ")); what left "
          + "meanwhile is not on record: look at `dunningctl plan`, then `dunningctl arm`"
        try hold(because: reason, by: .daemon, now: now, in: db)
      }
      if before != place { try Settings.set(.home, place.text, in: db) }
      return DocketMark(key: key, entry: try lastEntry(in: db))
    }
    present.write(to: markFile, home: home)
  }

  /// Writes down beside the docket how far it has come.
  package func keepMark() async throws(DocketError) {
    let entry = try await read { db in try Self.lastEntry(in: db) }
    DocketMark(key: messageKey, entry: entry).write(to: markFile, home: home)
  }

  private static func lastEntry(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(id) FROM event") ?? 0
  }
}
