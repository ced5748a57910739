import DunningBytes
import Glibc

/// Looks for copies in folders, and remembers where it could not look: only a folder or a file that is not there holds
/// nothing.
struct CopySearch {
  typealias Reader = @Sendable (_ path: String, _ limit: Int) throws(FileFailure) -> [UInt8]

  private let read: Reader
  private var unseen: [String] = []

  /// - Parameter read: reads a file up to so many bytes.
  init(read: @escaping Reader) { self.read = read }

  struct File {
    let path: String
    let bytes: Int
  }

  /// The files in a folder, by their names; what is no file was never taken in.
  mutating func files(in folder: String) -> [File] {
    do throws(MailFolderError) {
      let items = try FolderListing.ifThere(folder)?.items ?? []
      for item in items {
        if let trouble = item.trouble {
          unseen.append("cannot look at \(folder)/\(item.name): \(String(cString: strerror(trouble)))")
        } else if item.isFile, !item.isNamed {
          unseen.append("cannot read \(folder)/\(item.name), whose name is not UTF-8")
        }
      }
      return items.filter { $0.isNamed && $0.isFile }
        .map { File(path: "\(folder)/\($0.name)", bytes: Int($0.status.st_size)) }
    } catch {
      unseen.append("\(error)")
      return []
    }
  }

  /// The first bytes of a file; nil of one that is gone meanwhile, and of one that cannot be read.
  mutating func start(of file: File, atMost limit: Int) -> [UInt8]? {
    do throws(FileFailure) {
      return try read(file.path, limit)
    } catch {
      if error.errorNumber != ENOENT { unseen.append("\(error)") }
      return nil
    }
  }

  /// A sentence for what could not be looked at, and may hold copies; the first ones by their names.
  var words: [String] {
    let rest = unseen.count - Self.namedMax
    return unseen.prefix(Self.namedMax).map { "\($0): it may hold a copy" }
      + (rest > 0 ? ["\(rest) more could not be looked at: they may hold copies"] : [])
  }

  private static let namedMax = 5
}
