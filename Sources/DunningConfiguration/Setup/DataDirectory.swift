import FoundationEssentials
import Glibc

/// Finds the vendor's data that is installed beside the programs.
package enum DataDirectory {
  /// The folder that was named, `$DUNNING_DATA_DIR`, or `share/dunningd` beside the folder of the running program.
  package static func find(_ named: String?) -> String {
    if let named { return named }
    if let variable = getenv("DUNNING_DATA_DIR") { return String(cString: variable) }
    let installed = "/usr/share/dunningd"
    // Without a path of its own the program can only guess.
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
      return installed
    }
    let prefix = program.split(separator: "/").dropLast(2).joined(separator: "/")
    let beside = "/\(prefix)/share/dunningd"
    return FileManager.default.fileExists(atPath: beside) ? beside : installed
  }
}
