import DunningAPI

/// A notice with every try to hand it over, for a person.
struct NoticePage {
  let detail: NoticeDetail
  let session: Session

  var lines: [String] {
    facts + (detail.recipients ?? []).map(line(of:)) + detail.deliveries.map(line(of:))
      + detail.attempts.flatMap(lines(of:))
  }

  private var facts: [String] {
    let notice = detail.notice
    let dates = session.dates
    return [
      "\(notice.id)  \(printable(notice.step))  \(session.terminal.tinted(notice.state, Tint(state: notice.state)))",
      Fact.line("claims", zip(notice.claimIds, notice.claims).map { "\($0) \($1)" }.joined(separator: ", ")),
      Fact.line("to", notice.debtor + (notice.recipient.isEmpty ? ", by letter" : " <\(notice.recipient)>")),
      Fact.line("from", notice.creditor),
      Fact.line("about", detail.asks),
      notice.payBy.map { Fact.line("pay by", dates.text($0)) },
      Fact.line("policy", "\(notice.policy), \(notice.tone)"),
      Fact.line("opened", dates.text(notice.openedAt)),
      notice.nextAttemptAt.map { Fact.line("next try", dates.text($0)) },
      notice.completedAt.map { Fact.line("completed", dates.text($0)) },
      notice.lastReply.map { Fact.line("last reply", $0) },
      Fact.line("message", notice.messageId),
      detail.message.map { Fact.line("sha256", $0.sha256) },
      detail.letter.map { Fact.line("letter", "\($0.sha256), \($0.bytes) bytes") },
      detail.posting.map { Fact.line("post", printable($0.words)) },
      detail.leftOut.map {
        Fact.line("left out", "\(counted($0, "invoice")), too large for a mail or not there any more")
      },
      hint.map { session.terminal.tinted($0, .waiting) },
    ].compactMap { $0 }
  }

  private func line(of recipient: NoticeDetail.Recipient) -> String {
    let name = recipient.name.map { "\($0) " } ?? ""
    let words = recipient.words.map { ": \($0)" } ?? ""
    let line = printable("\(name)<\(recipient.address)>, \(recipient.fate)\(words)")
    let isMissed = ["refused", "returned"].contains(recipient.fate)
    return Fact.line(recipient.part, isMissed ? session.terminal.tinted(line, .bad) : line)
  }

  private func line(of delivery: NoticeDetail.Delivery) -> String {
    let at = delivery.completedAt.map { ", \(session.dates.text($0))" } ?? ""
    let reply = delivery.lastReply.map { ": \($0)" } ?? ""
    return Fact.line("by \(delivery.channel)", printable("\(delivery.state)\(at)\(reply)"))
  }

  /// What a person can do about it, where something waits for one.
  private var hint: String? {
    let id = detail.notice.id
    return switch detail.notice.state {
    case "in-doubt": "Was it delivered? dunningctl notice resolve \(id) --as sent|not-sent"
    case "awaiting-approval": "To send it, once read: dunningctl notice approve \(id)"
    case "held": "To send it: dunningctl notice release \(id)"
    case "failed": "To try again: dunningctl notice retry \(id)"
    default: nil
    }
  }

  private func lines(of attempt: NoticeDetail.Attempt) -> [String] {
    let server = attempt.server.map { " \($0)" } ?? ""
    let head = "attempt \(attempt.number)  \(attempt.phase)  \(attempt.transport)\(server)"
    return ["", printable("\(head)  \(session.dates.text(attempt.startedAt))")]
      + (attempt.reply.map { [printable("  \($0)")] } ?? [])
      + attempt.dialogue.map { printable("    \($0)") }
  }
}
