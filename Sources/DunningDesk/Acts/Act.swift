import DunningAPI
import HTTPTypes

/// Something that a person does at the desk: what it asks for, what it says beforehand, and how it is taken back.
struct Act: Sendable {
  /// What it is done to.
  enum Subject: String, Sendable, CaseIterable {
    case claim
    case debtor
    case notice
    case payment
    case followUp = "follow-up"
    /// What is no thing yet.
    case book
    case house
  }

  struct Field: Sendable {
    enum Kind: Sendable, Hashable {
      case amount
      case day
      case line
      case lines
      case count
      /// One of these words.
      case choice([String])
      /// One of these spans, such as `1mo`.
      case span([String])
      /// One of what the configuration names.
      case creditor, policy, currency
      /// Yes, or nothing.
      case flag
      /// Claims and what of a payment is for each, `RE-1 12,50`, one a line.
      case shares
      /// What the page knows by itself, such as the hash of what was seen.
      case hidden
    }

    /// As the control API calls it.
    let name: String
    let label: Phrase
    var kind: Kind = .line
    var isNeeded = false
    var hint: Phrase?
  }

  let subject: Subject
  /// In the path; the last part of the route as well, where ``verb`` names no other.
  let name: String
  let title: Phrase
  /// What it will do.
  let says: Phrase
  /// How it is taken back.
  let undoSays: Phrase
  /// Another act on the same thing that takes it back; nil where it is done elsewhere.
  var undo: String?
  /// What the link to it is called; nil: to take it back.
  var undoTitle: Phrase?
  var fields: [Field] = []
  /// The whole path of the route where it is not one of its subject.
  var api: String?
  /// What the last part of the route is called where that is not ``name``; empty where there is none.
  var verb: String?
  var method = HTTPRequest.Method.post
  /// Whether it keeps something from going out, or takes it away for good: its button looks so.
  var isGrave = false

  /// The route of the control API, as the table of roles names it.
  var route: String {
    let base =
      switch subject {
      case .claim: "/v1/claims/{claim}"
      case .debtor: "/v1/debtors/{debtor}"
      case .notice: "/v1/notices/{notice}"
      case .payment: "/v1/payments/{payment}"
      case .followUp: "/v1/follow-ups/{follow_up}"
      case .house, .book: "/v1"
      }
    if let api { return "\(method.rawValue) \(api)" }
    let last = verb ?? name
    return "\(method.rawValue) \(base)\(last.isEmpty ? "" : "/\(last)")"
  }

  static func named(_ name: String, of subject: Subject) -> Act? {
    all.first { $0.name == name && $0.subject == subject }
  }
}

/// A value of a body that an act sends.
enum ActValue: Encodable, Hashable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case shares([PaymentShareRequest])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let isSet): try container.encode(isSet)
    case .shares(let shares): try container.encode(shares)
    }
  }
}
