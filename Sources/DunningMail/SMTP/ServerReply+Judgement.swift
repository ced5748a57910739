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

  /// Whether a refusal speaks about parameters of the command and not about whom it names.
  ///
  /// - Source: RFC 5321 4.2.3 (501, 504, 555).
  var blamesParameters: Bool {
    switch code {
    case 504, 555: true
    case 501: enhancedStatus == nil || enhancedStatus?.hasPrefix("5.5.") == true
    default: false
    }
  }

  /// Whether a no says that the connection is of no use any more, as servers say of one that was idle for too long.
  var blamesConnection: Bool { isTransient && enhancedStatus == "4.4.2" }
}
