import DunningAPI
import DunningEngine
import FoundationEssentials

extension Previewer.Question {
  /// What a client asks.
  init(_ request: PreviewRequest) {
    self.init(policy: request.policy, step: request.step, claim: request.claim, language: request.language)
  }
}

extension PreviewResponse {
  /// What is told of a preview.
  init(_ answer: Previewer.Answer) {
    self.init(
      subject: answer.subject, text: answer.text, html: answer.html,
      message: answer.message.map { Data($0).base64EncodedString() },
      letter: answer.letter.map { Data($0).base64EncodedString() },
      findings: answer.findings.map { Finding(rule: $0.rule, message: $0.message) })
  }
}
