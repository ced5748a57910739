import DunningAPI
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("POST /v1/mail")
struct RouteTestsMail {
  @Test("a message is handed on as it came, with the name of its file, and looked at only in a dry run")
  func handedOn() async throws {
    try await withDesk { desk in
      let kept: MailResponse = try await desk.call(.post, "/v1/mail?file=a%20b.eml", "From: x\n\ny").decoded()
      #expect(kept.file == "a b.eml" && kept.action == "10 bytes, kept")
      let looked: MailResponse = try await desk.call(.post, "/v1/mail?dry_run=true", "z").decoded()
      #expect(looked.file == nil && looked.action == "1 bytes, looked at")
    }
  }

  @Test("an empty body and one that is too large are refused, a misspelt parameter too")
  func refused() async throws {
    try await withDesk { desk in
      let large = String(repeating: "x", count: ControlLimits.mailBytesMax + 1)
      for (target, body, code) in [
        ("/v1/mail", "", ProblemCode.malformedRequest), ("/v1/mail?dryrun=true", "x", .unknownField),
        ("/v1/mail", large, .bodyTooLarge),
      ] {
        let problem = try await desk.call(.post, target, body).problem
        #expect(problem.code == code.rawValue)
      }
    }
  }

  @Test("what was not kept is not found", arguments: ["m1", "1", "x"])
  func notFound(name: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/mail/\(name)/message")
      #expect(reply.status == 404)
    }
  }
}
