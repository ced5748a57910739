package import Dunning
package import DunningStore

/// Takes in what banks and wallets say: has it read, and has the docket decide what it is.
package struct StatementRoom: Sendable {
  private let docket: Docket
  private let rulebook: @Sendable () -> Rulebook
  private let now: @Sendable () -> Instant
  let reader: any StatementReader

  /// - Parameter reader: what reads the files.
  package init(
    docket: Docket, reader: any StatementReader, rulebook: @escaping @Sendable () -> Rulebook,
    now: @escaping @Sendable () -> Instant
  ) {
    self.docket = docket
    self.reader = reader
    self.rulebook = rulebook
    self.now = now
  }

  /// What became of a file.
  package struct Result: Sendable {
    package let format: String
    package let taken: TakenFile
    /// The map that was found for a table for which none was named; nil where none was looked for.
    package let map: String?
  }

  /// Reads one file and takes it in.
  ///
  /// - Parameters:
  ///   - name: how the file is called.
  ///   - maps: those that may read a table for which none is named.
  ///   - keeping: false to tell what would be done and do nothing.
  /// - Throws: ``StatementRefusal``; ``DocketError``; what `maps` throws.
  package func take(
    _ question: StatementQuestion, named name: String, maps: () throws -> [StatementQuestion.MapText] = { [] },
    keeping: Bool = true, by actor: Actor
  ) async throws -> Result {
    try await docket.intake.taking {
      let rulebook = rulebook()
      let (reading, map) = try await read(question, by: maps, rulebook)
      let file = try BankFile(reading, name: name, bytes: question.bytes, rulebook: rulebook)
      let taken = try await docket.take(file, keeping: keeping, by: actor, rulebook: rulebook, now: now())
      return Result(format: file.format, taken: taken, map: map)
    }
  }

  /// Has the creditors told of a file that was not taken in.
  ///
  /// - Parameter folder: where it lies.
  /// - Throws: ``DocketError``.
  func tell(ofRefused name: String, because reason: String, in folder: String) async throws(DocketError) {
    try await docket.tell(
      of: RefusedFile(kind: .statement, name: name, reason: reason, folder: folder, refusedAt: now()),
      rulebook: rulebook())
  }

  /// Forgets that a file was refused before, now that it was taken in.
  ///
  /// - Parameter folder: the watched one.
  /// - Throws: ``DocketError``.
  func forget(refused name: String, _ content: [UInt8], in folder: String) async throws(DocketError) {
    try await RefusedBefore(docket: docket, kind: .statement, folder: folder).forget(name, content, now: now())
  }
}
