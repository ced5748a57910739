import Dunning
package import DunningAPI

extension ClaimRequest {
  /// The request that a row of a claim file makes, from its fields by their names; nil is a value that is no text.
  ///
  /// - Throws: ``Problem`` `unknown-field`, `wrong-type` or `missing-field`.
  package init(fields: [(key: String, value: String?)]) throws(Problem) {
    var texts: [String: String] = [:]
    for (key, value) in fields {
      guard Self.knownFields.contains(key) else {
        throw Problem(
          .unknownField, detail: "the field \"\(key)\" is unknown", field: key,
          hint: nearest(to: key, in: Self.knownFields).map { "did you mean \"\($0)\"?" })
      }
      guard let value else {
        throw Problem(
          .wrongType, detail: "the field \"\(key)\" must be a string", field: key,
          hint: "put the value in quotes, such as \"1234.56\"")
      }
      texts[key] = value
    }
    for key in Self.requiredKeys where texts[key] == nil {
      throw Problem(.missingField, detail: "the field \"\(key)\" is missing", field: key)
    }
    self.init(
      creditor: texts["creditor"], reference: texts["reference"] ?? "", debtor: texts["debtor"] ?? "",
      debtorId: texts["debtor_id"], email: texts["email"] ?? "", amount: texts["amount"] ?? "",
      currency: texts["currency"] ?? "", due: texts["due"] ?? "", policy: texts["policy"],
      language: texts["language"], timeZone: texts["time_zone"], calendar: texts["calendar"], kind: texts["kind"],
      country: texts["country"], issued: texts["issued"], contract: texts["contract"],
      paymentLink: texts["payment_link"], address: texts["address"])
  }
}
