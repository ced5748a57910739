/// The version of daemon, client and wire contract, which are built from one tree.
package enum Version {
  /// Semantic version of this build.
  package static let current = "0.1.0"
  /// The root of every path of the control API.
  package static let root = "/v1"
}
