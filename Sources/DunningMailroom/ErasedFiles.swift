package import Dunning
import DunningBytes
import DunningInbound
package import DunningStore
import Glibc

/// Removes what lies of erased claims in the folders from which the daemon has taken it in, where it has put it away itself.
/// What holds other people's as well, or cannot be read, is named, and looked for again.
package struct ErasedFiles: Sendable {
  private let docket: Docket
  private let maildir: String?
  private let statements: String?
  private let invoices: String?
  private let now: @Sendable () -> Instant
  private let read: CopySearch.Reader

  /// - Parameters:
  ///   - maildir: the watched folder of mails; nil for none.
  ///   - statements: that of statements; nil for none.
  ///   - invoices: that of e-invoices; nil for none.
  package init(
    docket: Docket, maildir: String?, statements: String?, invoices: String?, now: @escaping @Sendable () -> Instant
  ) {
    (self.docket, self.maildir, self.statements, self.invoices) = (docket, maildir, statements, invoices)
    self.now = now
    read = Self.content
  }

  /// The same with another reader of files.
  init(
    docket: Docket, maildir: String? = nil, statements: String? = nil, invoices: String? = nil,
    now: @escaping @Sendable () -> Instant, read: @escaping CopySearch.Reader
  ) {
    (self.docket, self.maildir, self.statements, self.invoices) = (docket, maildir, statements, invoices)
    (self.now, self.read) = (now, read)
  }

  // MARK: Mails

  /// Removes the mails about notices whose copies are to go.
  package func remove(mailsAbout copies: [GoneCopy]) -> LeftMails {
    guard let maildir else { return LeftMails() }
    var notices: [[UInt8]: NoticeID] = [:]
    for copy in copies { for hash in copy.mails { notices[hash] = copy.notice } }
    guard !notices.isEmpty else { return LeftMails() }
    var (left, search) = (LeftMails(), CopySearch(read: read))
    for folder in ["cur", ".rejected/cur", ".rejected/new"] {
      for file in search.files(in: "\(maildir)/\(folder)") {
        // Of what is larger no more was read when it was taken in.
        guard let bytes = search.start(of: file, atMost: IncomingLimits.messageBytesMax + 1),
          let (notice, words) = remove(file.path, bytes, notices)
        else { continue }
        left.about[notice, default: []].append(words)
      }
    }
    left.unseen = search.words
    return left
  }

  /// - Returns: why it is left, though a mail about a notice is in it.
  private func remove(_ path: String, _ bytes: [UInt8], _ notices: [[UInt8]: NoticeID]) -> (NoticeID, String)? {
    let hashes = MailWatcher.messages(in: bytes).map { message -> [UInt8]? in
      if case .whole(let bytes) = message { GoneCopy.hash(of: bytes) } else { nil }
    }
    guard let notice = hashes.lazy.compactMap({ $0.flatMap { notices[$0] } }).first else { return nil }
    guard hashes.allSatisfy({ $0.map { notices[$0] != nil } == true }) else {
      return (notice, "\(path) holds a mail about \(notice), and others: it is not removed")
    }
    return Self.remove(path).map { (notice, $0) }
  }

  // MARK: Invoices and statements

  /// Removes the files of invoices whose claim is erased, and names the files of statements that speak of one.
  ///
  /// - Parameter namesStatements: whether files of statements are named; nothing ever removes those.
  /// - Returns: what is left, a sentence each.
  package func removeFiles(namesStatements: Bool) async -> [String] {
    do {
      return try await removeInvoices() + (namesStatements ? try await statementsLeft() : [])
    } catch {
      return [error.message]
    }
  }

  private func removeInvoices() async throws(DocketError) -> [String] {
    let gone = Set(try await docket.goneContents())
    guard !gone.isEmpty else { return [] }
    var left: [String] = []
    if let invoices {
      var search = CopySearch(read: read)
      for folder in [DropFolder.done, DropFolder.refused, DropFolder.asked] {
        for file in search.files(in: "\(invoices)/\(folder)") {
          guard let bytes = takenIn(file, &search), gone.contains(GoneCopy.hash(of: bytes)) else { continue }
          // The reason beside what was not taken in goes first, since nothing leads to it without the file.
          let reason = folder == DropFolder.done ? nil : Self.remove("\(file.path).txt")
          if let words = reason ?? Self.remove(file.path) { left.append(words) }
        }
      }
      left += search.words
    }
    if left.isEmpty { try await docket.forget(contents: Array(gone), now: now()) }
    return left
  }

  /// A file of a bank holds what others paid as well, and only a person knows whether it is needed.
  private func statementsLeft() async throws(DocketError) -> [String] {
    guard let statements else { return [] }
    var (left, search) = ([String](), CopySearch(read: read))
    let erased = try await docket.erasedStatements()
    let holding = search.files(in: "\(statements)/\(DropFolder.done)").filter { file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      guard erased.contains(where: { name == $0.file || name.hasPrefix($0.file + ".") }),
        let bytes = takenIn(file, &search)
      else { return false }
      let hash = GoneCopy.hash(of: bytes)
      return erased.contains { $0.sha256 == hash }
    }.map(\.path)
    if !holding.isEmpty {
      left.append("\(Self.named(holding)): bank files with payments of erased claims, and others' payments")
    }
    let refused = search.files(in: "\(statements)/\(DropFolder.refused)").map(\.path).filter { !$0.hasSuffix(".txt") }
    if !refused.isEmpty { left.append("\(Self.named(refused)): bank files that were not read, and may speak of them") }
    return left + search.words
  }

  private static func named(_ paths: [String]) -> String {
    let first = paths.prefix(namedMax).joined(separator: ", ")
    return paths.count > namedMax ? "\(first) and \(paths.count - namedMax) more" : first
  }

  /// Files that are named in one sentence.
  private static let namedMax = 5

  // MARK: Files

  /// The content of a file that may have been taken in; one that is larger than any that is taken in was not.
  private func takenIn(_ file: CopySearch.File, _ search: inout CopySearch) -> [UInt8]? {
    guard file.bytes <= StatementReaderLimits.fileBytesMax else { return nil }
    return search.start(of: file, atMost: StatementReaderLimits.fileBytesMax)
  }

  /// - Returns: why a file is left; nil where it is not there any more.
  private static func remove(_ path: String) -> String? {
    guard unlink(path) != 0, errno != ENOENT else { return nil }
    return "cannot remove \(path): \(String(cString: strerror(errno)))"
  }

  private static func content(of path: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
    try FileReader(path, flags: O_NOFOLLOW | O_NONBLOCK).rest(atMost: limit)
  }
}
