/// Gives rows of a payments file that have no number one of what they say, so that the same row counts once however often
/// the file is recorded: the claim, the day, the amount and the kind, and which of such rows of the file it is.
struct PaymentRowNames {
  private var seen: [String: Int] = [:]
  /// The lines of the rows that got one.
  private(set) var lines: Set<Int> = []

  /// The row with a number.
  mutating func named(_ row: ClaimRow) -> ClaimRow {
    guard case .success(let bytes) = row.content, case .object(var members)? = JSONValue(parsing: bytes) else {
      return row
    }
    guard (members.first { $0.key == "id" }?.value.text ?? "").isEmpty else { return row }
    func text(_ key: String) -> String { members.first { $0.key == key }?.value.text ?? "" }
    let words = [
      text("date"), Self.plain(text("amount")), text("kind"), text("creditor"), Self.short(text("reference")),
    ]
    let name = "row " + words.filter { !$0.isEmpty }.joined(separator: " ")
    seen[name, default: 0] += 1
    let number = seen[name, default: 1]
    members.removeAll { $0.key == "id" }
    members.append(JSONValue.Member(key: "id", value: .string(number == 1 ? name : "\(name) #\(number)")))
    lines.insert(row.line)
    return ClaimRow(line: row.line, content: .success(Array(JSONValue.object(members).json.utf8)))
  }

  /// An amount without the noughts that change nothing.
  private static func plain(_ amount: String) -> String {
    guard amount.contains(".") else { return amount }
    var digits = Substring(amount)
    while digits.last == "0" { digits = digits.dropLast() }
    return String(digits.last == "." ? digits.dropLast() : digits)
  }

  /// Numbers have a length: of a long reference both ends and a checksum of all of it.
  private static func short(_ reference: String) -> String {
    guard reference.count > 60 else { return reference }
    // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    let sum = reference.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return "\(reference.prefix(20))…\(reference.suffix(20)) \(String(sum, radix: 16))"
  }
}
