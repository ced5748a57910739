import Dunning
import GRDB

extension Docket {
  /// Looks through all chains, the contents that they name, the rows that they tell of, and the seals.
  ///
  /// - Parameter claim: a number or a reference, to look at this claim alone; nil for everything.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func verify(_ claim: String? = nil) async throws(DocketError) -> Verification {
    var verifier = Verifier(attachments: attachments)
    if let claim {
      let start = verifier
      return try await read { db in
        var verifier = start
        try verifier.check(try Self.find(claim, in: db).claim.id, in: db)
        return verifier.result
      }
    }
    while true {
      let start = verifier
      let (next, isMore) = try await read { db in
        var verifier = start
        let isMore = try verifier.step(in: db)
        return (verifier, isMore)
      }
      verifier = next
      if !isMore { return verifier.result }
    }
  }

  /// Looks through a docket that no daemon holds, or a copy of one, and changes nothing in it.
  ///
  /// - Parameter directory: the folder of the docket.
  /// - Throws: ``DocketError`` `.failed` when it cannot be read, or was written by another version.
  package static func verify(directory: String) throws(DocketError) -> Verification {
    let file = directory + "/docket.sqlite"
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: file, configuration: configuration)
      let none = Migrations.all(randomBytes: { _ in [] }, now: Instant(milliseconds: 0))
      guard try queue.read({ try none.hasCompletedMigrations($0) && !none.hasBeenSuperseded($0) }) else {
        throw DocketError(
          .failed, "\(file) was written by another version of dunningd", hint: "verify it with that version")
      }
      var verifier = Verifier(attachments: AttachmentFolder(path: directory + "/attachments"))
      while try queue.read({ try verifier.step(in: $0) }) {}
      return verifier.result
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(.failed, "cannot read \(file): \(error)", hint: "check the path and who may read it")
    }
  }
}
