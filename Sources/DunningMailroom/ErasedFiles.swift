package import Dunning
import DunningBytes
import DunningInbound
package import DunningStore
import Glibc

/// Removes what lies of erased claims in the folders from which the daemon has taken it in, where it has put it away itself.
/// What holds other people's as well, or cannot be read, is named.
package struct ErasedFiles: Sendable {
  private let docket: Docket
  private let maildir: String?
  private let statements: String?
  private let invoices: String?
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - maildir: the watched folder of mails; nil for none.
  ///   - statements: that of statements; nil for none.
  ///   - invoices: that of e-invoices; nil for none.
  package init(
    docket: Docket, maildir: String?, statements: String?, invoices: String?, now: @escaping @Sendable () -> Instant
  ) {
    (self.docket, self.maildir, self.statements, self.invoices) = (docket, maildir, statements, invoices)
    self.now = now
  }

  // MARK: Mails

  /// Removes the mails about notices whose copies are to go.
  ///
  /// - Returns: what is left, by the notice that it is about.
  package func remove(mailsAbout copies: [GoneCopy]) -> [NoticeID: [String]] {
    guard let maildir else { return [:] }
    var notices: [[UInt8]: NoticeID] = [:]
    for copy in copies { for hash in copy.mails { notices[hash] = copy.notice } }
    guard !notices.isEmpty else { return [:] }
    var left: [NoticeID: [String]] = [:]
    for folder in ["cur", ".rejected/cur", ".rejected/new"].map({ "\(maildir)/\($0)" }) {
      // A folder that was never made holds nothing.
      for path in files(in: folder) {
        guard let (notice, words) = remove(path, notices) else { continue }
        left[notice, default: []].append(words)
      }
    }
    return left
  }

  /// - Returns: why it is left, though a mail about a notice is in it.
  private func remove(_ path: String, _ notices: [[UInt8]: NoticeID]) -> (NoticeID, String)? {
    // What cannot be read could not be taken in either.
    guard let bytes = try? content(of: path, atMost: IncomingLimits.messageBytesMax + 1) else { return nil }
    let hashes = MailWatcher.messages(in: bytes).map { message -> [UInt8]? in
      if case .whole(let bytes) = message { GoneCopy.hash(of: bytes) } else { nil }
    }
    guard let notice = hashes.lazy.compactMap({ $0.flatMap { notices[$0] } }).first else { return nil }
    guard hashes.allSatisfy({ $0.map { notices[$0] != nil } == true }) else {
      return (notice, "\(path) holds a mail about \(notice), and others: it is not removed")
    }
    return unlink(path) == 0 ? nil : (notice, "cannot remove \(path): \(String(cString: strerror(errno)))")
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
      for path in [DropFolder.done, DropFolder.refused, DropFolder.asked].flatMap({ files(in: "\(invoices)/\($0)") }) {
        // What cannot be read was not taken in.
        guard let bytes = try? content(of: path, atMost: StatementReaderLimits.fileBytesMax),
          gone.contains(GoneCopy.hash(of: bytes))
        else { continue }
        guard unlink(path) == 0 else {
          left.append("cannot remove \(path): \(String(cString: strerror(errno)))")
          continue
        }
        // The reason beside it; there is none beside what was taken in.
        unlink("\(path).txt")
      }
    }
    if left.isEmpty { try await docket.forget(contents: Array(gone), now: now()) }
    return left
  }

  /// A file of a bank holds what others paid as well, and only a person knows whether it is needed.
  private func statementsLeft() async throws(DocketError) -> [String] {
    guard let statements else { return [] }
    var left: [String] = []
    let erased = try await docket.erasedStatements()
    let holding = files(in: "\(statements)/\(DropFolder.done)").filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard erased.contains(where: { name == $0.file || name.hasPrefix($0.file + ".") }),
        let bytes = try? content(of: path, atMost: StatementReaderLimits.fileBytesMax)
      else { return false }
      let hash = GoneCopy.hash(of: bytes)
      return erased.contains { $0.sha256 == hash }
    }
    if !holding.isEmpty {
      left.append("\(Self.named(holding)): bank files with payments of erased claims, and others' payments")
    }
    let refused = files(in: "\(statements)/\(DropFolder.refused)").filter { !$0.hasSuffix(".txt") }
    if !refused.isEmpty { left.append("\(Self.named(refused)): bank files that were not read, and may speak of them") }
    return left
  }

  private static func named(_ paths: [String]) -> String {
    let first = paths.prefix(namedMax).joined(separator: ", ")
    return paths.count > namedMax ? "\(first) and \(paths.count - namedMax) more" : first
  }

  /// Files that are named in one sentence.
  private static let namedMax = 5

  // MARK: Files

  /// The paths of the files in a folder; none where it cannot be read.
  private func files(in folder: String) -> [String] {
    // A folder that was never made holds nothing.
    guard let listing = try? FolderListing(of: folder) else { return [] }
    return listing.items.filter { $0.isNamed && $0.status.st_mode & S_IFMT == S_IFREG }.map { "\(folder)/\($0.name)" }
  }

  private func content(of path: String, atMost limit: Int) throws(FileFailure) -> [UInt8] {
    try FileReader(path, flags: O_NOFOLLOW | O_NONBLOCK).rest(atMost: limit)
  }
}
