/// Letters alone, or digits alone, and what stands before them.
struct ReferenceRun: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case digits
    /// Of an alphabet, in capitals.
    case letters
    /// Of the scripts that set no blanks between words.
    case signs
  }

  /// What stands between a run and the one before it.
  enum Gap: Hashable, Sendable {
    /// Nothing: letters turn into digits.
    case none
    /// One of `- / . _ : #` and their kin, without a blank.
    case joint(Unicode.Scalar)
    case blank
    /// The end of a line, where nobody knows whether a blank belongs.
    case line
    /// A comma without a blank: decimals, or a list.
    case comma
    /// A comma with a blank, a bracket, a plus, the beginning: a reference does not go on here.
    case other
  }

  /// Why a number is no reference.
  enum Mark: String, Hashable, Sendable {
    case date = "a date"
    case account = "an account number"
    case amount = "an amount"
    case phone = "a telephone number"
    case customer = "the number of a customer or a contract"
  }

  let text: String
  let kind: Kind
  let gap: Gap
  /// Whether a plus stands directly before it, as before the country of a telephone number.
  let isCalled: Bool
  /// Whether a colon or a number sign stands before it, as behind a word that says what it is.
  let isLed: Bool
  var mark: Mark?

  /// Whether it goes on where the run before it ended, with at most a sign between them.
  var isTight: Bool {
    switch gap {
    case .none, .joint: true
    case .blank, .line, .comma, .other: false
    }
  }

  /// Whether a reference may go on over what stands before it.
  var isJoined: Bool { gap != .comma && gap != .other }

  /// Digits without the noughts before them; the last one stays.
  var withoutNoughts: Substring { text.withoutNoughts }
}

extension StringProtocol {
  /// Without the noughts before it; the last one stays.
  var withoutNoughts: Substring {
    let rest = self.drop { $0 == "0" }
    return rest.isEmpty ? Substring(suffix(1)) : Substring(rest)
  }
}

extension ReferenceRun.Gap {
  init(_ scalars: [Unicode.Scalar]) {
    switch scalars.count {
    case 0: self = .none
    case 1 where scalars[0] == "," || scalars[0] == "，": self = .comma
    case 1 where Self.joints.contains(scalars[0]): self = .joint(Self.plain(scalars[0]))
    default:
      let hasBlank = scalars.contains { $0 != "\n" && $0.properties.isWhitespace }
      let signs = scalars.filter { !$0.properties.isWhitespace }
      let isBroken = scalars.contains("\n")
      if signs.isEmpty {
        self = isBroken && !hasBlank ? .line : .blank
      } else if let sign = signs.first, signs.count == 1, Self.joints.contains(sign), sign != ":", sign != "#" {
        self = isBroken && !hasBlank ? .joint(Self.plain(sign)) : .blank
      } else {
        self = .other
      }
    }
  }

  private static let joints: Set<Unicode.Scalar> = [
    "-", "/", ".", "_", ":", "#", "'", "–", "—", "‐", "‑", "−", "－", "／",
  ]

  /// All dashes are one, all slashes are one.
  private static func plain(_ sign: Unicode.Scalar) -> Unicode.Scalar {
    switch sign {
    case "–", "—", "‐", "‑", "−", "－": "-"
    case "／": "/"
    default: sign
    }
  }
}
