import DunningAPI
import DunningConfiguration
import DunningDesk
import DunningMailroom
import DunningTables

/// The maps by which statements in tables are read.
enum StatementMaps {
  /// The map of this name; nil where there is none.
  ///
  /// - Throws: ``MapTrouble`` when a folder of maps cannot be read.
  static func text(of name: String, _ directories: [String]) throws(MapTrouble) -> StatementQuestion.MapText? {
    do throws(ConfigurationError) {
      return try TableMap.text(of: name, directories: directories).map { .init(name: name, yaml: $0) }
    } catch {
      throw MapTrouble(error.text)
    }
  }

  /// All of them that there are.
  ///
  /// - Throws: ``Problem`` when one has mistakes.
  static func all(_ directories: [String]) throws -> [DeskMap] {
    do throws(ConfigurationError) {
      return try TableMap.all(directories: directories, claimFields: ClaimField.all.map(\.name))
        .filter { $0.kind == .statement }.map { DeskMap(name: $0.name, title: $0.title) }
    } catch {
      throw Problem(
        .configurationRejected, detail: "a map cannot be used", errors: error.diagnostics.map(\.text))
    }
  }

  /// The texts of all of them, by which a table is tried.
  ///
  /// - Throws: ``Problem`` when one has mistakes; ``MapTrouble`` when a folder of maps cannot be read.
  static func texts(_ directories: [String]) throws -> [StatementQuestion.MapText] {
    try all(directories).compactMap { try text(of: $0.name, directories) }
  }

  /// A map from the text of its file, or what is wrong with it.
  static func map(_ text: StatementQuestion.MapText) -> Result<TableMap, MapTrouble> {
    do throws(ConfigurationError) {
      return .success(try TableMap.reading(text.yaml, name: text.name))
    } catch {
      let words = error.diagnostics.map(\.text).joined(separator: "\n")
      return .failure(MapTrouble("the map \(text.name) cannot be used: \(words)"))
    }
  }
}
