import DunningConfinement

/// Binds in a process of its own with little memory and time: a PDF that harms qpdf harms nobody else. Each PDF has a
/// fresh one.
package actor ConfinedPDFBinder: PDFBinder {
  private let executor = BlockingExecutor(label: "pdf-binding")
  private let program: String
  private let argument: String

  /// - Parameter program: the program that answers as ``PDFBinderProgram`` does when it is started with the argument.
  package init(program: String, argument: String) {
    self.program = program
    self.argument = argument
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  package func pages(of pdf: [UInt8]) throws(PDFTrouble) -> [PDFPageSize] {
    try BindingWire.sizes(try ask(BindingWire.question(toInspect: pdf)))
  }

  package func bind(_ order: BindingOrder) throws(PDFTrouble) -> [UInt8] {
    try ask(BindingWire.question(toBind: order))
  }

  private func ask(_ question: [UInt8]) throws(PDFTrouble) -> [UInt8] {
    guard question.count <= BindingLimits.confined.questionBytesMax else {
      throw PDFTrouble(words: "it has more than \(BindingLimits.confined.questionBytesMax >> 20) MiB")
    }
    let answer: [UInt8]
    do {
      var process = try ConfinedProcess(program: program, argument: argument, limits: BindingLimits.confined)
      answer = try process.ask(question)
    } catch {
      throw PDFTrouble(words: error.description)
    }
    return try BindingWire.content(of: answer)
  }
}

/// What the daemon's program does instead when it is started to bind PDFs.
package enum PDFBinderProgram {
  /// - Returns: the exit status.
  package static func run() -> Int32 { ConfinedProgram.run(BindingLimits.confined, answer: BindingWire.answer) }
}

/// How large the PDFs may be that are put into a printed case file.
enum BindingLimits {
  /// Bytes of all of them together.
  static let sourceBytesMax = 128 << 20
  /// Pages of all of them together.
  static let pagesMax = 5_000

  static let confined = ConfinedLimits(
    name: "dunningd-binder", memoryBytesMax: 1 << 30, processorSecondsMax: 30, silenceSecondsMax: 120,
    questionBytesMax: 192 << 20,
    answerBytesMax: 192 << 20)
}
