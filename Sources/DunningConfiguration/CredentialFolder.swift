import FoundationEssentials

/// The folder in which systemd lays the credentials of the unit, one file each (systemd.exec(5), `$CREDENTIALS_DIRECTORY`).
package struct CredentialFolder: Sendable {
  private let path: String

  /// - Parameter path: nil or empty where there is none, and no credential can be looked up.
  package init?(_ path: String?) {
    guard let path, !path.isEmpty else { return nil }
    self.path = path
  }

  /// The content of a credential, without a line break at its end; nil when it is not there or cannot be read.
  @Sendable package func credential(_ name: String) -> String? {
    guard !name.contains("/") else { return nil }
    // The unit's own names carry the daemon's, so that credentials of several services can lie in one store.
    for file in ["dunningd.\(name)", name] {
      guard let bytes = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
    return nil
  }
}
