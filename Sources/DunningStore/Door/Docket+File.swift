import DunningSQL
import Glibc

extension Docket {
  /// Saves what only the open file has, when the docket's file is not where it was.
  ///
  /// - Returns: the new file beside it; nil when nothing is lost.
  /// It is not given up when the calling task is cancelled, as it is when several parts find the loss at once.
  ///
  /// - Throws: ``DocketError`` when it cannot be saved.
  package func rescue() async throws(DocketError) -> String? {
    guard place.loss != nil else { return nil }
    do {
      let path = try await copyAside()
      // All of it is in the copy. Left here, it would be laid over whatever file has the docket's place now.
      place.takeLogAway { unlink($0) }
      return path
    } catch {
      place.takeLogAway { rename($0, $0 + ".lost") }
      throw error as? DocketError ?? DocketError(.failed, "what \(file) held cannot be saved: \(error)")
    }
  }

  private func copyAside() async throws -> String {
    let path = place.rescuePath(entry: try database.read { try Look(sql: $0).lastEntry() })
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DocketError(.failed, "cannot make \(path): \(String(cString: strerror(errno)))")
    }
    Glibc.close(descriptor)
    do {
      try await database.copy(into: path)
    } catch {
      // Half a copy helps nobody.
      unlink(path)
      throw error
    }
    return path
  }

  /// Puts all of it into the file itself, closes it, and lets another daemon have it, however many still hold this value.
  /// Nothing may be asked of the docket afterwards.
  ///
  /// - Throws: ``DocketError`` when something stays in the log beside it, which the next start reads.
  package func close() async throws(DocketError) {
    defer {
      place.giveUp()
      lock.giveUp()
    }
    if failure.current != nil || place.loss != nil { return }
    do {
      try await database.close()
    } catch {
      throw DocketError(
        .busy, "\(file) is not whole without \(file)-wal: \(error)", hint: "copy both, or start the daemon again")
    }
  }
}
