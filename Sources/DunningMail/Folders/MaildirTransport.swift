import DunningBytes
import NIOPosix

/// Puts messages into a Maildir: the outbox of a machine without a mail server, and a sink for trials.
///
/// The file's name is the envelope's id, without clock or process number, so that a retry finds what the try before it
/// left. Two processes must not deliver the same envelope at the same time.
package struct MaildirTransport: MailTransport {
  private let directory: MaildirDirectory
  private let pool: NIOThreadPool

  /// Names the directory; `tmp`, `new` and `cur` are made in it when they are needed, its parent must exist.
  package init(directory: String) {
    self.directory = MaildirDirectory(path: directory)
    pool = .singleton
  }

  /// Always `maildir`.
  package var kind: String { "maildir" }

  /// Writes the message to `tmp`, and after `permission` moves it to `new`, each made durable.
  ///
  /// A message that already lies in `new` or `cur` is accepted without another copy. The file has `Return-Path` and
  /// `Delivered-To` before the message and Unix line ends, as local delivery agents write it.
  package func deliver(
    _ message: [UInt8], _ envelope: Envelope, permission: DotPermission
  ) async -> MailOutcome {
    do {
      _ = try OutgoingMessage(message)
    } catch {
      return .refused(record(error.message))
    }
    do {
      if let found = try await blocking({ try $0.find(envelope.id) }) {
        return .accepted(record("already delivered to \(found)", envelope.id))
      }
      try await blocking { try $0.write(Self.file(message, envelope), id: envelope.id) }
    } catch let error as FileFailure {
      return .deferred(record(error.description), .local)
    } catch {
      return .abandoned(record("stopped before the message was written"), error)
    }
    do {
      try await permission()
      try Task.checkCancellation()
    } catch {
      return .abandoned(record("stopped before the message was moved to new"), error)
    }
    return await move(envelope, bytes: message.count)
  }

  /// Looks for the file: in `new` or `cur` it is delivered, in `tmp` it is not; a reader may have deleted it, so its
  /// absence tells nothing.
  package func trace(_ envelope: Envelope) async -> AttemptTrace {
    do {
      if let found = try await blocking({ try $0.find(envelope.id) }) { return .delivered(found) }
      return try await blocking { try $0.isInTmp(envelope.id) } ? .notDelivered : .unknown
    } catch {
      return .unknown
    }
  }

  /// Makes the directories and sees whether they can be written.
  ///
  /// - Throws: ``MailError`` with code `.file`, or `.cancelled`.
  package func check() async throws(MailError) {
    do {
      try await blocking { try $0.check() }
    } catch let error as FileFailure {
      throw MailError(.file, error.description, hint: "the daemon's user must own the directory", cause: error)
    } catch {
      throw MailError(.cancelled, "stopped before the directory was looked at", cause: error)
    }
  }

  /// Takes a message away, also one that a reader has seen. Where there is nothing, nothing is done.
  ///
  /// - Parameter id: of its envelope.
  /// - Throws: ``MailError`` with code `.file`, which names what stays there; or `.cancelled`.
  package func remove(_ id: String) async throws(MailError) {
    do {
      try await blocking { try $0.remove(id) }
    } catch let error as FileFailure {
      throw MailError(.file, error.description, hint: "remove it by hand", cause: error)
    } catch {
      throw MailError(.cancelled, "stopped before \(id) was removed from \(directory.path)", cause: error)
    }
  }

  /// Does nothing: nothing is kept open.
  package func close() async {}

  /// From here on the file may be in `new`, so what goes wrong after the rename leaves doubt.
  private func move(_ envelope: Envelope, bytes: Int) async -> MailOutcome {
    let dialogue = ["-- wrote \(directory.path)/tmp/\(envelope.id) (message of \(bytes) bytes)"]
    do {
      try await blocking { try $0.move(envelope.id) }
    } catch let error as FileFailure {
      let record = record(error.description, dialogue: dialogue)
      return error.isInPlace ? .inDoubt(record) : .deferred(record, .local)
    } catch {
      return .inDoubt(record("stopped while the message was moved to new", dialogue: dialogue))
    }
    let place = "\(directory.path)/new/\(envelope.id)"
    return .accepted(record("delivered to \(place)", envelope.id, dialogue: dialogue + ["-- moved it to \(place)"]))
  }

  private static func file(_ message: [UInt8], _ envelope: Envelope) -> [UInt8] {
    let header =
      "Return-Path: <\(envelope.sender?.wireAddress ?? "")>\n"
      + envelope.recipients.map { "Delivered-To: \($0.wireAddress)\n" }.joined()
    return Array(header.utf8) + message.filter { $0 != 0x0D }
  }

  private func blocking<Answer: Sendable>(
    _ work: @escaping @Sendable (MaildirDirectory) throws -> Answer
  ) async throws -> Answer {
    let directory = directory
    return try await pool.runIfActive { try work(directory) }
  }

  private func record(_ reason: String, _ queueID: String? = nil, dialogue: [String] = []) -> AttemptRecord {
    AttemptRecord(peer: directory.path, reason: reason, queueID: queueID, dialogue: dialogue)
  }
}
