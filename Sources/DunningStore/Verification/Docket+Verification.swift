import Dunning
import DunningBytes
import DunningSQL

extension Docket {
  /// Looks through all chains, the contents that they name, the rows that they tell of, and the seals.
  ///
  /// - Parameters:
  ///   - claim: a number or a reference, to look at this claim alone; nil for everything.
  ///   - rules: those in force, so that what they have decided is worked out anew and compared; nil leaves that out.
  /// - Throws: ``DocketError`` `.notFound`, `.ambiguous`.
  package func verify(
    _ claim: ClaimName? = nil, by rules: VerificationRules? = nil
  ) async throws(DocketError) -> Verification {
    var verifier = Verifier(DocketFiles(folder: folder), by: rules)
    if let claim {
      let start = verifier
      return try await read { look in
        var verifier = start
        try verifier.check(try look.find(claim).claim.id, look)
        return verifier.result
      }
    }
    while true {
      let start = verifier
      let (next, isMore) = try await read { look in
        var verifier = start
        let isMore = try verifier.step(look)
        return (verifier, isMore)
      }
      verifier = next
      if !isMore { return verifier.result }
    }
  }

  /// Looks through a docket that no daemon holds, or a copy of one, and changes nothing in it.
  ///
  /// - Parameter directory: the folder of the docket.
  /// - Throws: ``DocketError`` `.failed` when it cannot be read, or was written by another version, or lies
  ///   beside the log of another state of it.
  package static func verify(directory: String) throws(DocketError) -> Verification {
    let file = directory + "/docket.sqlite"
    do {
      let header = try FileReader.start(of: file, WriteAheadLog.headerBytes)
      try DocketFile.refuseLogOfAnotherState(file, header)
      let database = try SQLiteEngine(reading: file)
      guard try schema(of: database) == .current else {
        throw DocketError(
          .failed, "\(file) was written by another version of dunningd", hint: "verify it with that version")
      }
      var verifier = Verifier(DocketFiles(folder: directory))
      while try database.read({ try verifier.step(Look(sql: $0)) }) {}
      return verifier.result
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(.failed, "cannot read \(file): \(error)", hint: "check the path and who may read it")
    }
  }

  /// Which version has written a docket that no daemon holds.
  ///
  /// - Throws: ``DocketError`` `.failed` when it cannot be read.
  static func schema(directory: String) throws(DocketError) -> SQLSchema {
    let file = directory + "/docket.sqlite"
    do {
      return try schema(of: try SQLiteEngine(reading: file))
    } catch {
      throw DocketError(.failed, "cannot read \(file): \(error)", hint: "check the path and who may read it")
    }
  }

  private static func schema(of database: SQLiteEngine) throws -> SQLSchema {
    try database.schema(Migrations.all(randomBytes: { _ in [] }, now: Instant(milliseconds: 0)))
  }
}
