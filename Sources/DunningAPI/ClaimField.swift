/// A field of a claim as it is given: its name on the wire and in a claim file, whether it must be there, and its place in
/// a request.
///
/// This is the one table of them: what decodes and encodes a claim, names the columns of a claim file and tells unknown
/// fields from known ones reads it.
package struct ClaimField: Sendable {
  private enum Place: Sendable {
    case required(any WritableKeyPath<ClaimRequest, String> & Sendable)
    /// May be left out, and is empty then.
    case lenient(any WritableKeyPath<ClaimRequest, String> & Sendable)
    case optional(any WritableKeyPath<ClaimRequest, String?> & Sendable)
  }

  package let name: String
  private let place: Place

  /// Those that must be there first, each in the order of the documentation.
  package static let all: [ClaimField] = [
    ClaimField("reference", .required(\.reference)),
    ClaimField("debtor", .required(\.debtor)),
    ClaimField("amount", .required(\.amount)),
    ClaimField("currency", .required(\.currency)),
    ClaimField("due", .required(\.due)),
    ClaimField("email", .lenient(\.email)),
    ClaimField("cc", .optional(\.cc)),
    ClaimField("creditor", .optional(\.creditor)),
    ClaimField("policy", .optional(\.policy)),
    ClaimField("language", .optional(\.language)),
    ClaimField("time_zone", .optional(\.timeZone)),
    ClaimField("calendar", .optional(\.calendar)),
    ClaimField("kind", .optional(\.kind)),
    ClaimField("country", .optional(\.country)),
    ClaimField("issued", .optional(\.issued)),
    ClaimField("contract", .optional(\.contract)),
    ClaimField("payment_link", .optional(\.paymentLink)),
    ClaimField("debtor_id", .optional(\.debtorId)),
    ClaimField("address", .optional(\.address)),
    ClaimField("due_basis", .optional(\.dueBasis)),
    ClaimField("received", .optional(\.received)),
    ClaimField("contracted", .optional(\.contracted)),
    ClaimField("vat_id", .optional(\.vatId)),
    ClaimField("discount", .optional(\.discount)),
    ClaimField("discount_until", .optional(\.discountUntil)),
    ClaimField("payment_reference", .optional(\.paymentReference)),
  ]

  /// The place of each field in ``all``, by its name.
  package static let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })

  private init(_ name: String, _ place: Place) {
    self.name = name
    self.place = place
  }

  package var isRequired: Bool {
    if case .required = place { true } else { false }
  }

  /// What the request has in it; nil when it is not given.
  package func text(in request: ClaimRequest) -> String? {
    switch place {
    case .required(let path): request[keyPath: path]
    case .lenient(let path): request[keyPath: path].isEmpty ? nil : request[keyPath: path]
    case .optional(let path): request[keyPath: path]
    }
  }

  /// Gives it.
  package func set(_ text: String, in request: inout ClaimRequest) {
    switch place {
    case .required(let path), .lenient(let path): request[keyPath: path] = text
    case .optional(let path): request[keyPath: path] = text
    }
  }
}
