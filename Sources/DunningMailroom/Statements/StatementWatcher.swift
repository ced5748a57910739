import Dunning
import DunningStore
package import Logging
import ServiceLifecycle

/// Takes in the files of banks and wallets that are put into a folder: what was taken in moves to `done`, what cannot be
/// read to `refused` with the reason beside it.
package struct StatementWatcher: Service {
  private let watch: DropWatch

  /// - Parameter map: the map of a name; nil where there is none. What it throws is why the file is refused.
  package init(
    folder: String, room: StatementRoom,
    map: @escaping @Sendable (String) throws(MapTrouble) -> StatementQuestion.MapText?,
    timer: any Clock<Duration>, logger: Logger
  ) {
    let taking = StatementFileTaking(room: room, map: map, folder: folder, logger: logger)
    watch = DropWatch(
      folder: folder, names: .init(what: "statement", notReadable: "statements-not-readable"), timer: timer,
      logger: logger
    ) { bytes, name in await taking.told(await taking.take(bytes, name), name) }
  }

  /// Runs until the daemon stops; a folder that cannot be watched is tried again.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  package func run() async throws { try await watch.run() }

  /// What the last look has seen.
  package typealias Seen = DropSeen

  /// Takes in what has lain still since the last look; a file that cannot be read stops no other.
  ///
  /// - Returns: after how long another look is due; nil when nothing is left.
  /// - Throws: ``MailFolderError`` when the folder cannot be read; ``DocketError`` `.failed`; `CancellationError`.
  package func takeAll(_ seen: inout Seen) async throws -> Duration? { try await watch.takeAll(&seen) }
}

/// What becomes of one file of a bank or wallet.
private struct StatementFileTaking: Sendable {
  let room: StatementRoom
  let map: @Sendable (String) throws(MapTrouble) -> StatementQuestion.MapText?
  /// The watched one.
  let folder: String
  let logger: Logger

  /// A refusal that the creditors will be told of; the file stays until they can be.
  func told(_ verdict: DropWatch.Verdict, _ name: String) async -> DropWatch.Verdict {
    guard case .aside(_, because: let words) = verdict else { return verdict }
    do throws(DocketError) {
      try await room.tell(ofRefused: name, because: words, in: "\(folder)/\(DropFolder.refused)")
      return verdict
    } catch {
      return .later(error)
    }
  }

  func take(_ bytes: [UInt8], _ name: String) async -> DropWatch.Verdict {
    do {
      let question = StatementQuestion(bytes: bytes, map: try mapText(of: name))
      let result = try await room.take(question, named: name, by: .daemon)
      let statements = result.taken.statements
      if !statements.isEmpty, !statements.contains(where: \.isKnownAccount) {
        let reason = result.taken.entries.first?.because.first ?? "no creditor has its account"
        return .aside(DropFolder.refused, because: reason)
      }
      try await room.forget(refused: name, bytes, in: folder)
      tell(result, name)
      return .done
    } catch let error as DocketError {
      return .later(error)
    } catch {
      return .aside(DropFolder.refused, because: "\(error)")
    }
  }

  /// `umsaetze.sparkasse.csv` is read by the map `sparkasse`.
  private func mapText(of name: String) throws(MapTrouble) -> StatementQuestion.MapText? {
    let parts = name.split(separator: ".")
    return parts.count >= 3 ? try map(String(parts[parts.count - 2])) : nil
  }

  private func tell(_ result: StatementRoom.Result, _ name: String) {
    let counts = Dictionary(grouping: result.taken.entries, by: \.verdict).mapValues(\.count)
    var metadata: Logger.Metadata = ["event": "statement-taken", "file": "\(name)", "format": "\(result.format)"]
    for (verdict, count) in counts { metadata[verdict.rawValue] = "\(count)" }
    logger.info("statement taken in", metadata: metadata)
    for statement in result.taken.statements where statement.addsUp == false {
      logger.warning(
        "the balances of a statement do not add up",
        metadata: [
          "event": "statement-odd", "file": "\(name)",
          "account": "\(statement.account ?? "none")",
        ])
    }
  }
}
