import Dunning
import DunningBytes
import FoundationEssentials

/// The files of calendars in a firm's own folder and the vendor's.
struct CalendarFolder {
  private(set) var calendars: [WorkCalendar] = []
  private(set) var checksum = Checksum()

  private static let suffix = ".days"
  /// Bytes of a file: ten times the largest of ours.
  private static let bytesMax = 1 << 21

  /// Reads `*.days` of all directories; of files with one name, the first directory's. Those that do not exist are left
  /// out, as a firm's own often does not.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake in the files.
  init(_ directories: [String]) throws(ConfigurationError) {
    var diagnostics: [Diagnostic] = []
    var paths: [String: String] = [:]
    for directory in directories {
      do throws(ConfigurationError) {
        for name in try ConfigurationError.names(in: directory)
        where name.hasSuffix(Self.suffix) && !name.hasPrefix(".") && paths[name] == nil {
          paths[name] = "\(directory)/\(name)"
        }
      } catch {
        diagnostics += error.diagnostics
      }
    }
    for (_, path) in paths.sorted(by: { $0.key < $1.key }) { diagnostics += read(path) }
    guard diagnostics.isEmpty else { throw ConfigurationError(diagnostics: diagnostics) }
  }

  private mutating func read(_ path: String) -> [Diagnostic] {
    guard let text = FileReader.text(of: path, atMost: Self.bytesMax) else {
      return [Self.unreadable(path, "the calendar cannot be read as UTF-8 text of at most \(Self.bytesMax) bytes")]
    }
    checksum.add(text.utf8)
    let file = CalendarFile(text)
    let known = Set(calendars.map(\.name))
    calendars += file.calendars
    let findings = Findings(file: path, text: file.mistakes.isEmpty ? "" : text)
    for mistake in file.mistakes {
      findings.error(mistake.message, on: mistake.position, suggestion: mistake.suggestion)
    }
    for name in file.calendars.map(\.name) where known.contains(name) {
      findings.error("the calendar \(name) stands in another file too", on: nil, suggestion: "name the file alike")
    }
    return findings.inOrder
  }

  private static func unreadable(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      severity: .error, file: path, position: nil, message: message,
      suggestion: "check its permissions and its encoding", source: nil)
  }
}
