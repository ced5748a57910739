import DunningAPI
import DunningTesting
import Foundation
import Testing

@Suite("180 a preview keeps nothing", .timeLimit(.minutes(20)))
struct PreviewKeepsNothing {
  private static let configuration = Book.configuration(
    steps: "      - {name: demand, at: due+30d, tone: demand, send: [email, letter], pay_within: 14d}")

  @Test("a claim's notice is shown with all its parts, and the docket is as it was")
  func claim() async throws {
    try await World(at: "2026-12-31T10:00:00+01:00", Self.configuration).run { daemon in
      try await daemon.enqueue(Book.claim("R-7", due: "2026-12-20"))
      let before = try await daemon.status().notices
      let answer = try await daemon.post(
        "/v1/preview", PreviewRequest(policy: "standard", step: "demand", claim: "R-7"))
      let preview: PreviewResponse = try answer.decoded()
      #expect(preview.findings.isEmpty)
      for part in [preview.text, preview.html] { #expect(part?.contains("R-7") == true) }
      let message = try #require(preview.message.flatMap { Data(base64Encoded: $0) })
      #expect(String(decoding: message, as: UTF8.self).contains("Demand-R-7.pdf"))
      #expect(preview.letter != nil)
      #expect(try await daemon.status().notices == before)
      #expect(try await daemon.claim("R-7").events.map(\.event) == ["claim-registered"])
    }
  }

  @Test("without a claim it is about one against nobody, and what does not exist is told")
  func sample() async throws {
    try await World(at: "2026-12-31T10:00:00+01:00", Self.configuration).run { daemon in
      let preview: PreviewResponse = try await daemon.post(
        "/v1/preview", PreviewRequest(policy: "standard", step: "demand")
      ).decoded()
      #expect(preview.text?.contains("2026-0042") == true)
      #expect(preview.text?.contains("1,234.56") == true)
      let wrong = try await daemon.post("/v1/preview", PreviewRequest(policy: "standard", step: "demend"))
      #expect(wrong.status == 404)
      #expect(wrong.text.contains("did you mean demand?"))
      let unknown = try await daemon.post(
        "/v1/preview", PreviewRequest(policy: "standard", step: "demand", language: "xx"))
      #expect(unknown.status == 422)
    }
  }

  @Test("what keeps the notice from leaving is a finding")
  func finding() async throws {
    let world = try World(at: "2026-12-31T10:00:00+01:00", Self.configuration)
    try FileManager.default.createDirectory(
      atPath: world.folder.path + "/letters", withIntermediateDirectories: false)
    try world.configure(
      Self.configuration.replacing("brake: off", with: "brake: off, print_spool: \(world.folder.path)/letters"))
    try await world.run { daemon in
      try await daemon.enqueue(Book.claim("R-7", due: "2026-12-20"))
      let preview: PreviewResponse = try await daemon.post(
        "/v1/preview", PreviewRequest(policy: "standard", step: "demand", claim: "R-7")
      ).decoded()
      #expect(preview.findings.map(\.rule) == ["no-letter"])
      #expect(preview.text != nil)
      #expect(preview.message == nil)
    }
  }
}
