/// Tidies an HTML letter: no empty lines, and no line ends that a browser would show as a space inside Chinese text.
struct HTMLLayout {
  /// True for a language without spaces between words.
  let joinsWithoutSpaces: Bool

  func layOut(_ rendered: String) -> String {
    var result = ""
    result.reserveCapacity(rendered.utf8.count)
    for line in rendered.lines where !line.isBlank {
      if let last = result.unicodeScalars.last, let first = line.unicodeScalars.first {
        let isTight = joinsWithoutSpaces && (DisplayWidth.isWide(last) || DisplayWidth.isWide(first))
        if !isTight || last == ">" || first == "<" { result += "\n" }
      }
      result += line
    }
    return result + "\n"
  }
}
