import DunningXML

/// Reads what a document says at the places of interest.
struct XMLFacts<Field: Hashable & Sendable> {
  enum Fact {
    case began(Field)
    case value(Field, String)
    case ended(Field)
  }

  private let source: XMLSource
  private let map: XMLPlaces<Field>
  /// The place of each element that is open; nil for one that is not of interest.
  private var open: [Int?] = []
  /// The text of the innermost of them so far.
  private var text = ""
  /// What is known and not told yet, in reverse order.
  private var known: [Fact] = []
  /// The numbers of names by where the library keeps them.
  private var numbers: [XMLName: Int?] = [:]

  /// Why the file itself could not be read further.
  private let inputFailure: InputFailure

  private final class InputFailure {
    var value: StatementFailure?
  }

  init(_ input: ByteInput, _ map: XMLPlaces<Field>) throws(StatementFailure) {
    let failure = InputFailure()
    do throws(XMLFault) {
      source = try XMLSource(depthMax: StatementLimits.depthMax) {
        do throws(StatementFailure) { return try input.next() } catch { failure.value = error }
        return nil
      }
    } catch {
      throw StatementFailure(error)
    }
    inputFailure = failure
    self.map = map
  }

  /// The line that was read last, from 1.
  var line: Int { source.line }

  /// The next thing that is said; nil at the end of the document.
  mutating func next() throws(StatementFailure) -> Fact? {
    while known.isEmpty {
      guard let node = try nextNode() else { return nil }
      switch node {
      case .start(let isEmpty):
        enter()
        if isEmpty { leave() }
      case .text: try take()
      case .end: leave()
      }
      known.reverse()
    }
    return known.popLast()
  }

  private func nextNode() throws(StatementFailure) -> XMLSource.Node? {
    do throws(XMLFault) { return try source.next() } catch { throw inputFailure.value ?? StatementFailure(error) }
  }

  private mutating func enter() {
    let place = insidePlace()
    open.append(place)
    text = ""
    guard let place else { return }
    if let group = map.places[place].group { known.append(.began(group)) }
    if let attribute = map.places[place].attribute, let value = source.attribute(attribute.name) {
      known.append(.value(attribute.field, value))
    }
  }

  /// The place of the element that begins; where no path has begun yet, one may begin deeper.
  private mutating func insidePlace() -> Int? {
    guard let outer = open.last ?? 0, let name = source.name else { return nil }
    let inner = number(of: name).flatMap { map.places[outer].inside[$0] }
    return outer == 0 ? inner ?? 0 : inner
  }

  private mutating func number(of name: XMLName) -> Int? {
    if let known = numbers[name] { return known }
    let number = map.numbers[name.text]
    numbers[name] = .some(number)
    return number
  }

  private mutating func take() throws(StatementFailure) {
    guard let place = open.last ?? nil, map.places[place].field != nil else { return }
    text += source.text
    guard text.utf8.count <= StatementLimits.valueBytesMax else {
      throw StatementFailure("a value is too long: this is no statement", line: line)
    }
  }

  private mutating func leave() {
    guard let place = open.popLast() ?? nil else { return }
    let value = text.trimmed
    text = ""
    if let field = map.places[place].field, !value.isEmpty { known.append(.value(field, value)) }
    if let group = map.places[place].group { known.append(.ended(group)) }
  }
}

extension StatementFailure {
  fileprivate init(_ fault: XMLFault) {
    let message =
      switch fault.reason {
      case .broken: "the XML is broken or cut off (\(fault.message)); get the file from the bank again"
      case .declaration: "the XML has a document type of its own (DOCTYPE), which is refused"
      case .depth: "the XML has too many elements inside each other: this is no statement"
      case .unreadable, .other: fault.message
      }
    self.init(message, line: fault.line)
  }
}
