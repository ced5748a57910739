package import DunningAPI

/// An error of another layer that has its own problem; the conformances are the one map from errors to HTTP.
package protocol ProblemRepresentable: Error {
  /// What the caller is told.
  var problem: Problem { get }
}
