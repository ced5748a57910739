import Crypto
import Dunning
import DunningBytes

/// What "the same content" means for a claim that is told again: a hash over what was given of it, kept with its row.
///
/// Only fields that were given are in it, with their names, so that neither a field that a later version knows nor another
/// default in the configuration makes other content of the same words; nor does the way in which marks stand on letters. Creditor and reference find the row and are left
/// out. Since it begins with a byte of its own, it is told from those of earlier versions, which are 32 bytes over every
/// field they knew and over the policy that was in force.
struct ClaimDigest: Sendable, Hashable {
  let bytes: [UInt8]

  /// Tells the way in which it was made.
  private static let version: UInt8 = 1

  /// That of a new claim.
  init(_ draft: ClaimDraft) { self.init(draft, policy: draft.given.policy) }

  /// That of a claim which a person corrected: nothing that is told has it, so that the fields themselves are compared.
  static let corrected = ClaimDigest(stored: [2])

  /// As it stands in a row; empty when the claim was erased.
  init(stored bytes: [UInt8]) { self.bytes = bytes }

  private init(_ draft: ClaimDraft, policy: String?) {
    var text: [UInt8] = []
    text.reserveCapacity(512)
    func append(_ part: String) {
      // A length before each part keeps two different lists from meeting in one text.
      text += String(part.utf8.count).utf8
      text.append(UInt8(ascii: ":"))
      text += part.utf8
    }
    for (name, value) in draft.givenFields(policy: policy) {
      guard let value else { continue }
      append(name)
      append(value.composed)
    }
    bytes = [Self.version] + SHA256.hash(data: text)
  }

  /// As versions before this one made it; what is absent counts as well.
  private init(before draft: ClaimDraft, policy: String) {
    let debtor = draft.debtor
    let fields: [String?] = [
      debtor.key, debtor.name, debtor.email?.text, debtor.language, debtor.timeZone, debtor.calendar,
      debtor.kind?.rawValue, debtor.country, debtor.address.joined(separator: "\n"), draft.amount.decimal,
      draft.amount.currency.code, draft.due.text(in: .utc), policy, draft.issued?.iso, draft.contract,
      draft.paymentLink,
    ]
    var text: [UInt8] = []
    for field in fields { text += "\(field?.utf8.count ?? -1):\(field ?? "")".utf8 }
    bytes = Array(SHA256.hash(data: text))
  }

  /// As the journal has it.
  var text: String { Hex.text(bytes) }

  var isErased: Bool { bytes.isEmpty }

  var isOfCorrected: Bool { self == .corrected }

  /// Whether it is that of a claim which is told again, where a policy may be named now that was a default then, or the
  /// other way round.
  ///
  /// - Parameter policy: the one that the stored claim climbs.
  func isOf(_ draft: ClaimDraft, climbing policy: String, _ rulebook: Rulebook) -> Bool {
    let asked = rulebook.policies(leadingTo: policy)
    guard !isErased, !isOfCorrected else { return false }
    guard bytes.count > SHA256.byteCount else {
      // The default may have changed since.
      let policies = [draft.policy] + (draft.given.policy == nil ? asked : [])
      return policies.contains { self == ClaimDigest(before: draft, policy: $0) }
    }
    var policies = [draft.given.policy]
    if let given = draft.given.policy {
      if asked.contains(given) { policies.append(nil) }
    } else {
      policies.append(draft.policy)
    }
    return policies.contains { self == ClaimDigest(draft, policy: $0) }
  }
}

extension ClaimDraft {
  /// What was given, by the names on the wire, in the order of the hash; new ones go to the end.
  fileprivate func givenFields(policy: String?) -> [(name: String, value: String?)] {
    [
      ("debtor_id", debtor.hasKeyOfItsOwn ? debtor.key : nil), ("debtor", debtor.name), ("email", debtor.email?.text),
      ("language", debtor.language), ("time_zone", debtor.timeZone), ("calendar", debtor.calendar),
      ("kind", debtor.kind?.rawValue), ("country", debtor.country),
      ("address", debtor.address.isEmpty ? nil : debtor.address.joined(separator: "\n")), ("amount", amount.decimal),
      ("currency", amount.currency.code), ("due", due.text(in: .utc)), ("policy", policy), ("issued", issued?.iso),
      ("contract", contract), ("payment_link", paymentLink),
      ("due_basis", dueBasis?.rawValue), ("received", received?.iso), ("contracted", contracted?.iso),
      ("contacts", contacts.isEmpty ? nil : contacts.text), ("vat_id", debtor.vatID),
      ("discount", discount?.amount.decimal), ("discount_until", discount?.until.iso),
      ("payment_reference", paymentReference),
    ]
  }
}

extension Rulebook {
  /// The policies with which a claim may have been enqueued that climbs this one: itself, and those that send debtors of
  /// some grade on to it.
  func policies(leadingTo policy: String) -> [String] {
    [policy] + policies.values.filter { $0.policyByGrade.values.contains(policy) }.map(\.name)
  }
}
