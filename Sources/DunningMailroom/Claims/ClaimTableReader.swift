import DunningConfinement
package import DunningTables
import FoundationEssentials

/// Reads tables of claims, whatever a stranger has put into them.
package protocol ClaimTableReader: Sendable {
  func read(_ question: ClaimTableQuestion) async -> ClaimTableReading
}

/// Reads where it is called: what harms a reader harms whoever calls it.
package actor PlainClaimTableReader: ClaimTableReader {
  private let executor = BlockingExecutor(label: "claim-reading")
  private let map: @Sendable (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>

  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  package init(map: @escaping @Sendable (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>) {
    self.map = map
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ question: ClaimTableQuestion) -> ClaimTableReading { ClaimTableReading(question, map: map) }
}

/// Reads in a process of its own with little memory and time, one for each file: one that harms it harms nobody else.
package actor ConfinedClaimTableReader: ClaimTableReader {
  private let executor = BlockingExecutor(label: "claim-reading")
  private let program: String
  private let argument: String

  /// - Parameters:
  ///   - program: the program that answers as ``ClaimTableReaderProgram`` does when it is started with the argument.
  package init(program: String, argument: String) {
    self.program = program
    self.argument = argument
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func read(_ question: ClaimTableQuestion) -> ClaimTableReading {
    guard question.bytes.count <= ClaimTableLimits.fileBytesMax else {
      return ClaimTableReading(
        trouble: "the file is larger than \(ClaimTableLimits.fileBytesMax >> 20) MiB", hint: "bring it in parts")
    }
    do {
      var process = try ConfinedProcess(program: program, argument: argument, limits: ClaimTableLimits.confined)
      let answer = try process.ask(try question.frame())
      return try JSONDecoder().decode(ClaimTableReading.self, from: Data(answer))
    } catch let error as ConfinedTrouble {
      return ClaimTableReading(trouble: error.description)
    } catch {
      return ClaimTableReading(trouble: ConfinedTrouble.garbled.description)
    }
  }
}

/// How much a process may use that reads tables of claims.
package enum ClaimTableLimits {
  /// Bytes of a file.
  package static let fileBytesMax = 16 << 20
  /// Rows of a file that is looked at in a browser.
  static let rowsMax = 20_000
  /// Rows that are shown where a person has to say what the columns hold, and characters of each cell of them.
  static let examplesMax = 3
  static let exampleCharactersMax = 60

  static let confined = ConfinedLimits(
    name: "dunningd-claims", memoryBytesMax: 1_024 << 20, processorSecondsMax: 30, silenceSecondsMax: 60,
    questionBytesMax: fileBytesMax + (4 << 20), answerBytesMax: 64 << 20)
}

/// What the daemon's program does instead when it is started as a reader of tables of claims.
package enum ClaimTableReaderProgram {
  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  /// - Returns: the exit status.
  package static func run(map: @escaping (ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble>) -> Int32 {
    ConfinedProgram.run(ClaimTableLimits.confined) { frame in
      guard let question = ClaimTableQuestion(frame: frame) else { return nil }
      // What cannot be told cannot be read.
      return (try? JSONEncoder().encode(ClaimTableReading(question, map: map))).map { Array($0) }
    }
  }
}
