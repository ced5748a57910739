import DunningBytes
import NIOPosix

/// A folder from which letters are printed: each is a PDF, `n17.pdf`, and a slip beside it, `n17.json`, that says where
/// it goes.
///
/// Both are written under hidden names first and moved when they may go, the PDF last: where it is, the slip is too. The
/// names come from the caller alone, so that a retry finds what the try before it left. Two processes must not deliver
/// the same letter at the same time.
package struct PrintSpool: Sendable {
  /// One that was delivered, to be known again by what is in its files: others may use its name.
  package struct Letter: Sendable {
    let id: String
    let isPDF: @Sendable ([UInt8]) -> Bool
    let isSlip: @Sendable ([UInt8]) -> Bool

    /// - Parameter id: the name of the files without its ending.
    package init(
      id: String, isPDF: @escaping @Sendable ([UInt8]) -> Bool, isSlip: @escaping @Sendable ([UInt8]) -> Bool
    ) {
      (self.id, self.isPDF, self.isSlip) = (id, isPDF, isSlip)
    }
  }

  private let directory: SpoolDirectory
  private let pool: NIOThreadPool

  /// Names the folder, which must exist: one that nobody has made, nobody prints from.
  package init(directory: String) {
    self.directory = SpoolDirectory(path: directory)
    pool = .singleton
  }

  /// The folder.
  package var path: String { directory.path }

  /// Writes letter and slip, and after `permission` moves them into place, each made durable.
  ///
  /// A letter that lies there already with these very bytes is accepted without another copy; one of the same name with
  /// other bytes defers.
  /// - Parameter id: the name of the files without its ending: letters, digits and hyphens.
  package func deliver(
    _ pdf: [UInt8], slip: [UInt8], id: String, permission: DotPermission
  ) async -> MailOutcome {
    do {
      if try await blocking({ try $0.holds(id, pdf) }) {
        return .accepted(record("already delivered to \(directory.file(id))", id))
      }
      try await blocking { try $0.write(id, pdf: pdf, slip: slip) }
    } catch let error as FileFailure {
      return .deferred(record(error.description), .local)
    } catch {
      return .abandoned(record("stopped before the letter was written"), error)
    }
    do {
      try await permission()
    } catch {
      // What failed here is told by the outcome; the files are hidden in any case.
      try? await blocking { $0.discard(id) }
      return .abandoned(record("stopped before the letter was moved into place"), error)
    }
    // The files stay: after a crash here they are what tells that the letter did not leave.
    if Task.isCancelled {
      return .abandoned(record("stopped before the letter was moved into place"), CancellationError())
    }
    return await move(id, bytes: pdf.count)
  }

  /// Looks for the files of a hand-over that was cut short: the PDF in place was delivered, a hidden one was not; where
  /// there is neither, the print shop may have taken it.
  package func trace(_ id: String) async -> AttemptTrace {
    do {
      switch try await blocking({ try $0.holding(id) }) {
      case .letter: return .delivered(directory.file(id))
      case .draft: return .notDelivered
      case .nothing: return .unknown
      }
    } catch {
      return .unknown
    }
  }

  /// Takes a letter and its slip away, where the print shop has left them. Where there is nothing, nothing is done.
  ///
  /// - Throws: ``MailError`` with code `.file`, which names what stays there; or `.cancelled`.
  package func remove(_ letter: Letter) async throws(MailError) {
    do {
      try await blocking { try $0.remove(letter) }
    } catch let error as FileFailure {
      throw MailError(.file, error.description, hint: "remove it by hand", cause: error)
    } catch {
      throw MailError(.cancelled, "stopped before the letter \(letter.id) was removed from \(path)", cause: error)
    }
  }

  /// Sees whether the folder is there and can be written.
  ///
  /// - Throws: ``MailError`` with code `.file`, or `.cancelled`.
  package func check() async throws(MailError) {
    do {
      try await blocking { try $0.check() }
    } catch let error as FileFailure {
      throw MailError(
        .file, error.description, hint: "the folder must be there, and the daemon's user must be able to write in it",
        cause: error)
    } catch {
      throw MailError(.cancelled, "stopped before the folder was looked at", cause: error)
    }
  }

  /// From here on the letter may be in place, so what goes wrong after the rename leaves doubt.
  private func move(_ id: String, bytes: Int) async -> MailOutcome {
    let place = directory.file(id)
    do {
      try await blocking { try $0.move(id) }
    } catch let error as FileFailure {
      return error.isInPlace ? .inDoubt(record(error.description)) : .deferred(record(error.description), .local)
    } catch {
      return .inDoubt(record("stopped while the letter was moved into place"))
    }
    return .accepted(
      record("delivered to \(place)", id, dialogue: ["-- moved the letter of \(bytes) bytes to \(place)"]))
  }

  private func blocking<Answer: Sendable>(
    _ work: @escaping @Sendable (SpoolDirectory) throws -> Answer
  ) async throws -> Answer {
    let directory = directory
    return try await pool.runIfActive { try work(directory) }
  }

  private func record(_ reason: String, _ queueID: String? = nil, dialogue: [String] = []) -> AttemptRecord {
    AttemptRecord(peer: directory.path, reason: reason, queueID: queueID, dialogue: dialogue)
  }
}
