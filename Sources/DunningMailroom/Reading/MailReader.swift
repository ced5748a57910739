import DunningConfinement
package import DunningInbound
import FoundationEssentials

/// Reads messages that came in, whatever a stranger has put into them.
package protocol MailReader: Sendable {
  func read(_ bytes: [UInt8]) async -> MailReading
}

/// What a message says, as far as it could be read.
package struct MailReading: Sendable {
  package let message: IncomingMessage
  /// Why no more than the plain lines of its header was read; nil when all of it was.
  package let trouble: String?

  package init(message: IncomingMessage, trouble: String? = nil) {
    self.message = message
    self.trouble = trouble
  }
}

/// Reads where it is called: what harms a reader harms whoever calls it.
package actor PlainMailReader: MailReader {
  private let executor = BlockingExecutor(label: "mail-reading")

  package init() {}

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ bytes: [UInt8]) -> MailReading { MailReading(message: IncomingMessage(reading: bytes)) }
}

/// Reads in a process of its own with little memory and time: a message that harms it harms nobody else.
///
/// One process reads one message after the other; when it dies, the message is given to a fresh one, and given up when
/// that dies too.
package actor ConfinedMailReader: MailReader {
  private let executor = BlockingExecutor(label: "mail-reading")
  private let program: String
  private let argument: String
  private var process: ConfinedProcess?

  /// - Parameters:
  ///   - program: the program that answers as ``ReaderProgram`` does when it is started with the argument.
  package init(program: String, argument: String) {
    self.program = program
    self.argument = argument
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ bytes: [UInt8]) -> MailReading {
    let sent = bytes.count > ReaderLimits.messageBytesMax ? Array(bytes.prefix(ReaderLimits.messageBytesMax)) : bytes
    do {
      return MailReading(message: try answer(to: sent))
    } catch {
      return MailReading(message: IncomingMessage(unparsed: bytes), trouble: error.description)
    }
  }

  private func answer(to bytes: [UInt8]) throws(ConfinedTrouble) -> IncomingMessage {
    if process != nil {
      // What it has read before may have cost it too much, and not this message.
      if let message = try? ask(bytes) { return message }
    }
    process = try ConfinedProcess(program: program, argument: argument, limits: ReaderLimits.confined)
    return try ask(bytes)
  }

  /// Asks the process that there is, and lets go of it when it has failed or has read enough.
  private func ask(_ bytes: [UInt8]) throws(ConfinedTrouble) -> IncomingMessage {
    guard var process = process.take() else { throw .garbled }
    let answer = try process.ask(bytes)
    guard let message = try? JSONDecoder().decode(IncomingMessage.self, from: Data(answer)) else { throw .garbled }
    if process.questions < ReaderLimits.messagesMax { self.process = consume process }
    return message
  }
}
