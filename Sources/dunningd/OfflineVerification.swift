import Dunning
import DunningStore
import Glibc

/// `dunningd --verify`: looks through a docket that no daemon holds, or a copy of one.
struct OfflineVerification {
  private let result: Verification

  /// - Parameter directory: the folder of the docket.
  /// - Throws: ``DocketError`` when it cannot be read.
  init(directory: String) throws(DocketError) { self.init(try Docket.verify(directory: directory)) }

  init(_ result: Verification) { self.result = result }

  var isClean: Bool { result.findingCount == 0 }

  /// One line for each finding, each erased claim and each key, and what was looked at.
  var lines: [String] {
    let findings = result.findings.map { finding in
      let place = finding.chain + (finding.seq.map { " #\($0)" } ?? "")
      return "\(place): \(finding.what): stored \(finding.stored), computed \(finding.computed)"
    }
    let erasures = result.erasures.map {
      "\($0.claim): erased on \($0.at.rfc3339(offsetSeconds: 0)), its chain is whole"
    }
    let counts =
      "\(result.claims) claims, \(result.entries) entries, \(result.messages) messages, \(result.mails) mails, "
      + "\(result.attachments) attachments, \(result.seals) seals, "
      + "\(result.unsealed) entries under no seal yet, which could still be changed unseen"
    let verdict = isClean ? "nothing was changed" : "\(result.findingCount) findings"
    return findings + erasures + result.publicKeys.map { "sealed with Ed25519 key \($0)" } + ["\(verdict): \(counts)"]
  }
}
