import DunningSQL
import Glibc

extension Docket {
  /// Fails for good once the docket's file is not where it was: what is written then is in a file that nobody can open.
  func requireFile() throws(DocketError) {
    guard let loss = place.loss else { return }
    let failed = DocketError(
      .failed, "\(file) \(loss) while the daemon ran; nothing more is taken into a file that nobody can open",
      hint: "the daemon stops, and is held when it is started again; stop it before a backup is put back")
    failure.report(failed)
    throw failed
  }

  /// Saves what only the open file has, when the docket's file is not where it was.
  ///
  /// - Returns: the new file beside it; nil when nothing is lost.
  /// - Throws: ``DocketError`` when it cannot be saved.
  package func rescue() async throws(DocketError) -> String? {
    guard place.loss != nil else { return nil }
    do {
      let entry = try database.read { try Look(sql: $0).lastEntry() }
      let path = place.rescuePath(entry: entry)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw DocketError(.failed, "cannot make \(path): \(String(cString: strerror(errno)))")
      }
      Glibc.close(descriptor)
      try await database.copy(into: path)
      return path
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(.failed, "what \(file) held cannot be saved: \(error)")
    }
  }

  /// Puts all of it into the file itself, and closes it. Nothing may be asked of the docket afterwards.
  ///
  /// - Throws: ``DocketError`` when something stays in the log beside it, which the next start reads.
  package func close() async throws(DocketError) {
    if failure.current != nil || place.loss != nil { return }
    do {
      try await database.close()
    } catch {
      throw DocketError(
        .busy, "\(file) is not whole without \(file)-wal: \(error)", hint: "copy both, or start the daemon again")
    }
  }
}
