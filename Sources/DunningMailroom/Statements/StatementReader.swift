import DunningConfinement
package import DunningTables
import FoundationEssentials

/// Reads files of banks and wallets, whatever a stranger has put into them.
package protocol StatementReader: Sendable {
  func read(_ question: StatementQuestion) async -> StatementReading
}

/// Reads where it is called: what harms a reader harms whoever calls it.
package actor PlainStatementReader: StatementReader {
  private let executor = BlockingExecutor(label: "statement-reading")
  private let map: @Sendable (StatementQuestion.MapText) -> Result<TableMap, MapTrouble>

  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  package init(map: @escaping @Sendable (StatementQuestion.MapText) -> Result<TableMap, MapTrouble>) { self.map = map }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ question: StatementQuestion) -> StatementReading { StatementReading(question, map: map) }
}

/// Reads in a process of its own with little memory and time, one for each file: one that harms it harms nobody else.
package actor ConfinedStatementReader: StatementReader {
  private let executor = BlockingExecutor(label: "statement-reading")
  private let program: String
  private let argument: String

  /// - Parameters:
  ///   - program: the program that answers as ``StatementReaderProgram`` does when it is started with the argument.
  package init(program: String, argument: String) {
    self.program = program
    self.argument = argument
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ question: StatementQuestion) -> StatementReading {
    guard question.bytes.count <= StatementReaderLimits.fileBytesMax else {
      return StatementReading(
        trouble:
          "the file is larger than \(StatementReaderLimits.fileBytesMax >> 20) MiB: have the bank write it in parts")
    }
    do {
      var process = try ConfinedProcess(program: program, argument: argument, limits: StatementReaderLimits.confined)
      let answer = try process.ask(try question.frame())
      return try JSONDecoder().decode(StatementReading.self, from: Data(answer))
    } catch let error as ConfinedTrouble {
      return StatementReading(trouble: error.description)
    } catch {
      return StatementReading(trouble: ConfinedTrouble.garbled.description)
    }
  }
}

/// How much a process may use that reads files of banks.
package enum StatementReaderLimits {
  /// Bytes of a file: a hundred thousand entries.
  package static let fileBytesMax = 48 << 20

  static let confined = ConfinedLimits(
    name: "dunningd-bank", memoryBytesMax: 1_536 << 20, processorSecondsMax: 60, silenceSecondsMax: 120,
    questionBytesMax: fileBytesMax + (1 << 20), answerBytesMax: 256 << 20)
}

/// What the daemon's program does instead when it is started as a reader of statements.
package enum StatementReaderProgram {
  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  /// - Returns: the exit status.
  package static func run(map: (StatementQuestion.MapText) -> Result<TableMap, MapTrouble>) -> Int32 {
    ConfinedProgram.run(StatementReaderLimits.confined) { frame in
      guard let question = StatementQuestion(frame: frame) else { return nil }
      // What cannot be told cannot be read.
      return (try? JSONEncoder().encode(StatementReading(question, map: map))).map { Array($0) }
    }
  }
}
