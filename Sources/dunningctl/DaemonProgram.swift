import FoundationEssentials
import Glibc

/// The daemon's own program, which does what is done without a running daemon: it has the code for it, and the client
/// stays small.
enum DaemonProgram {
  /// Becomes that program, whose output and exit status are then those of this process.
  ///
  /// - Throws: a failure that says where it was looked for.
  static func run(_ arguments: [String], after session: Session) throws(Failure) {
    try session.flush()
    let places = places
    for place in places where access(place, X_OK) == 0 {
      var words: [UnsafeMutablePointer<CChar>?] = ([place] + arguments).map { strdup($0) }
      words.append(nil)
      defer { for word in words { free(word) } }
      execv(place, words)
    }
    throw Failure(
      .unreachable, code: "no-daemon-program", "the program dunningd is not there, or cannot be started",
      hint: "it belongs to the package dunningd; looked for: \(places.joined(separator: ", "))")
  }

  /// Beside this program and in the `sbin` beside its folder first, then where programs of administrators lie.
  private static var places: [String] {
    // Without a path of its own the program can only guess.
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = own.split(separator: "/").dropLast().map(String.init)
    let near = folder.isEmpty ? [] : [folder + ["dunningd"], folder.dropLast() + ["sbin", "dunningd"]]
    let beside = near.map { "/" + $0.joined(separator: "/") }
    var known: Set<String> = []
    return (beside + ["/usr/local/sbin/dunningd", "/usr/sbin/dunningd"]).filter { known.insert($0).inserted }
  }
}
