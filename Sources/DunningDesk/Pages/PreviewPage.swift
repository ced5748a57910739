import DunningAPI
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// The words of what would go out next about a claim, as they would be if it were written now.
struct PreviewPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  static let route = "POST /v1/preview"

  func show(_ id: String) async throws -> Response {
    let claim = try await visit.get(ClaimDetail.self, "/v1/claims/\(Link.escaped(id))").claim
    let preview = try await preview(of: claim.id)
    let papers = [preview.message.map { _ in mail(preview) }, preview.letter.map { _ in letter(of: claim) }]
    return visit.page(
      "\(words(.previewTitle)): \(claim.reference)",
      """
      <section><p>\(words(.previewSays))</p>
      \(facts(claim))
      \(findings(preview))
      <p><a href="\(Link.path("claims", claim.id))">\(words(.claim)) \(HTML.reference(claim.reference))</a></p></section>
      \(beside(papers.compactMap { $0 }))
      """)
  }

  private func beside(_ parts: [HTML]) -> HTML {
    parts.isEmpty ? "<section><p>\(words(.previewNone))</p></section>" : "<div class=\"columns\">\(parts)</div>"
  }

  /// The letter of the same, as a file of its own.
  ///
  /// - Throws: ``Refusal`` where the step has none.
  func letter(_ id: String) async throws -> Response {
    let preview = try await preview(of: id)
    guard let bytes = preview.letter.flatMap({ Data(base64Encoded: $0) }) else {
      throw Refusal(.notFound, words(.previewNone))
    }
    var headers = DeskHeaders.letter
    headers[.contentType] = "application/pdf"
    headers[.contentDisposition] = "inline; filename=\"preview.pdf\""
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func preview(of claim: String) async throws -> PreviewResponse {
    guard visit.may(Self.route) else { throw Refusal(.notAllowed, words(.notYours)) }
    let body = try WireCoding.encode(PreviewRequest(claim: claim))
    return try WireCoding.decode(PreviewResponse.self, from: try await visit.send(.post, "/v1/preview", body))
  }

  /// What a claim that is not there yet would send first.
  func words(ofNew claim: [String: ActValue]) async throws -> HTML {
    let body = try WireCoding.encode(["new": claim])
    let answer = try await visit.send(.post, "/v1/preview", body)
    let preview = try WireCoding.decode(PreviewResponse.self, from: answer)
    let letter: HTML = preview.letter == nil ? .empty : "<p>\(words(.andLetter))</p>"
    return "\(findings(preview))\(preview.message == nil ? .empty : mail(preview))\(letter)"
  }

  private func facts(_ claim: ClaimResponse) -> HTML {
    var facts = Facts()
    facts.add(words(.step), claim.next.map { "\(words.step($0.step))" })
    facts.add(words(.day), claim.next.map { words.time($0.at) })
    facts.add(words(.debtor), visit.link(toDebtor: claim))
    return facts.html
  }

  /// What ought to be mended; the rules say it in English.
  private func findings(_ preview: PreviewResponse) -> HTML {
    guard !preview.findings.isEmpty else { return .empty }
    let lines = preview.findings.map { finding -> HTML in "<li>\(HTML.foreign(finding.message))</li>\n" }
    return """
      <div class="problem"><p>\(words(.previewFindings))</p>
      <details><summary>\(words(.problemDetails))</summary><ul lang="en">\(lines)</ul></details></div>
      """
  }

  private func mail(_ preview: PreviewResponse) -> HTML {
    var facts = Facts()
    facts.add(words.term("mail-subject"), preview.subject.map(HTML.foreign))
    return """
      <section><h2>\(words(.mail))</h2>
      \(facts.html)
      <div class="mail" dir="auto" tabindex="0">\(preview.text ?? "")</div></section>
      """
  }

  private func letter(of claim: ClaimResponse) -> HTML {
    visit.letter(at: Link.path("claims", claim.id, "preview.pdf"))
  }
}

extension Visit {
  /// A letter in the page, with the way to it alone.
  func letter(at address: String) -> HTML {
    """
    <section><h2>\(words(.letter))</h2>
    <p><a href="\(address)">\(words(.openLetter))</a></p>
    <iframe class="letter" src="\(address)#navpanes=0&amp;view=FitH" title="\(words(.letter))"></iframe>
    </section>
    """
  }
}
