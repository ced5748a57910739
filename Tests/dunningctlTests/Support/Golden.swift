import Glibc
import Testing

/// Texts that are kept in files; `UPDATE_GOLDENS=1 swift test` writes them anew.
enum Golden {
  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let path = "\(Scratch.fixtures)/goldens/\(name)"
    if isUpdating {
      Scratch.write(Array(text.utf8), to: path)
    } else {
      #expect(text == Scratch.read(path), "differs from \(name)", sourceLocation: sourceLocation)
    }
  }

  private static var isUpdating: Bool { getenv("UPDATE_GOLDENS") != nil }
}
