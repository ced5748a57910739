import DunningBytes
import Testing

/// The small files that the tests read, made up for one trap each.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    try FileReader.content(of: folder + "/" + name, atMost: 1 << 20)
  }

  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/Fixtures"
}
