import Dunning
import DunningSQL

// Whose claim it is that comes in: one who is known, or somebody new. A number of the creditor's own decides it; without
// one a firm is the same by its name together with an address, a postal address or a number for value added tax.

extension Transaction {
  /// The debtor of a claim as the docket knows them, and the addresses that are the claim's own.
  ///
  /// What is newly said of a known debtor counts from now on, for all claims. What contradicts what is known is refused:
  /// a mistyped number must not rename somebody.
  ///
  /// - Parameter isNew: whether it is known already that neither number nor name are there.
  /// - Throws: ``DocketError`` `.debtorDiffers`.
  func keep(_ draft: ClaimDraft, isNew: Bool) throws -> KeptDebtor {
    guard !isNew, let match = try knownDebtor(of: draft) else { return try insert(draft, isNamesakePossible: !isNew) }
    let told = draft.debtor
    try refuseContradiction(of: told, to: match.debtor, in: draft.creditor)
    var known = try present(match)
    let before = known.debtor
    if known.id == match.id { known.debtor.complete(by: told) } else { known.cameFor = match.id }
    known.contacts = draft.ownContacts(besides: &known.debtor, isByKey: told.key == before.key)
    if known.debtor != before {
      try set(known.debtor, of: known.id)
      // What only later claims go by is told with them.
      var seen = before
      seen.contacts = known.debtor.contacts
      if seen != known.debtor { try debtorChanged(known.id, from: before, to: known.debtor, because: nil) }
    }
    if !known.isSpokenOf,
      let namesake = try spokenNamesake(of: known.debtor, creditor: draft.creditor, besides: known.id)
    {
      try set(namesake: namesake, of: known.id)
      known.isSpokenOf = true
    }
    return known
  }

  func set(_ debtor: Debtor, of id: Int64) throws {
    spoken.forget()
    try sql.run(Selection.change, debtor.values + [.number(id)])
  }

  /// Somebody new, with the first of the addresses as the main one.
  private func insert(_ draft: ClaimDraft, isNamesakePossible: Bool) throws -> KeptDebtor {
    var debtor = draft.debtor
    debtor.contacts += draft.contacts.filter { $0.purpose == .reminders }.dropFirst()
    var kept = try insert(debtor, of: draft.creditor, isNamesakePossible: isNamesakePossible)
    kept.contacts = draft.contacts.filter { $0.purpose == .cc }
    return kept
  }

  /// - Parameter isNamesakePossible: false where it is known already that nobody has the key or the name.
  func insert(_ debtor: Debtor, of creditor: String, isNamesakePossible: Bool = true) throws -> KeptDebtor {
    let namesake = try spokenNamesake(of: debtor, creditor: creditor)
    var debtor = debtor
    if isNamesakePossible { debtor = debtor.with(key: try freeKey(debtor, of: creditor)) }
    let id = try sql.inserted(
      Selection.insertion, debtor.values + [.text(creditor), .text(debtor.key), SQLValue(namesake)])
    return KeptDebtor(id: id, debtor: debtor, isSpokenOf: namesake != nil)
  }

  /// The key of somebody new: the one that name and place make, with a number behind it where another has that.
  private func freeKey(_ debtor: Debtor, of creditor: String) throws -> String {
    func isTaken(_ key: String) throws -> Bool {
      try sql.first("SELECT 1 FROM debtor WHERE creditor = ? AND key = ?", .text(creditor), .text(key)) { _ in true }
        ?? false
    }
    guard !debtor.hasKeyOfItsOwn, try isTaken(debtor.key) else { return debtor.key }
    let namesakes = try sql.first(
      "SELECT count(*) FROM debtor WHERE creditor = ? AND name_key = ?", .text(creditor), .text(debtor.name.folded)
    ) { $0.number(0) }
    var number = max(2, (namesakes ?? 0) + 1)
    while try isTaken("\(debtor.key) \(number)") { number += 1 }
    return "\(debtor.key) \(number)"
  }

  // MARK: Who is meant

  private func knownDebtor(of draft: ClaimDraft) throws -> KeptDebtor? {
    let debtor = draft.debtor
    let byKey =
      try knownDebtor(debtor.key, of: draft.creditor)
      ?? debtor.key.otherForm.flatMap { try knownDebtor($0, of: draft.creditor) }
    guard !debtor.hasKeyOfItsOwn else { return byKey }
    let told = draft.marks
    // A name alone is nobody's.
    guard !told.isEmpty else { return nil }
    var fitting: [(match: KeptDebtor, present: Int64, marks: Set<ClaimDraft.Mark>)] = []
    if let byKey, let place = debtor.keyMark {
      // It is made of the name and the place as they came, whatever a person has made of them since.
      let present = try present(byKey)
      fitting.append((byKey, present.id, present.debtor.marks(of: draft).union([place])))
    }
    for alike in try debtors(named: debtor.name, of: draft.creditor) where alike.id != byKey?.id {
      let marks = alike.debtor.marks(of: draft)
      if !marks.isEmpty, alike.id != fitting.first?.present { fitting.append((alike, alike.id, marks)) }
    }
    if fitting.count > 1 { fitting = fitting.filter { $0.marks == told } }
    // Of two that fit nobody is taken for the other.
    return fitting.count == 1 ? fitting[0].match : nil
  }

  private func knownDebtor(_ key: String, of creditor: String) throws -> KeptDebtor? {
    try sql.first(
      "\(KeptDebtor.selection) WHERE creditor = ? AND key = ?", .text(creditor), .text(key), read: KeptDebtor.init)
  }

  /// The one with whom a person has put a debtor together.
  private func present(_ debtor: KeptDebtor) throws -> KeptDebtor {
    var debtor = debtor
    while let id = debtor.mergedInto {
      let next = try sql.first("\(KeptDebtor.selection) WHERE id = ?", .number(id), read: KeptDebtor.init)
      guard let next else { throw ClaimRecord.damaged("debtor") }
      debtor = next
    }
    return debtor
  }

  // MARK: What contradicts

  private func refuseContradiction(of told: Debtor, to known: Debtor, in creditor: String) throws {
    // Without a number the key is made of the name as it came, whatever a person has made of it since.
    let isByName = !told.hasKeyOfItsOwn && told.key == known.key
    let differences = told.contradictions(to: known).filter { !isByName || $0.field != "name" }
    guard let first = differences.first else { return }
    let words = differences.map { "\($0.field) \(quoted($0.told)) where \(quoted($0.known)) is known" }
    throw DocketError(
      .debtorDiffers,
      "debtor \(quoted(known.key)) of \(creditor) is known otherwise: \(words.joined(separator: "; "))",
      hint: "if it has changed: `dunningctl correct --debtor \(argument(known.key)) --creditor \(creditor) "
        + differences.map { "--\($0.option) \(argument($0.told))" }.joined(separator: " ")
        + " --reason …`, then enqueue it again"
        + (first.field == "name" ? "; if it is another debtor, use their number" : "")
    )
  }

  /// As a shell takes it.
  private func argument(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F, 0x40].contains(byte)
    }
    return isPlain && !text.isEmpty ? text : "'\(text.replacing("\n", with: " | ").replacing("'", with: "'\\''"))'"
  }
}

/// What of a claim that comes in is known already, by one look for all of it.
struct Acquaintance {
  /// Whether a claim has its reference.
  let hasReference: Bool
  /// Whether neither a debtor's number is that of its debtor, nor a name.
  let isOfSomebodyNew: Bool

  /// - Parameter row: of ``selection``.
  init(_ row: SQLRow, _ debtor: Debtor) {
    hasReference = row.number(0) == 1
    // A key that can be written in two ways may be there in the other.
    isOfSomebodyNew = row.number(1) == 0 && row.number(2) == 0 && debtor.key.otherForm == nil
  }

  static let selection = """
    SELECT EXISTS (SELECT 1 FROM claim WHERE creditor = ?1 AND reference = ?2),
      EXISTS (SELECT 1 FROM debtor WHERE creditor = ?1 AND key = ?3),
      EXISTS (SELECT 1 FROM debtor WHERE creditor = ?1 AND name_key = ?4 AND erased_at IS NULL)
    """
}

private enum Selection {
  static let change = "UPDATE debtor SET \(Debtor.columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"

  static let insertion = """
    INSERT INTO debtor (\(Debtor.columns.joined(separator: ", ")), creditor, key, namesake)
    VALUES (\(Debtor.columns.map { _ in "?, " }.joined())?, ?, ?)
    """
}

extension Reading {
  /// What is known already of a claim that comes in.
  func acquaintance(with draft: ClaimDraft) throws -> Acquaintance {
    let found = try sql.first(
      Acquaintance.selection, .text(draft.creditor), .text(draft.reference), .text(draft.debtor.key),
      .text(draft.debtor.name.folded)
    ) { Acquaintance($0, draft.debtor) }
    guard let found else { throw ClaimRecord.damaged("answer: a question has none") }
    return found
  }

  /// The creditor's debtors of a name, as names are compared, of whom more is known, without those that were put together
  /// with another.
  func debtors(named name: String, of creditor: String) throws -> [KeptDebtor] {
    try sql.all(
      """
      \(KeptDebtor.selection) WHERE creditor = ? AND name_key = ? AND erased_at IS NULL AND merged_into IS NULL
        AND (email <> '' OR contacts <> '' OR address <> '' OR vat_id IS NOT NULL)
      ORDER BY id LIMIT \(DocketLimits.namesakesMax)
      """, .text(creditor), .text(name.folded), read: KeptDebtor.init)
  }
}

extension Debtor {
  /// By what of it a claim that names the same firm without a number of it is theirs.
  fileprivate func marks(of draft: ClaimDraft) -> Set<ClaimDraft.Mark> {
    let told = draft.debtor
    var marks: Set<ClaimDraft.Mark> = []
    if draft.addresses.contains(where: has) { marks.insert(.email) }
    if !address.isEmpty, address.placeKey == told.address.placeKey { marks.insert(.place) }
    if let vatID, let other = told.vatID, vatID.vatKey == other.vatKey { marks.insert(.vatID) }
    return marks
  }

  /// Which of them the key is made of that name and place make; nil where there is nothing but a name.
  fileprivate var keyMark: ClaimDraft.Mark? { email != nil ? .email : address.isEmpty ? nil : .place }

  /// With what is told of them and was not known.
  fileprivate mutating func complete(by told: Debtor) {
    for detail in Detail.allCases where self[detail] == nil { self[detail] = told[detail] }
    if address.isEmpty { address = told.address }
  }

  /// What is told of them otherwise than it is known, where both say something.
  fileprivate func contradictions(to known: Debtor) -> [(field: String, option: String, told: String, known: String)] {
    var found: [(field: String, option: String, told: String, known: String)] = []
    if name != known.name, name.folded != known.name.folded { found.append(("name", "name", name, known.name)) }
    if !address.isEmpty, address != known.address, !known.address.isEmpty, address.placeKey != known.address.placeKey {
      found.append(
        ("address", "address", address.joined(separator: "\n"), known.address.joined(separator: "\n")))
    }
    for detail in Detail.allCases {
      guard let told = self[detail], let known = known[detail], told != known, told.folded != known.folded else {
        continue
      }
      if detail == .vatID, told.vatKey == known.vatKey { continue }
      found.append((detail.rawValue, detail.rawValue.replacing("_", with: "-"), told, known))
    }
    return found
  }
}

extension [String] {
  /// A postal address as it is compared.
  fileprivate var placeKey: String { joined(separator: " ").folded }
}

extension ClaimDraft {
  /// What tells a debtor from another of the same name.
  fileprivate enum Mark {
    case email
    case place
    case vatID
  }

  /// Those that are told.
  fileprivate var marks: Set<Mark> {
    var marks: Set<Mark> = []
    if !addresses.isEmpty { marks.insert(.email) }
    if !debtor.address.isEmpty { marks.insert(.place) }
    if debtor.vatID?.vatKey.isEmpty == false { marks.insert(.vatID) }
    return marks
  }

  fileprivate var addresses: [EmailAddress] {
    (debtor.email.map { [$0] } ?? []) + contacts.addressees(.reminders).map(\.address)
  }
}
