import DunningStatements
import DunningTables

/// What a file of a bank or wallet says, or why it cannot be read.
package struct StatementReading: Codable, Hashable, Sendable {
  var format = ""
  var statements: [Statement] = []
  /// Nothing of the file counts then.
  var trouble: Trouble?

  struct Trouble: Codable, Hashable {
    let message: String
    /// From 1; nil when it is the file as a whole.
    let line: Int?
  }

  struct Statement: Codable, Hashable {
    var account: String?
    var currency: String?
    var opening: String?
    var closing: String?
    var addsUp: Bool?
    var entries: [Entry] = []
  }

  /// An entry, with amounts as decimal texts.
  struct Entry: Codable, Hashable {
    var line: Int
    var amount: String
    var currency: String?
    var booked: String?
    var value: String?
    var status: String
    var isReversal: Bool?
    var bankReference: String?
    var endToEnd: String?
    var mandate: String?
    var name: String?
    var account: String?
    var text: String?
    var structured: String?
    var returnReason: String?
    var instructed: String?
    var instructedCurrency: String?
    var charges: String?
    var gross: String?
    var fee: String?
    var parts: [Entry]?
  }

  init() {}

  init(trouble message: String, line: Int? = nil) { trouble = Trouble(message: message, line: line) }

  /// - Parameter map: reads the text of a map, or tells what is wrong with it.
  init(_ question: StatementQuestion, map: (StatementQuestion.MapText) -> Result<TableMap, MapTrouble>) {
    do throws(StatementFailure) {
      try read(try Self.file(question, map), account: question.account)
    } catch {
      self = StatementReading(trouble: error.message, line: error.line)
    }
  }

  private static func file(
    _ question: StatementQuestion, _ map: (StatementQuestion.MapText) -> Result<TableMap, MapTrouble>
  ) throws(StatementFailure) -> StatementFile {
    guard let text = question.map else { return try StatementFile(ByteInput(question.bytes)) }
    let known: TableMap
    do throws(MapTrouble) { known = try map(text).get() } catch { throw StatementFailure(error.message) }
    guard known.kind == .statement else {
      throw StatementFailure("the map \(known.name) is for claims, not for statements")
    }
    do throws(TableTrouble) {
      return StatementFile(
        try MappedRows(ByteStream(question.bytes), known) { name throws(TableTrouble) in
          throw TableTrouble("the map \(known.name) joins \(name), which statements cannot")
        }, account: question.account)
    } catch {
      throw StatementFailure([error.message, error.hint].compactMap { $0 }.joined(separator: ": "), line: error.line)
    }
  }

  private mutating func read(_ file: StatementFile, account: String?) throws(StatementFailure) {
    format = file.format.name
    var totals = StatementTotals(currency: nil)
    while let event = try file.next() {
      switch event {
      case .began(let head):
        statements.append(Statement(account: head.account ?? account, currency: head.currency))
        totals = StatementTotals(currency: head.currency)
      case .entry(let entry):
        totals.count(entry)
        statements[statements.count - 1].entries.append(Entry(entry))
      case .ended(let foot):
        statements[statements.count - 1].opening = foot.opening.map { $0.text(decimals: 0) }
        statements[statements.count - 1].closing = foot.closing.map { $0.text(decimals: 0) }
        statements[statements.count - 1].addsUp = totals.addUp(to: foot)
      }
    }
  }
}

/// Why a map cannot be used.
package struct MapTrouble: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }
}

extension StatementReading.Entry {
  fileprivate init(_ entry: StatementEntry) {
    self.init(
      line: entry.line, amount: entry.amount.text(decimals: 0), currency: entry.currency, booked: entry.booked?.iso,
      value: entry.value?.iso, status: entry.status.rawValue, isReversal: entry.isReversal ? true : nil,
      bankReference: entry.bankReference, endToEnd: entry.endToEnd, mandate: entry.mandate, name: entry.name,
      account: entry.account, text: entry.text, structured: entry.structured, returnReason: entry.returnReason,
      instructed: entry.instructed?.text(decimals: 0), instructedCurrency: entry.instructedCurrency,
      charges: entry.charges?.text(decimals: 0), gross: entry.gross?.text(decimals: 0),
      fee: entry.fee?.text(decimals: 0),
      parts: entry.parts.isEmpty ? nil : entry.parts.map(Self.init))
  }
}
