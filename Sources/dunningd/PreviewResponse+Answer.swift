import Dunning
import DunningAPI
import DunningEngine
import DunningIntake
import FoundationEssentials

extension Previewer.Question {
  /// What a client asks.
  ///
  /// - Throws: ``Problem`` with what is wrong with a claim that is not there yet.
  init(_ request: PreviewRequest, _ rulebook: Rulebook) throws {
    self.init(
      policy: request.policy, step: request.step, claim: request.claim, language: request.language,
      draft: try request.new?.draft(rulebook))
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
