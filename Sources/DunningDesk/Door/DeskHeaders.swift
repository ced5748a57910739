import HTTPTypes

/// What every answer tells the browser not to do.
enum DeskHeaders {
  /// For pages: nothing from elsewhere, no script but ours, in no frame.
  static let page: HTTPFields = common(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; object-src 'self'; "
      + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'")

  /// For a letter, which stands in a page of ours. The viewer of a browser is a page of its own and styles itself.
  static let letter: HTTPFields = common(
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; "
      + "frame-ancestors 'self'; base-uri 'none'")

  private static func common(_ policy: String) -> HTTPFields {
    var fields: HTTPFields = [
      .contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff", .cacheControl: "no-store",
    ]
    for (name, value) in [
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "SAMEORIGIN"),
      ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }
}
