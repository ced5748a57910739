import FoundationEssentials

/// What a backup holds: the last file in it, so that one which broke off has none.
package struct BackupManifest: Codable, Hashable, Sendable {
  package struct File: Codable, Hashable, Sendable {
    /// Below ``BackupManifest/folder``.
    package let path: String
    package let bytes: Int
    /// Hexadecimal digits.
    package let sha256: String
  }

  /// The folder inside of the archive that all of it lies in.
  static let folder = "dunningd-backup"
  static let name = "manifest.json"
  static let configurationFolder = "configuration"
  static let docketName = "docket.sqlite"
  static let sealKeyName = "seal.key"
  static let attachmentsFolder = "attachments"
  /// Bytes of a manifest: some hundred thousand attachments.
  static let bytesMax = 64 << 20

  package let format: Int
  /// RFC 3339, UTC.
  package let madeAt: String
  /// That of the daemon that made it.
  package let version: String
  package let files: [File]

  private enum CodingKeys: String, CodingKey {
    case format
    case madeAt = "made_at"
    case version
    case files
  }

  init(madeAt: String, version: String, files: [File]) {
    (format, self.madeAt, self.version, self.files) = (1, madeAt, version, files)
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + Array("\n".utf8)
    }
  }

  /// - Returns: nil when it makes no sense, or is of a later form.
  init?(json: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Self.self, from: Data(json)), read.format == 1 else { return nil }
    self = read
  }
}
