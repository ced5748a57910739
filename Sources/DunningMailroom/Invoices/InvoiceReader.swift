import DunningConfinement
import DunningInvoices
import FoundationEssentials

/// Reads e-invoices, whatever a stranger has put into them.
package protocol InvoiceReader: Sendable {
  func read(_ bytes: [UInt8]) async -> InvoiceReading
}

/// Reads where it is called: what harms a reader harms whoever calls it.
package actor PlainInvoiceReader: InvoiceReader {
  private let executor = BlockingExecutor(label: "invoice-reading")

  package init() {}

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ bytes: [UInt8]) -> InvoiceReading { InvoiceReading(bytes) }
}

/// Reads in a process of its own with little memory and time: a file that harms it harms nobody else.
package actor ConfinedInvoiceReader: InvoiceReader {
  private let executor = BlockingExecutor(label: "invoice-reading")
  private let program: String
  private let argument: String

  /// - Parameters:
  ///   - program: the program that answers as ``InvoiceReaderProgram`` does when it is started with the argument.
  package init(program: String, argument: String) {
    self.program = program
    self.argument = argument
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ bytes: [UInt8]) -> InvoiceReading {
    guard bytes.count <= InvoiceReaderLimits.fileBytesMax else {
      return InvoiceReading(trouble: "the file is larger than \(InvoiceReaderLimits.fileBytesMax >> 20) MiB")
    }
    do {
      var process = try ConfinedProcess(program: program, argument: argument, limits: InvoiceReaderLimits.confined)
      return try JSONDecoder().decode(InvoiceReading.self, from: Data(try process.ask(bytes)))
    } catch let error as ConfinedTrouble {
      return InvoiceReading(trouble: error.description)
    } catch {
      return InvoiceReading(trouble: ConfinedTrouble.garbled.description)
    }
  }
}

/// How much a process may use that reads e-invoices.
package enum InvoiceReaderLimits {
  /// Bytes of a file; an invoice with its attachments has far fewer.
  package static let fileBytesMax = 32 << 20

  static let confined = ConfinedLimits(
    name: "dunningd-bill", memoryBytesMax: 512 << 20, processorSecondsMax: 20, silenceSecondsMax: 60,
    questionBytesMax: fileBytesMax, answerBytesMax: 4 << 20)
}

/// What the daemon's program does instead when it is started as a reader of e-invoices.
package enum InvoiceReaderProgram {
  /// - Returns: the exit status.
  package static func run() -> Int32 {
    ConfinedProgram.run(InvoiceReaderLimits.confined) { bytes in
      // What cannot be told cannot be read.
      (try? JSONEncoder().encode(InvoiceReading(bytes))).map { Array($0) }
    }
  }
}
