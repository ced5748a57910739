/// Details in lines of their own numbers (`:NS:`): `01` to `14` what was written, `15` and `16` the other side.
///
/// - Source: the German banks' description of MT940 with the field NS.
struct NSDetails {
  private(set) var details = MTDetails()

  init(_ field: MTField) {
    let lines = field.lines.compactMap { line -> (code: Int, text: String)? in
      guard line.prefix(2).allSatisfy(\.isDigit), let code = Int(line.prefix(2)) else { return nil }
      return line.dropFirst(2).meant.map { (code, $0) }
    }
    details.text = lines.filter { (1...14).contains($0.code) }.map(\.text).asLines
    details.name = lines.filter { $0.code == 15 || $0.code == 16 }.map(\.text).joined(separator: " ").meant
    details.account = lines.first { $0.code == 34 }?.text.squeezed
  }
}
