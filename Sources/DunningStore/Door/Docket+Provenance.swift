import Dunning
import DunningSQL
import FoundationEssentials

extension Docket {
  /// Holds sending when the docket is a restored one or lives in another place than before: what left since then is not
  /// on record, and would leave again. Whoever arms has looked at it.
  ///
  /// The hold and the new home are one transaction, and the mark follows it, so that a crash at any moment neither
  /// forgets the one nor repeats the other.
  static func checkProvenance(
    _ database: SQLiteEngine, place file: DocketFile, home: (String) -> DocketHome, key: [UInt8], marks: DocketMarks,
    now: Instant
  ) throws {
    let place = home(file.path)
    let present = try database.write { sql in
      let entry = Entry(sql: sql, now: now, actor: .daemon)
      let present = DocketMark(key: key, entry: try entry.lastEntry())
      let before = try entry.setting(.home).map(DocketHome.init(text:))
      let differences =
        [before.flatMap(place.difference(from:))].compactMap { $0 } + marks.differences(from: present, home: home)
      if !differences.isEmpty, try entry.setting(.mode) != "held" {
        let reason =
          "this docket seems to be restored, moved or new: \(differences.joined(separator: ", and ")); what left "
          + "meanwhile is not on record\(Self.rescued(beside: file.path)): look at `dunningctl plan`, then `dunningctl arm`"
        try entry.hold(because: reason)
      }
      if before != place { try entry.set(.home, place.text) }
      return DocketMark(key: key, entry: try entry.lastEntry(), of: file.name(home))
    }
    _ = marks.write(present, home: home)
  }

  /// Names what was saved of a docket whose file was taken away.
  private static func rescued(beside file: String) -> String {
    let folder = String(file.prefix(through: file.lastIndex(of: "/") ?? file.startIndex))
    // A folder that cannot be listed says nothing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let rescued = names.filter { $0.hasPrefix(DocketFile.rescuePrefix) }.sorted()
    return rescued.isEmpty ? "" : " (\(rescued.joined(separator: ", ")) has what was saved of one that was taken away)"
  }

  /// Writes down how far the docket has come, beside it and on the other volume where one was given.
  ///
  /// - Returns: false when the mark on the other volume cannot be written.
  @discardableResult
  package func keepMark() async throws(DocketError) -> Bool {
    let entry = try await read { look in try look.lastEntry() }
    return marks.write(DocketMark(key: messageKey, entry: entry, of: place.name(home)), home: home)
  }
}
