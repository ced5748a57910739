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
    return known
  }

  func set(_ debtor: Debtor, of id: Int64) throws {
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

  /// - Parameter isNamesakePossible: false where it is known already that nobody has the name.
  func insert(_ debtor: Debtor, of creditor: String, isNamesakePossible: Bool = true) throws -> KeptDebtor {
    let namesake = isNamesakePossible ? try spokenNamesake(of: debtor.name, creditor: creditor) : nil
    let id = try sql.inserted(
      Selection.insertion, debtor.values + [.text(creditor), .text(debtor.key), SQLValue(namesake)])
    return KeptDebtor(id: id, debtor: debtor, isSpokenOf: namesake != nil)
  }

  // MARK: Who is meant

  private func knownDebtor(of draft: ClaimDraft) throws -> KeptDebtor? {
    let debtor = draft.debtor
    let byKey =
      try knownDebtor(debtor.key, of: draft.creditor)
      ?? debtor.key.otherForm.flatMap { try knownDebtor($0, of: draft.creditor) }
    if let byKey { return byKey }
    guard !debtor.hasKeyOfItsOwn else { return nil }
    let alike = try debtors(named: debtor.name, of: draft.creditor).filter { $0.debtor.isTheSame(as: draft) }
    // Of two that fit nobody is taken for the other.
    return alike.count == 1 ? alike[0] : nil
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

  /// The creditor's debtors of a name, as names are compared, without those that were put together with another.
  func debtors(named name: String, of creditor: String) throws -> [KeptDebtor] {
    try sql.all(
      """
      \(KeptDebtor.selection) WHERE creditor = ? AND name_key = ? AND erased_at IS NULL AND merged_into IS NULL
      ORDER BY id LIMIT \(DocketLimits.namesakesMax)
      """, .text(creditor), .text(name.folded), read: KeptDebtor.init)
  }
}

extension Debtor {
  /// Whether a claim that names the same firm without a number of it is theirs: by an address, the postal address or the
  /// number for value added tax.
  fileprivate func isTheSame(as draft: ClaimDraft) -> Bool {
    let told = draft.debtor
    if let email = told.email, has(email) { return true }
    if draft.contacts.contains(where: { $0.purpose == .reminders && has($0.addressee.address) }) { return true }
    if let vatID, let other = told.vatID, vatID.folded == other.folded { return true }
    return !address.isEmpty && address.placeKey == told.address.placeKey
  }

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
  /// All addresses that reminders about it were to go to when it was told.
  private var told: [Addressee] {
    let told = contacts.addressees(.reminders)
    return told.isEmpty ? debtor.email.map { [Addressee(address: $0)] } ?? [] : told
  }

  /// The addresses of its own that a claim which is told again would have, where reminders would go elsewhere than they do;
  /// nil where it says nothing of them, or the same.
  func otherContacts(than known: ClaimDraft) -> [Contact]? {
    let former = Set(known.debtor.contacts.addressees(.former).keys)
    // What came in with an address that was replaced goes to the one in its place.
    let saysWhere = told.contains { !former.contains($0.address.text.lowercased()) }
    let copies = contacts.filter { $0.purpose == .cc }
    guard saysWhere || !copies.isEmpty else { return nil }
    var debtor = known.debtor
    var own = ownContacts(besides: &debtor, isByKey: self.debtor.key == known.debtor.key)
    if debtor.addressees != known.debtor.addressees { own = told.map { Contact(.reminders, $0) } + copies }
    if !saysWhere { own = known.contacts.filter { $0.purpose == .reminders } + copies }
    if copies.isEmpty { own += known.contacts.filter { $0.purpose == .cc } }
    func places(_ contacts: [Contact]) -> [Set<String>] {
      let to = contacts.addressees(.reminders)
      return [Set((to.isEmpty ? known.debtor.addressees : to).keys), Set(contacts.addressees(.cc).keys)]
    }
    return places(own) == places(known.contacts) ? nil : own
  }

  /// The addresses that are the claim's own, where they are others than those of a known debtor. The first that are told
  /// of a contract are those of the contract, for its claims that come without any.
  ///
  /// - Parameters:
  ///   - known: gets what is newly known.
  ///   - isByKey: whether name and address were the debtor's when they came, so that the address is no other, whatever a
  ///     person has put in its place.
  fileprivate func ownContacts(besides known: inout Debtor, isByKey: Bool) -> [Contact] {
    // Nearly every claim comes with the one address that is known.
    if contacts.isEmpty, known.contacts.isEmpty, let email = debtor.email, email == known.email { return [] }
    let former = Set(known.contacts.addressees(.former).keys)
    var living = told.filter { !former.contains($0.address.text.lowercased()) }
    let isByKey = isByKey && !debtor.hasKeyOfItsOwn
    if isByKey { living = living.filter { $0.address != debtor.email } }
    let copies = contacts.filter { $0.purpose == .cc }
    let ofContract = contract.map { known.contacts.addressees(.reminders, contract: $0) } ?? []
    if told.isEmpty { return ofContract.map { Contact(.reminders, $0) } + copies }
    if living.isEmpty { return isByKey ? copies : ofContract.map { Contact(.reminders, $0) } + copies }
    if known.addressees.isEmpty, ofContract.isEmpty {
      known.email = living.first?.address
      known.contacts += living.dropFirst().map { Contact(.reminders, $0) }
      return copies
    }
    guard Set(living.keys) != Set(known.addressees.keys) else { return copies }
    if let contract, ofContract.isEmpty {
      known.contacts += living.map { Contact(.reminders, $0, contract: contract) }
    }
    return living.map { Contact(.reminders, $0) } + copies
  }
}
