package import Dunning
package import DunningAPI

extension DebtorRequest {
  /// The debtor that the request enters, and whose, checked in every field.
  ///
  /// - Throws: ``Problem`` with code, field and hint.
  package func checked(_ rulebook: Rulebook) throws -> (debtor: Debtor, creditor: String) {
    var request = ClaimRequest()
    (request.creditor, request.debtor, request.debtorId) = (creditor, debtor, debtorId)
    (request.email, request.address, request.vatId) = (email ?? "", address, vatId)
    (request.language, request.timeZone, request.calendar) = (language, timeZone, calendar)
    (request.kind, request.country) = (kind, country)
    let to = try addressees(email, "email") ?? []
    var known = try request.debtor(to: to, isReachable: true, in: rulebook)
    known.contacts += to.dropFirst().map { Contact(.reminders, $0) }
    known.contacts += try (addressees(billing, "billing") ?? []).map { Contact(.billing, $0) }
    known.contacts += try (addressees(cc, "cc") ?? []).map { Contact(.cc, $0) }
    return (known, try request.creditor(in: rulebook).id)
  }
}

extension DebtorPatch {
  /// What is known otherwise from now on, checked in every field.
  ///
  /// - Throws: ``Problem`` with code, field and hint.
  package func correction(_ rulebook: Rulebook) throws -> DebtorCorrection {
    var correction = DebtorCorrection()
    correction.name = try name.map { try line($0, "name") }
    correction.email = try addressees(email, "email")
    correction.replacing = try was.map { text in
      try reading("was") { try Addressee(parsing: String(text.trimmed)).address }
    }
    correction.contract = try contract.map { try line($0, "contract") }
    (correction.cc, correction.billing) = (try addressees(cc, "cc"), try addressees(billing, "billing"))
    correction.details = try details(rulebook)
    if let address {
      var request = ClaimRequest()
      request.address = address
      correction.address = try request.addressLines()
    }
    try refuseHalves(correction)
    return correction
  }

  private func refuseHalves(_ correction: DebtorCorrection) throws {
    guard !correction.isEmpty else {
      throw Problem(.missingField, detail: "nothing is corrected", hint: "give a name, an address or another field")
    }
    if correction.email == nil, correction.replacing != nil {
      throw Problem(
        .missingField, detail: "nothing takes the place of the address", field: "email",
        hint: "give the new one; an empty one takes it away")
    }
    if correction.contract != nil, correction.email == nil, correction.cc == nil, correction.billing == nil {
      throw Problem(.missingField, detail: "a contract needs an address that is for it", field: "email")
    }
  }

  private func details(_ rulebook: Rulebook) throws -> [Debtor.Detail: String] {
    var request = ClaimRequest()
    request.debtor = "x"
    func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    (request.language, request.timeZone, request.calendar) = (given(language), given(timeZone), given(calendar))
    (request.kind, request.country, request.vatId) = (given(kind), given(country), given(vatId))
    let checked = try request.debtor(to: [], isReachable: true, in: rulebook)
    let told: [(Debtor.Detail, String?)] = [
      (.language, language), (.timeZone, timeZone), (.calendar, calendar), (.kind, kind), (.country, country),
      (.vatID, vatId),
    ]
    return Dictionary(
      uniqueKeysWithValues: told.compactMap { detail, text in
        text.map { (detail, $0.isEmpty ? "" : checked[detail] ?? "") }
      })
  }
}

/// A list of addresses that was given; nil where none was.
private func addressees(_ text: String?, _ field: String) throws -> [Addressee]? {
  try text.map { text in try reading(field) { try Addressee.list(parsing: text) } }
}
