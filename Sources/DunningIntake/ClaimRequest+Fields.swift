import Dunning
package import DunningAPI

extension ClaimRequest {
  /// The request that a row of a claim file makes, from its fields by their names; nil is a value that is no text.
  ///
  /// - Throws: ``Problem`` `unknown-field`, `wrong-type` or `missing-field`.
  package init(fields: [(key: String, value: String?)]) throws(Problem) {
    self.init()
    var given: Set<String> = []
    for (key, value) in fields {
      guard let place = ClaimField.places[key] else {
        throw Problem(
          .unknownField, detail: "the field \"\(key)\" is unknown", field: key,
          hint: nearest(to: key, in: Self.knownFields).map { "did you mean \"\($0)\"?" })
      }
      guard let value else {
        throw Problem(
          .wrongType, detail: "the field \"\(key)\" must be a string", field: key,
          hint: "put the value in quotes, such as \"1234.56\"")
      }
      ClaimField.all[place].set(value, in: &self)
      given.insert(key)
    }
    for key in Self.requiredKeys where !given.contains(key) {
      throw Problem(.missingField, detail: "the field \"\(key)\" is missing", field: key)
    }
  }
}
