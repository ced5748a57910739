import Dispatch
import DunningAPI
import HTTPTypes
import Hummingbird
import Synchronization

/// Carries requests out on Swift's own threads, since some take long and the connections share one thread. What is quick
/// and frequent stays on that one, because a change of threads costs more than the work. What has a large body to be taken
/// apart goes to a thread apart, one after the other, so that everybody else finds a free one.
struct Aside: RouterMiddleware {
  let quick: Set<String>
  private let apart = ApartExecutor()

  init(quick: Set<String>) { self.quick = quick }

  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    if request.announcedBytes(else: .max) > ControlLimits.quickBodyBytesMax {
      return try await withTaskExecutorPreference(apart) { try await next(request, context) }
    }
    if quick.contains(request.route(context)) { return try await next(request, context) }
    return try await withTaskExecutorPreference(globalConcurrentExecutor) { try await next(request, context) }
  }
}

/// Runs tasks on one thread of its own.
private final class ApartExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "large-bodies")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Keeps the bodies that are held in memory at one time within a bound, whoever sends them.
final class BodyRoom: RouterMiddleware {
  private let bytesMax: Int
  private let held = Mutex(0)

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  func handle(
    _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    let route = request.route(context)
    // A batch is read line by line.
    guard route != "POST /v1/claims/batch" else { return try await next(request, context) }
    let (bytes, most) = (request.announcedBytes(else: .max), Self.bytesMax(of: route))
    // What is larger than it may be is refused before a byte of it is read.
    let taken = min(bytes, most)
    guard taken > ControlLimits.quickBodyBytesMax else { return try await next(request, context) }
    try take(taken)
    defer { held.withLock { $0 -= taken } }
    return try await next(request, context)
  }

  private func take(_ bytes: Int) throws {
    let isRoom = held.withLock { held in
      guard held + bytes <= bytesMax else { return false }
      held += bytes
      return true
    }
    guard isRoom else {
      throw Problem(
        .tooMuchAtOnce, detail: "other requests fill the \(bytesMax >> 20) MiB that may be read at one time",
        hint: "try again in a moment, and send large bodies one after the other")
    }
  }

  private static func bytesMax(of route: String) -> Int {
    switch route {
    case "POST /v1/mail": ControlLimits.mailBytesMax
    case "POST /v1/claims/{claim}/attachments": ControlLimits.attachmentBytesMax
    default: ControlLimits.bodyBytesMax
    }
  }
}

extension Request {
  /// The bytes that the body is said to have, or what to take for them where it comes in pieces.
  func announcedBytes(else unknown: Int) -> Int {
    if let length = headers[.contentLength].flatMap({ Int($0) }) { return length }
    return headers[.transferEncoding] == nil ? 0 : unknown
  }
}
