import Crypto
package import Dunning
import DunningBytes
import DunningMail
package import DunningStore
package import Logging

/// Removes what lies of erased notices outside the docket, where the daemon itself has put it: letters in the print spool,
/// mails in the outbox, and what it has put away in the folders that it watches. What others have moved elsewhere is theirs.
package struct ErasedCopies: Sendable {
  private let docket: Docket
  private let rules: CurrentRules
  private let clock: any WallClock
  private let logger: Logger
  private let watched: Watched

  /// What is done in the folders that are watched, which are not the engine's.
  package struct Watched: Sendable {
    /// Removes the mails about notices, and answers what is left.
    let mails: @Sendable ([GoneCopy]) -> LeftMails
    /// Removes files of invoices, and answers what is left; where it is asked for, with the files of statements.
    let files: @Sendable (_ namesStatements: Bool) async -> [String]

    package init(
      mails: @escaping @Sendable ([GoneCopy]) -> LeftMails = { _ in LeftMails() },
      files: @escaping @Sendable (_ namesStatements: Bool) async -> [String] = { _ in [] }
    ) {
      (self.mails, self.files) = (mails, files)
    }
  }

  package init(
    docket: Docket, rules: CurrentRules, clock: any WallClock, logger: Logger, watched: Watched = Watched()
  ) {
    (self.docket, self.rules, self.clock, self.logger, self.watched) = (docket, rules, clock, logger, watched)
  }

  /// Looks at all that are to go. What cannot be removed is tried again the next time.
  ///
  /// - Parameter namesStatements: whether a person wants to know of files of statements as well, which nothing ever removes.
  /// - Returns: what is left, a sentence each; it stands in the log as well.
  package func remove(namesStatements: Bool = false) async -> [String] {
    var (left, unseen, last) = ([String](), Set<String>(), NoticeID(0))
    do {
      left += await watched.files(namesStatements)
      while true {
        let page = try await docket.goneCopies(after: last)
        guard let end = page.last?.notice else { break }
        var gone: [NoticeID] = []
        let mails = watched.mails(page)
        for copy in page {
          let words = await remove(copy) + (mails.about[copy.notice] ?? [])
          if words.isEmpty, copy.mails.isEmpty || mails.unseen.isEmpty { gone.append(copy.notice) }
          left += words
        }
        // Each page meets the same folders.
        left += mails.unseen.filter { unseen.insert($0).inserted }
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
