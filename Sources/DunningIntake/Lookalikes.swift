/// References that look like another one and are not: two invoices with one number on the paper are two claims here.
package enum Lookalikes {
  /// What in a reference looks like something else, in words; nil when nothing does.
  ///
  /// A letter of another script counts where letters of that script that look like no Latin one are missing: a Russian word
  /// is no disguise, a Latin number with a Cyrillic letter is.
  package static func warning(about reference: String) -> String? {
    if let space = reference.unicodeScalars.first(where: { odd[$0] != nil }), let name = odd[space] {
      return "the reference \(shown(reference)) has \(name) (\(code(space))), which looks like another character"
    }
    let letters = reference.unicodeScalars.filter { $0.properties.isAlphabetic && !$0.isASCII }
    guard let first = letters.first(where: { latin[$0] != nil }), letters.allSatisfy({ latin[$0] != nil }) else {
      return nil
    }
    return
      "the reference \(shown(reference)) has a letter that looks like \(latin[first].map { "\"\($0)\"" } ?? "another") "
      + "and is not (\(code(first)))"
  }

  private static func shown(_ reference: String) -> String { "\"\(reference)\"" }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Spaces and hyphens that are not those of a keyboard.
  private static let odd: [Unicode.Scalar: String] = [
    "\u{A0}": "a no-break space", "\u{2007}": "a figure space", "\u{202F}": "a narrow no-break space",
    "\u{2009}": "a thin space", "\u{3000}": "a wide space", "\u{2010}": "a hyphen that no keyboard has",
    "\u{2011}": "a no-break hyphen", "\u{2012}": "a figure dash", "\u{2013}": "a dash", "\u{2212}": "a minus sign",
    "\u{AD}": "a soft hyphen",
  ]

  /// Cyrillic and Greek letters that look like Latin ones in most fonts.
  ///
  /// - Source: Unicode Technical Standard 39, confusables.txt, the capitals and the plainest small letters of both scripts.
  private static let latin: [Unicode.Scalar: Character] = {
    var table: [Unicode.Scalar: Character] = [:]
    for (scalars, letters) in [
      ("АВЕЅІЈКМНОРСТУХасеоріјѕух", "ABESIJKMHOPCTYXaceopijsyx"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABEZHIKMNOPTYXov"),
    ] {
      for (scalar, letter) in zip(scalars.unicodeScalars, letters) { table[scalar] = letter }
    }
    return table
  }()
}
