import Crypto
import Dunning

/// A claim on its way into the docket.
struct NewClaim: Sendable {
  let draft: ClaimDraft
  let digest: [UInt8]
  /// The key of the commitments in its chain.
  let key: [UInt8]

  /// The same about what is known of the debtor, on the ladder that was chosen.
  func of(_ debtor: Debtor, policy: String) -> NewClaim {
    NewClaim(draft: draft.of(debtor, policy: policy), digest: digest, key: key)
  }
}

extension Debtor {
  /// What the journal says of the debtor with each claim.
  var registered: [String: String] {
    var data = ["debtor": name, "debtor_id": key, "email": email.text]
    data["language"] = language
    data["time_zone"] = timeZone
    data["calendar"] = calendar
    data["kind"] = kind?.rawValue
    data["country"] = country
    if !address.isEmpty { data["address"] = address.joined(separator: "\n") }
    return data
  }
}

extension ClaimDraft {
  /// What the journal says of a claim that is enqueued: all of its row that never changes.
  var registered: [String: String] {
    var data = [
      "creditor": creditor, "reference": reference, "amount": amount.decimal, "currency": amount.currency.code,
      "due": due.text(in: .utc), "policy": policy,
    ]
    data["issued"] = issued?.iso
    data["contract"] = contract
    data["payment_link"] = paymentLink
    return data.merging(debtor.registered) { own, _ in own }
  }

  /// What "the same content" means: SHA-256 over every field as it was given.
  var digest: [UInt8] {
    let debtorFields: [String?] = [
      debtor.key, debtor.name, debtor.email.text, debtor.language, debtor.timeZone, debtor.calendar,
      debtor.kind?.rawValue, debtor.country, debtor.address.joined(separator: "\n"),
    ]
    let own: [String?] = [
      amount.decimal, amount.currency.code, due.text(in: .utc), policy, issued?.iso, contract, paymentLink,
    ]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    for field in debtorFields + own {
      // A length before each field keeps two different lists from meeting in one text.
      bytes += String(field?.utf8.count ?? -1).utf8
      bytes.append(UInt8(ascii: ":"))
      if let field { bytes += field.utf8 }
    }
    return Array(SHA256.hash(data: bytes))
  }

  /// The same about what is known of the debtor, on the ladder that was chosen.
  func of(_ debtor: Debtor, policy: String) -> ClaimDraft {
    ClaimDraft(
      creditor: creditor, reference: reference, debtor: debtor, amount: amount, due: due, policy: policy,
      issued: issued, contract: contract, paymentLink: paymentLink)
  }
}
