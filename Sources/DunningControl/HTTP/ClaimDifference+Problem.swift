import Dunning
import DunningAPI
import DunningStore

extension ClaimDifference {
  var onWire: FieldDifference { FieldDifference(field: field, known: known, given: given) }

  /// What the field is, in words before its value.
  fileprivate var name: String {
    switch field {
    case "email": "reminders go to"
    case "cc": "copies go to"
    default: "\(field) is"
    }
  }
}

extension [ClaimDifference] {
  /// Why a claim that is told again with other content is refused: each field that differs, and the command that corrects
  /// it.
  func problem(of record: ClaimRecord) -> Problem {
    let (id, reference) = (record.claim.id, record.claim.draft.reference)
    let words = map {
      "\($0.name) \($0.known.map { quoted($0) } ?? "nothing"), not \($0.given.map { quoted($0) } ?? "nothing")"
    }
    let said = words.isEmpty ? "" : ": " + words.joined(separator: "; ")
    return Problem(
      .referenceTaken, detail: "reference \(quoted(reference)) is claim \(id), with other content\(said)",
      field: first?.field, hint: hint(record.claim), differences: map(\.onWire))
  }

  /// The same of two rows of one file, of which the first is no claim yet.
  func problem(withinOneFile reference: String) -> Problem {
    let words = map { "\($0.name) \($0.known.map { quoted($0) } ?? "nothing") there" }.joined(separator: "; ")
    return Problem(
      .referenceTaken, detail: "reference \(quoted(reference)) stands in an earlier row, with other content: \(words)",
      field: first?.field, hint: "one row for each reference; a part of a sum needs a reference of its own",
      differences: map(\.onWire))
  }

  private func hint(_ claim: Claim) -> String {
    if claim.state == .withdrawn || claim.state == .writtenOff {
      return "it is \(claim.state.rawValue); if it is owed after all: `dunningctl reopen \(claim.id) --reason …` first"
    }
    if let amount = first(where: { $0.field == "amount" }), claim.paid.isPositive {
      return hint(claim, about: amount)
    }
    let own = filter { CorrectionRequest.fields.contains($0.field) }
    let ofDebtor = filter { $0.isOfDebtor && $0.field != "debtor_id" }
    guard !isEmpty, own.count + ofDebtor.count == count else {
      return "what cannot be corrected in a claim is withdrawn, and enqueued under a reference of its own"
    }
    let commands = [
      own.isEmpty ? nil : "`dunningctl correct \(claim.id) \(own.options) --reason …`",
      ofDebtor.isEmpty
        ? nil
        : "`dunningctl correct --debtor \(ShellWord(claim.draft.debtor.key)) \(ofDebtor.was(claim))\(ofDebtor.options) --reason …`",
    ]
    return commands.compactMap { $0 }.joined(separator: ", and ")
  }

  /// Money came in for the claim, and a list of what is open tells of what is left.
  private func hint(_ claim: Claim, about amount: ClaimDifference) -> String {
    "\(claim.paid.decimal) came in for it, and \(claim.outstanding.decimal) is open: a list of what is open is taken in with "
      + "`dunningctl import --snapshot`; where the claim itself is about another sum: `dunningctl correct \(claim.id) "
      + "\([amount].options) --reason …`"
  }

  /// The address that a claim has for itself, which is not replaced with those of its debtor.
  private func was(_ claim: Claim) -> String {
    let own = claim.draft.contacts.addressees(.reminders)
    guard contains(where: { $0.field == "email" }), let first = own.first, own.count == 1 else { return "" }
    return "--was \(ShellWord(first.address.text)) "
  }

  private var options: String {
    map { difference in
      let name = difference.field == "debtor" ? "name" : difference.field.replacing("_", with: "-")
      return "--\(name) \(ShellWord(difference.given ?? ""))"
    }.joined(separator: " ")
  }
}

/// A word as a shell takes it for one.
private struct ShellWord: CustomStringConvertible {
  let text: String

  init(_ text: String) { self.text = text }

  var description: String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x7F || Self.plain.contains($0) }
    return isPlain ? text : "'\(text.replacing("'", with: #"'\''"#))'"
  }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@+,=".utf8)
}
