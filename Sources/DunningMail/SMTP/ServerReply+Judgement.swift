extension ServerReply {
  /// The name under which the server queued the message, if its final reply tells in one of the usual ways.
  ///
  /// Postfix `Ok: queued as 4F2B31E7A2`, Exim `OK id=1qXyz0-0001Ab-2C`, Sendmail and OpenSMTPD
  /// `5a1b2c3d Message accepted for delivery`, qmail `ok 1690000000 qp 1234`, Haraka `Message Queued (UUID)`,
  /// Dovecot `<user> jK3lAbc Saved`.
  package var queueID: String? {
    let words = text.split(separator: " ").map { $0.lowercased() }
    let originals = text.split(separator: " ")
    func word(at index: Int) -> String? {
      guard originals.indices.contains(index) else { return nil }
      let bare = originals[index].drop { "(<[".contains($0) }.prefix { !")>],;".contains($0) }
      let isName = bare.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+/".contains($0)) }
      return isName && (1...128).contains(bare.count) ? String(bare) : nil
    }
    for (index, current) in words.enumerated() {
      switch current {
      case "queued" where words.indices.contains(index + 1) && words[index + 1] == "as": return word(at: index + 2)
      case "queued" where index + 1 < originals.count && originals[index + 1].hasPrefix("("): return word(at: index + 1)
      case "qp": return word(at: index + 1)
      case "message" where words[index...].starts(with: ["message", "accepted", "for", "delivery"]) && index > 0:
        return word(at: index - 1)
      case "saved" where index > 0: return word(at: index - 1)
      case _ where current.hasPrefix("id="):
        let id = originals[index].dropFirst(3)
        return id.isEmpty ? nil : String(id)
      default: continue
      }
    }
    return nil
  }

  /// Whether a permanent refusal of MAIL, RCPT or DATA speaks about us and not about this sender or recipient: we are
  /// not authenticated, our commands are out of order, or the server does not relay for us. To take such an answer for
  /// the recipient's would fail every notice for good because of one wrong setting.
  var blamesRelay: Bool {
    guard isPermanent else { return false }
    switch code {
    case 500, 502, 503, 504, 530, 534, 535, 538: return true
    case 501: return enhancedStatus?.hasPrefix("5.1.") != true
    default:
      let isPolicy = enhancedStatus.map { $0.hasPrefix("5.7.") } ?? true
      return isPolicy && text.lowercased().contains("relay")
    }
  }

  /// Whether a refusal of MAIL speaks about the size that MAIL announced (RFC 1870 6.1).
  var blamesSize: Bool { code == 552 || enhancedStatus == "5.3.4" }
}
