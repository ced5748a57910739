import Crypto
package import Dunning
import DunningBytes
import DunningMail
package import DunningStore
package import Logging

/// Removes what lies of erased notices outside the docket, where the daemon itself has put it: letters in the print spool,
/// mails in the outbox. What others have moved elsewhere is theirs.
package struct ErasedCopies: Sendable {
  private let docket: Docket
  private let rules: CurrentRules
  private let clock: any WallClock
  private let logger: Logger

  package init(docket: Docket, rules: CurrentRules, clock: any WallClock, logger: Logger) {
    (self.docket, self.rules, self.clock, self.logger) = (docket, rules, clock, logger)
  }

  /// Looks at all that are to go. What cannot be removed is tried again the next time.
  ///
  /// - Returns: what is left, a sentence each; it stands in the log as well.
  package func remove() async -> [String] {
    var (left, last) = ([String](), NoticeID(0))
    do {
      while true {
        let page = try await docket.goneCopies(after: last)
        guard let end = page.last?.notice else { break }
        var gone: [NoticeID] = []
        for copy in page {
          let words = await remove(copy)
          if words.isEmpty { gone.append(copy.notice) }
          left += words
        }
        try await docket.forget(copiesOf: gone, now: clock.now)
        last = end
      }
    } catch {
      left.append(error.message)
    }
    for words in left {
      logger.warning("a copy of what was erased is left: \(words)", metadata: ["event": "erased-copy-left"])
    }
    return left
  }

  private func remove(_ copy: GoneCopy) async -> [String] {
    let rules = rules.value
    var left: [String] = []
    do {
      if let spool = rules.spool, let letter = copy.letter {
        try await spool.remove(PrintSpool.Letter(copy.notice, hash: letter))
      }
    } catch {
      left.append(error.description)
    }
    do {
      if let outbox = rules.outbox, let name = copy.messageID {
        try await outbox.remove(String(name.prefix { $0 != "@" }))
      }
    } catch {
      left.append(error.description)
    }
    return left
  }
}

extension PrintSpool.Letter {
  /// - Parameter hash: the SHA-256 of the PDF, which its slip names.
  fileprivate init(_ notice: NoticeID, hash: [UInt8]) {
    self.init(
      id: notice.description, isPDF: { Array(SHA256.hash(data: $0)) == hash },
      isSlip: { String(decoding: $0, as: UTF8.self).contains(Hex.text(hash)) })
  }
}
