extension NumberForm {
  /// The one form in which all of these are amounts; nil when there is none, or when two readings differ.
  package static func likely(for texts: [String]) -> NumberForm? {
    let texts = texts.map(\.trimmed).filter { !$0.isEmpty }
    let fits = candidates.filter { form in texts.allSatisfy { form.value($0) != nil } }
    guard let first = fits.first, !texts.isEmpty else { return nil }
    let readings = texts.map(first.value)
    // "1.234" is a thousand to one reader and a little more than one to another.
    return fits.allSatisfy { form in texts.map(form.value) == readings } ? first : nil
  }

  /// The same where some of them are no amounts at all, such as `99,x`: those have no say, as long as the others are more.
  package static func mostly(for texts: [String]) -> (form: NumberForm, except: [String])? {
    let texts = texts.map(\.trimmed).filter { !$0.isEmpty }
    let wrong = texts.filter { text in candidates.allSatisfy { $0.value(text) == nil } }
    guard wrong.count * 2 < texts.count else { return nil }
    return likely(for: texts.filter { !wrong.contains($0) }).map { ($0, wrong) }
  }

  /// The forms that are found in the world, the plainest first.
  private static let candidates = [
    NumberForm(), NumberForm(decimal: ","), NumberForm(decimal: ",", thousands: "."),
    NumberForm(decimal: ".", thousands: ","), NumberForm(decimal: ".", thousands: "'"),
    NumberForm(decimal: ".", thousands: "’"), NumberForm(decimal: ",", thousands: " "),
    NumberForm(decimal: ".", thousands: " "),
  ]
}
