import Dunning
import Yams

/// What the `invoices` section says: where e-invoices are found.
package struct Invoices: Hashable, Sendable {
  /// The watched folder; nil for none.
  package var folder: String?

  package init() {}
}

extension Invoices {
  static let keys = ["folder"]

  /// Reads the `invoices` section.
  init(_ section: Section) {
    self.init()
    folder = section.watchedFolder("folder", of: "e-invoices")
  }
}

extension ListRules {
  static let keys = ["hold_above"]

  /// Reads the `lists` section; what is missing keeps its default.
  init(_ section: Section) {
    self.init()
    if let share = section.integer("hold_above", in: 0...100) { holdAbove = share }
  }
}

extension Section {
  /// The path of a folder that is watched.
  ///
  /// - Parameter what: is put into it.
  func watchedFolder(_ key: String, of what: String) -> String? {
    folder(key, else: "make the folder into which \(what) are put; the daemon must be able to write in it")
  }

  /// The path of a folder that must be there.
  ///
  /// - Parameter suggestion: what to do where it is not.
  func folder(_ key: String, else suggestion: String) -> String? {
    guard let path = text(key, charactersMax: RuleLimits.linkBytesMax) else { return nil }
    if !path.hasPrefix("/") {
      findings.error("\(key) must be an absolute path", at: mark(of: key), suggestion: "write it from / on")
    } else if !Inbound.isFolder(path) {
      findings.error("there is no folder \(path)", at: mark(of: key), suggestion: suggestion)
    }
    return path
  }
}
