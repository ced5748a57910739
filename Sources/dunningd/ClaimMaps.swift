import Dunning
import DunningAPI
import DunningConfiguration
import DunningDesk
import DunningMailroom
import DunningTables

/// The maps by which tables of claims are read at the desk.
enum ClaimMaps {
  private static let fields = ClaimField.all.map(\.name)

  /// All of them that there are.
  ///
  /// - Throws: ``Problem`` when one has mistakes.
  static func all(_ directories: [String]) throws -> [DeskMap] {
    do throws(ConfigurationError) {
      return try TableMap.all(directories: directories, claimFields: fields)
        .filter { $0.kind == .claims && $0.join == nil }.map { DeskMap(name: $0.name, title: $0.title) }
    } catch {
      throw Problem(.configurationRejected, detail: "a map cannot be used", errors: error.diagnostics.map(\.text))
    }
  }

  /// The same as their files have them, for whoever reads a table.
  ///
  /// - Throws: ``Problem`` when one has mistakes.
  static func texts(_ directories: [String]) throws -> [ClaimTableQuestion.MapText] {
    let known = try all(directories)
    do throws(ConfigurationError) {
      var texts: [ClaimTableQuestion.MapText] = []
      for map in known {
        guard let yaml = try TableMap.text(of: map.name, directories: directories) else { continue }
        texts.append(.init(name: map.name, yaml: yaml))
      }
      return texts
    } catch {
      throw Problem(.configurationRejected, detail: "a map cannot be read", errors: error.diagnostics.map(\.text))
    }
  }

  /// A map from the text of its file, or what is wrong with it.
  static func map(_ text: ClaimTableQuestion.MapText) -> Result<TableMap, MapTrouble> {
    do throws(ConfigurationError) {
      return .success(try TableMap.reading(text.yaml, name: text.name, claimFields: fields))
    } catch {
      let words = error.diagnostics.map(\.text).joined(separator: "\n")
      return .failure(MapTrouble("the map \(text.name) cannot be used: \(words)"))
    }
  }
}

extension ClaimTableQuestion {
  init(_ question: DeskTableQuestion, maps: [MapText]) {
    self.init(
      bytes: question.bytes, name: question.name, maps: maps, chosen: question.map,
      columns: question.columns.map {
        ClaimColumns(
          headings: $0.headings, constants: $0.constants, decimal: $0.decimal, days: $0.days,
          isOpenBalance: $0.isOpenBalance)
      })
  }
}

extension DeskTable {
  /// - Throws: ``Problem`` when it could not be read.
  init(_ reading: ClaimTableReading, of name: String) throws(Problem) {
    if let trouble = reading.trouble {
      let place = trouble.line.map { "\(name):\($0)" } ?? name
      throw Problem(.invalidValue, detail: "\(place): \(trouble.message)", field: "file", hint: trouble.hint)
    }
    self.init(
      headings: reading.headings, examples: reading.examples, map: reading.map, fitting: reading.fitting,
      columns: DeskColumns(
        headings: reading.columns.headings, constants: reading.columns.constants, decimal: reading.columns.decimal,
        days: reading.columns.days, isOpenBalance: reading.columns.isOpenBalance),
      rows: reading.rows.map { row in
        DeskTable.Row(
          line: row.line, fields: row.fields, faults: row.faults.map { .init(message: $0.message, field: $0.field) })
      }, passedOver: reading.leftOut + reading.nothingOwed)
  }
}

extension DeskNames {
  init(_ rulebook: Rulebook) {
    self.init(
      creditors: rulebook.creditors.keys.sorted(), policies: rulebook.policies.keys.sorted(),
      currencies: Set(rulebook.creditors.values.flatMap { $0.accounts.compactMap(\.currency?.code) }).sorted())
  }
}
