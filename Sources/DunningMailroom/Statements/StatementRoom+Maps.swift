import Dunning
import DunningStore

extension StatementRoom {
  /// What a file says; a table for which no map is named, by the one map that fits it.
  ///
  /// - Returns: the name of that map with it; nil where none was looked for, or none fits.
  /// - Throws: ``StatementRefusal`` when several fit; what `maps` throws.
  func read(
    _ question: StatementQuestion, by maps: () throws -> [StatementQuestion.MapText], _ rulebook: Rulebook
  ) async throws -> (reading: StatementReading, map: String?) {
    let plain = await reader.read(question)
    // What breaks in one of its lines is of a format that is known.
    guard question.map == nil, let trouble = plain.trouble, trouble.line == nil else { return (plain, nil) }
    var fitting: [(reading: StatementReading, map: String?)] = []
    for map in try maps() {
      let own = StatementQuestion(bytes: question.bytes, map: map, account: question.account)
      let reading = await reader.read(own)
      if Self.fits(reading, own, rulebook) { fitting.append((reading, map.name)) }
    }
    guard fitting.count > 1 else { return fitting.first ?? (plain, nil) }
    let names = fitting.compactMap(\.map).joined(separator: " or ")
    throw StatementRefusal("several maps can read this table: say which with --map: \(names)")
  }

  private static func fits(_ reading: StatementReading, _ question: StatementQuestion, _ rulebook: Rulebook) -> Bool {
    guard reading.statements.contains(where: { !$0.entries.isEmpty }) else { return false }
    // Why a map does not fit is of no use to who did not name it.
    return (try? BankFile(reading, name: "", bytes: question.bytes, rulebook: rulebook)) != nil
  }
}
