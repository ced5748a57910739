@testable import Dunning

/// Books and remittance texts made up at random, of which it is known what was meant.
struct MatchWorld {
  var random: Seeded
  private(set) var claims: [MatchClaim] = []
  private let schemes: [Int]

  static let debtors = [
    "Müller GmbH", "Petra Müller", "Bäckerei Schulz", "Nord & Süd Logistik AG", "Dupont SARL",
    "Société Générale Bâtiment",
    "O'Neill Ltd", "上海贸易有限公司", "田中商店株式会社", "Kühn Elektro e.K.", "Peter Kühn", "Schulz",
  ]

  init(seed: UInt64) throws {
    random = Seeded(seed)
    schemes = [random.number(0...Self.schemeCount - 1), random.number(0...Self.schemeCount - 1)]
    for number in 1...40 { claims.append(try claim(number)) }
  }

  /// What an entry was for; empty for something that is not in the book.
  struct Case {
    var entry: MatchEntry
    let meant: Set<ClaimID>
  }

  private static let schemeCount = 10

  private func reference(_ scheme: Int, _ number: Int) -> String {
    let four = String(repeating: "0", count: 4 - String(number).count) + String(number)
    switch scheme {
    case 0: return "RE-2026-\(four)"
    case 1: return "INV-\(four)"
    case 2: return String(10_000 + number)
    case 3: return String(1_000 + number)
    case 4: return "R\(number)"
    case 5: return "2026/\(number)"
    case 6: return "RG-\(number)"
    case 7: return "F20260\(four)"
    case 8: return "K\(number % 7 + 1)-2026-\(number)"
    default: return String(20_260_000 + number)
    }
  }

  private mutating func claim(_ number: Int) throws -> MatchClaim {
    let reference = reference(schemes[number % 2], number)
    let sum =
      random.chance(25)
      ? random.pick(["49.90", "100.00", "250.00"]) : "\(random.number(5...2_000)).\(random.number(10...99))"
    let debtor = random.pick(Self.debtors)
    let isOver = random.chance(15)
    let form = random.pick(PaymentReference.Form.allCases)
    let amount = try money(sum, random.chance(8) ? "USD" : "EUR")
    let open = random.chance(10) ? Money(minorUnits: amount.minorUnits / 2, currency: amount.currency) : amount
    return MatchClaim(
      id: ClaimID(Int64(number)), reference: reference,
      paymentReferences: [try PaymentReference(form, reference: reference, claim: ClaimID(Int64(number)))],
      debtor: debtor,
      debtorName: debtor, state: isOver ? .paid : .open, amount: amount,
      open: isOver ? Money(minorUnits: 0, currency: amount.currency) : open)
  }

  mutating func next() throws -> Case {
    switch random.number(1...10) {
    case 1...4: return try named()
    case 5: return try two()
    case 6...8: return try stranger()
    default: return try nameless()
    }
  }

  private mutating func named() throws -> Case {
    let claim = random.pick(claims)
    let reference = random.chance(25) ? claim.paymentReferences[0].printed : claim.reference
    return Case(
      entry: try entry(text(written(reference)), sum(like: claim), of: claim.debtorName), meant: [claim.id])
  }

  private mutating func two() throws -> Case {
    let (first, second) = (random.pick(claims), random.pick(claims))
    let sum = random.chance(70) ? first.open.minorUnits + second.open.minorUnits : sum(like: first)
    let words =
      written(first.reference) + random.pick([" ", ", ", " + ", " und ", "\n", "; "]) + written(second.reference)
    return Case(entry: try entry(text(words), sum, of: first.debtorName), meant: [first.id, second.id])
  }

  /// Something that no claim is called, though it may be like one, by somebody who may owe the same sum.
  private mutating func stranger() throws -> Case {
    let claim = random.pick(claims)
    let other = reference(schemes[Int(claim.id.number) % 2], random.number(41...80))
    let longer = claim.reference + random.pick(["1", "0", "-1", "/2", "A", "-B", ".3"])
    let words = random.pick([written(other), written(other), longer, "X" + claim.reference, "GS-" + other])
    // What happens to be the reference of a claim names that claim.
    let own = claims.map(\.reference) + claims.flatMap(\.paymentReferences).map(\.text)
    let called = Set(own.map { SquashedText($0).text.withoutNoughts })
    guard !called.contains(SquashedText(words).text.withoutNoughts) else { return try nameless() }
    return Case(entry: try entry(text(words), sum(like: claim), of: random.pick(Self.debtors)), meant: [])
  }

  /// Nothing that was written names it.
  private mutating func nameless() throws -> Case {
    let claim = random.pick(claims)
    return Case(entry: try entry(text("Danke"), sum(like: claim), of: claim.debtorName), meant: [])
  }

  private mutating func sum(like claim: MatchClaim) -> Int64 {
    switch random.number(1...10) {
    case 1...6: max(1, claim.open.minorUnits)
    case 7: max(1, claim.open.minorUnits / 3)
    case 8: claim.open.minorUnits + 1_000
    default: random.pick(claims).open.minorUnits + 1
    }
  }

  private mutating func entry(_ text: String, _ units: Int64, of debtor: String) throws -> MatchEntry {
    var entry = MatchEntry(amount: Money(minorUnits: units, currency: try money("1").currency))
    entry.booked = matchDay
    entry.text = text
    entry.name = random.chance(60) ? debtor : random.pick(["Somebody else", "Schulze", "MUELLER PETRA"])
    return entry
  }

  /// As people write a reference.
  private mutating func written(_ reference: String) -> String {
    switch random.number(1...6) {
    case 1: reference.replacing("-", with: " ")
    case 2: reference.replacing("-", with: "")
    case 3: reference.lowercased()
    case 4: reference.replacing("-", with: "/")
    default: reference
    }
  }

  /// With what stands around it, cut as a bank does.
  private mutating func text(_ words: String) -> String {
    let around = [
      "Rechnung", "Zahlung fuer", "vom 03.02.2026", "Kd-Nr. \(random.number(1_000...10_100))",
      "Tel. 030/\(random.number(1_000...20_260_100))",
      "danke", "2026-02-03", "DE89 3704 0044 0532 0130 00", "EUR \(random.number(1...1_100)),00", "货款", "Miete",
      "Vertrag \(random.number(10_000...10_060))",
    ]
    var text = words
    for _ in 0..<random.number(0...3) {
      text = random.chance(50) ? "\(random.pick(around)) \(text)" : "\(text) \(random.pick(around))"
    }
    if random.chance(20) { text = "EREF+NOTPROVIDED SVWZ+" + text }
    guard random.chance(40) else { return text }
    let width = random.pick([27, 35, 65])
    return text.enumerated().reduce(into: "") { cut, part in
      if part.offset > 0, part.offset.isMultiple(of: width) { cut += "\n" }
      cut.append(part.element)
    }
  }
}
