import DunningAPI
import Hummingbird
import Logging

/// What a route of the desk knows of its request.
struct DeskContext: RequestContext {
  struct Source: RequestContextSource {
    let visit: Visit
    let logger: Logger
  }

  var coreContext: CoreRequestContextStorage
  let visit: Visit

  init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    visit = source.visit
  }

  /// A part of the path, its escapes undone.
  ///
  /// - Throws: ``Problem`` `no-such-route` when it is none.
  func name(_ parameter: String) throws -> String {
    guard let text = parameters.get(parameter), let name = Form(encoded: "x=" + text.plusEscaped)?["x"],
      !name.isEmpty, name.utf8.count <= 400
    else { throw Refusal(.noSuchRoute, visit.words(.noSuchPage)) }
    return name
  }
}

extension String {
  /// In a path a plus stands for itself.
  fileprivate var plusEscaped: String {
    split(separator: "+", omittingEmptySubsequences: false).joined(separator: "%2B").split(
      separator: "&", omittingEmptySubsequences: false
    ).joined(separator: "%26")
  }
}
