import DunningBytes
import DunningChain

/// What lies beside a docket's file and is compared with it.
struct DocketFiles: Sendable {
  let attachments: AttachmentFolder
  let markFile: String
  let sealKeyFile: String

  init(folder: String) {
    attachments = AttachmentFolder(path: folder + "/attachments")
    markFile = folder + "/docket.mark"
    sealKeyFile = folder + "/seal.key"
  }

  /// The key that the next seal is signed with; nil where there is none, as beside a copy.
  func sealKey() -> SealPublicKey? {
    // A key that cannot be read signs nothing; sealing says so.
    (try? FileReader.content(of: sealKeyFile, atMost: 4096)).flatMap(SealKey.init(pem:))?.isCheckedWith
  }

  /// What the mark says that the docket cannot be; nil where nothing is wrong, and where there is no mark.
  func mark() -> DocketMark? { DocketMark(file: markFile, home: DocketHome(machine: nil, fileMade: nil)) }
}
