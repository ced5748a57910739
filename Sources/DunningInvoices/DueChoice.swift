/// Which of the days of an invoice is the one to pay by.
enum DueChoice: Hashable {
  case none
  case one(String)
  /// One of several, and why.
  case chosen(String, because: String)
  /// Several, of which only a person knows which.
  case open([String])

  init(_ terms: [InvoiceTerm]) {
    let dated = terms.filter { $0.due != nil }
    let days = Set(dated.compactMap(\.due)).sorted()
    guard let first = days.first, let last = days.last else {
      self = .none
      return
    }
    guard days.count > 1 else {
      self = .one(first)
      return
    }
    let whole = Set(dated.filter { !$0.isDiscount }.compactMap(\.due)).sorted()
    if whole.count == 1, let day = whole.first {
      self = .chosen(day, because: "the other days are those of a discount")
    } else if dated.allSatisfy({ $0.amount != nil }) {
      self = .chosen(last, because: "it is to be paid in \(dated.count) parts, the last by \(last)")
    } else {
      self = .open(days)
    }
  }

  /// The day; nil when there is none, or when only a person knows it.
  var day: String? {
    switch self {
    case .one(let day), .chosen(let day, _): day
    case .none, .open: nil
    }
  }
}
