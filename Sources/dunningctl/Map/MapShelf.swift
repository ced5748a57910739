import Dunning
import DunningAPI
import DunningConfiguration
import DunningTables

/// The maps on this machine: the firm's own beside the configuration, then the vendor's.
struct MapShelf {
  private let directories: [String]

  init(dataDir: String?) {
    directories =
      Setup.Places(file: nil, dataDirectory: DataDirectory.find(dataDir), stateDirectory: "").directories
  }

  /// The map of this name or path.
  func map(_ named: String) throws(Failure) -> TableMap {
    do throws(ConfigurationError) {
      return try TableMap.load(named, directories: directories, claimFields: Self.claimFields)
    } catch {
      throw Self.failure(error, "the map \(quoted(named)) cannot be used")
    }
  }

  /// All of them, in the order of their names.
  func all() throws(Failure) -> [TableMap] {
    do throws(ConfigurationError) {
      return try TableMap.all(directories: directories, claimFields: Self.claimFields)
    } catch {
      throw Self.failure(error, "a map has mistakes")
    }
  }

  /// The fields of a claim that a map can give.
  static let claimFields = ClaimField.all.map(\.name)

  private static func failure(_ error: ConfigurationError, _ what: String) -> Failure {
    let only = error.diagnostics.count == 1 ? error.diagnostics.first : nil
    if let only, only.position == nil { return .badData("\(only.message)", hint: only.suggestion) }
    return Failure(
      ShownProblem(
        type: "urn:dunningd:problem:invalid-file", title: "Bad data", status: 422, code: "invalid-file", detail: what,
        errors: error.diagnostics.map(\.text)))
  }
}
