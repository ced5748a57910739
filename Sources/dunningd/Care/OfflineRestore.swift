import Dunning
import DunningStore

/// `dunningd --restore` and `--verify-backup`: what is said about a backup that was put back or looked through.
struct OfflineRestore {
  private let result: Restoration
  private let file: String

  /// Puts a backup into the folder of the docket, which no daemon may hold.
  ///
  /// - Throws: ``DocketError``.
  init(_ file: String, into directory: String, replacing: Bool, now: Instant) throws(DocketError) {
    self.file = file
    result = try Restoration.restore(file, into: directory, replacing: replacing, now: now)
  }

  /// Looks through a backup, and changes nothing.
  ///
  /// - Parameter scratch: a folder that it is unpacked in meanwhile.
  /// - Throws: ``DocketError``.
  init(checking file: String, scratch: String) throws(DocketError) {
    self.file = file
    result = try Restoration.check(file, scratch: scratch)
  }

  /// Whether nothing was changed in it, as far as that can be said.
  var isClean: Bool { (result.verification?.findingCount ?? 0) == 0 }

  var lines: [String] {
    let manifest = result.manifest
    let bytes = manifest.files.reduce(0) { $0 + $1.bytes }
    let made =
      "\(file): made on \(manifest.madeAt) by dunningd \(manifest.version), \(manifest.files.count) files, \(bytes) bytes"
    let verdict =
      result.verification.map { OfflineVerification($0).lines } ?? [
        "an earlier version wrote the docket: start the daemon, which brings it up to date, then `dunningctl verify`"
      ]
    return [made + ", each as its manifest says"] + verdict
  }

  /// What there is to do now.
  var next: [String] {
    let replaced = result.replaced.map { ["the docket that was there lies in \($0)"] } ?? []
    let configuration =
      result.configurationFolder.map {
        ["the configuration of that day lies in \($0); compare it with what is in force"]
      } ?? []
    return replaced + configuration + [
      "restored; the daemon starts held: start it, look at `dunningctl plan`, then `dunningctl arm`"
    ]
  }
}
