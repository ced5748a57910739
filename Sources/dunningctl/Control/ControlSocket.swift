import Glibc

/// Where the daemon's control socket lies.
struct ControlSocket: Hashable, Sendable {
  let path: String

  /// The socket that was named, by option or by environment, else the first of the usual places that has one.
  ///
  /// - Throws: `daemon-not-found` with all places that were tried when none of them has a socket.
  init(option: String?, environment: (String) -> String? = Environment.variable) throws(Failure) {
    if let named = option ?? environment("DUNNING_SOCKET") {
      self.path = named
      return
    }
    let places = Self.usualPlaces(environment: environment)
    guard let found = places.first(where: Self.mayExist) else { throw ConnectFailure.noSocket(tried: places) }
    self.path = found
  }

  static func usualPlaces(environment: (String) -> String?) -> [String] {
    var places = ["/run/dunningd/control.sock"]
    if let runtime = environment("XDG_RUNTIME_DIR") { places.append("\(runtime)/dunningd/control.sock") }
    return places
  }

  /// False only when there surely is no such file: one in a folder that we may not enter is for `connect` to explain.
  private static func mayExist(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }
}
