import Dunning
import DunningSQL

extension Docket {
  /// Holds sending when the docket is a restored one or lives in another place than before: what left since then is not
  /// on record, and would leave again. Whoever arms has looked at it.
  ///
  /// The hold and the new home are one transaction, and the mark follows it, so that a crash at any moment neither
  /// forgets the one nor repeats the other.
  static func checkProvenance(
    _ database: SQLiteEngine, file: String, home: (String) -> DocketHome, key: [UInt8], markFile: String, now: Instant
  ) throws {
    let mark = DocketMark(file: markFile, home: home(markFile))
    let place = home(file)
    let present = try database.write { sql in
      let entry = Entry(sql: sql, now: now, actor: .daemon)
      let present = DocketMark(key: key, entry: try entry.lastEntry())
      let before = try entry.setting(.home).map(DocketHome.init(text:))
      let differences = [
        before.flatMap(place.difference(from:)), mark.flatMap { $0.difference(from: present) },
      ].compactMap { $0 }
      if !differences.isEmpty, try entry.setting(.mode) != "held" {
        let reason =
          "this docket seems to be restored or moved: \(differences.joined(separator: ", and ")); what left "
          + "meanwhile is not on record: look at `dunningctl plan`, then `dunningctl arm`"
        try entry.hold(because: reason)
      }
      if before != place { try entry.set(.home, place.text) }
      return DocketMark(key: key, entry: try entry.lastEntry())
    }
    present.write(to: markFile, home: home)
  }

  /// Writes down beside the docket how far it has come.
  package func keepMark() async throws(DocketError) {
    let entry = try await read { look in try look.lastEntry() }
    DocketMark(key: messageKey, entry: entry).write(to: markFile, home: home)
  }
}
