/// What the details of an entry (`:86:`, `:NS:`) say of it.
struct MTDetails {
  var text: String?
  var structured: String?
  var name: String?
  var account: String?
  var endToEnd: String?
  var mandate: String?
  var returnReason: String?
  var instructed: Amount?
  var instructedCurrency: String?
  var charges: Amount?

  init() {}

  /// - Parameter fields: those that follow the entry, in the order of the file.
  init(_ fields: [MTField]) {
    let details = fields.filter { $0.tag == "86" }
    let lines = details.flatMap(\.lines)
    if let coded = CodedDetails(lines) {
      self = coded.details
    } else if let slashed = SlashDetails(lines) {
      self = slashed.details
    } else if let labelled = LabelledDetails(lines) {
      self = labelled.details
    } else {
      text = lines.compactMap(\.meant).asLines
    }
    if let own = fields.first(where: { $0.tag == "NS" }) { add(NSDetails(own).details) }
  }

  /// What the other details say and these do not.
  private mutating func add(_ other: MTDetails) {
    text = text ?? other.text
    name = name ?? other.name
    account = account ?? other.account
  }
}
