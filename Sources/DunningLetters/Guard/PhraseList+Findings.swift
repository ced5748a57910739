import Dunning

extension PhraseList.Hit {
  /// The finding; nil for a phrase that is switched off.
  func finding(in part: Finding.Part, excerpt: String, place: TemplatePlace? = nil) -> Finding? {
    phrase.severity.map {
      Finding(
        phrase.rule, $0, in: part, excerpt: excerpt, reason: phrase.why, source: phrase.source, instead: phrase.instead,
        place: place)
    }
  }
}

extension FoldedText {
  /// Where a range of the folded text stands in the text that was folded.
  func source(of range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    let start = Int(origins[range.lowerBound])
    var end = Int(origins[range.upperBound - 1]) + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  /// The words as they were before they were folded, on one line.
  func excerpt(of range: Range<Int>, in text: [UInt8]) -> String {
    String(decoding: text[source(of: range, in: text)], as: UTF8.self).onOneLine
  }

  /// The folded bytes that come from this part of the text.
  func folded(_ source: Range<Int>) -> Range<Int> {
    let start = origins.firstIndex { $0 >= source.lowerBound } ?? origins.count
    let end = origins[start...].firstIndex { $0 >= source.upperBound } ?? origins.count
    return start..<end
  }
}

extension String {
  /// Shortened, with one space where there were line ends, tabs or the value of a variable.
  var onOneLine: String {
    let words = unicodeScalars.split { $0.value <= 0x20 || $0.value == 0xA0 }.map {
      String(String.UnicodeScalarView($0))
    }
    let line = words.joined(separator: " ")
    return line.count <= 100 ? line : "\(line.prefix(99))…"
  }
}
