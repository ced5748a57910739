import DunningBytes
import FoundationEssentials
import Glibc
import Yams

/// A configuration file with its drop-ins, `FILE.d/*.yaml`: one text to those who read it, in which the lines of each file
/// follow those of the one before, so that each mistake is told by its own file and line.
struct ConfigurationText {
  struct Part: Hashable, Sendable {
    let file: String
    let text: String
    /// Lines of the parts before it.
    let linesBefore: Int
  }

  private(set) var parts: [Part] = []

  /// Bytes of a file: some thousand creditors.
  static let bytesMax = 1 << 20
  /// More drop-ins than anybody keeps apart.
  private static let dropInsMax = 200

  /// One text that is no file of its own, or has no drop-ins.
  init(_ text: String, file: String) { add(text, file: file) }

  /// Reads a file, and the drop-ins beside it in the order of their names.
  ///
  /// - Throws: ``ConfigurationError`` when one of them cannot be read.
  init(file: String) throws(ConfigurationError) {
    for path in [file] + (try Self.dropIns(of: file)) { add(try Self.read(path), file: path) }
  }

  /// All of it, line by line.
  var text: String { parts.map(\.text).joined(separator: "\n") }

  /// The drop-ins of a file, absolute where that is, in the order in which they count.
  ///
  /// - Throws: ``ConfigurationError`` when their folder cannot be read, or holds too many.
  static func dropIns(of file: String) throws(ConfigurationError) -> [String] {
    let folder = file + ".d"
    let names = try ConfigurationError.names(in: folder).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }
    guard names.count <= dropInsMax else {
      throw ConfigurationError(
        "there are \(names.count) files in it, and at most \(dropInsMax) are read", file: folder,
        suggestion: "put several into one")
    }
    return names.sorted().map { "\(folder)/\($0)" }
  }

  private mutating func add(_ text: String, file: String) {
    // Editors on Windows begin a file with the mark of its byte order.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let before = parts.last.map { part in
      part.linesBefore + part.text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
    }
    parts.append(Part(file: file, text: text, linesBefore: before ?? 0))
  }

  private static func read(_ file: String) throws(ConfigurationError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try FileReader.content(of: file, atMost: bytesMax)
    } catch {
      guard error.errorNumber == EFBIG else {
        throw ConfigurationError(
          "the configuration cannot be read", file: file, suggestion: "check its name and permissions")
      }
      throw ConfigurationError(
        "the configuration is larger than \(bytesMax) bytes", file: file, suggestion: "is it the right file?")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError("the configuration is not UTF-8 text", file: file, suggestion: "save it as UTF-8")
    }
    return text
  }

  // MARK: - As one document

  /// The document in it; nil when it is none or empty, of which the first mistake is reported.
  func compose(_ findings: Findings) -> Node? {
    parts.reduce(nil) { document, part in
      // Empty lines before it give each mark its line in the whole.
      let text = String(repeating: "\n", count: part.linesBefore) + part.text
      guard let node = Configuration.compose(text, findings) else { return document }
      return document.map { Self.laid(node, over: $0) } ?? node
    }
  }

  /// Mappings are laid over one another key by key; anything else takes the place of what was there.
  private static func laid(_ new: Node, over old: Node) -> Node {
    guard case .mapping(var mapping) = old, case .mapping(let added) = new else { return new }
    for (key, value) in added { mapping[key] = mapping[key].map { laid(value, over: $0) } ?? value }
    return .mapping(mapping)
  }
}
