/// `PATCH /v1/claims/{id}`: every member that is there gets the new value, and null takes one away that need not be there.
package struct CorrectionRequest: Hashable, Sendable {
  /// A member that is there: its text, or null.
  package enum Value: Hashable, Sendable {
    case text(String)
    case null

    /// Nil for null.
    package var text: String? {
      if case .text(let text) = self { text } else { nil }
    }
  }

  /// By the names on the wire; see ``fields``.
  package var values: [String: Value]
  /// Why; it goes into the journal.
  package var reason: String
  /// Takes days that are a question, such as a deadline before the invoice.
  package var accept: Bool?

  package init(_ values: [String: Value], reason: String, accept: Bool? = nil) {
    self.values = values
    self.reason = reason
    self.accept = accept
  }

  /// What of a claim can be corrected, by the names that ``ClaimRequest`` has for it.
  package static let fields = [
    "amount", "due", "policy", "issued", "contract", "payment_link", "payment_reference", "discount", "discount_until",
  ]
  /// Those of them that a claim need not have.
  package static let optionalFields: Set<String> = [
    "issued", "contract", "payment_link", "payment_reference", "discount",
  ]
}

extension CorrectionRequest: Codable {
  private static let reasonName = WireName("reason")
  private static let acceptName = WireName("accept")

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: WireName.self)
    reason = try container.decode(String.self, forKey: Self.reasonName)
    accept = try container.decodeIfPresent(Bool.self, forKey: Self.acceptName)
    values = [:]
    // Null is another word than none, so that whether the member is there is asked first.
    for field in ClaimField.all.map(\.name) {
      let name = WireName(field)
      guard container.contains(name) else { continue }
      values[field] = try container.decodeIfPresent(String.self, forKey: name).map(Value.text) ?? .null
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WireName.self)
    for (field, value) in values {
      switch value {
      case .text(let text): try container.encode(text, forKey: WireName(field))
      case .null: try container.encodeNil(forKey: WireName(field))
      }
    }
    try container.encode(reason, forKey: Self.reasonName)
    try container.encodeIfPresent(accept, forKey: Self.acceptName)
  }
}

/// A field in which a claim that is told again differs from the one that is known under its reference.
package struct FieldDifference: Codable, Hashable, Sendable {
  /// Its name in a claim, e.g. `due`.
  package var field: String
  /// What is on record; null when nothing is.
  @Nullable package var known: String?
  /// What was told; null where nothing was.
  @Nullable package var given: String?

  package init(field: String, known: String?, given: String?) {
    self.field = field
    self.known = known
    self.given = given
  }
}
