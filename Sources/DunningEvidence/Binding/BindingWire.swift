import FoundationEssentials

/// What is said between the daemon and the process that binds PDFs: a kind or a verdict of one byte, the length of a head
/// of JSON, the head, and the documents one after the other.
enum BindingWire {
  private static let inspects = UInt8(ascii: "I")
  private static let binds = UInt8(ascii: "B")
  private static let done = UInt8(ascii: "0")
  private static let refused = UInt8(ascii: "1")

  private struct Head: Codable {
    /// Bytes of each document.
    var counts: [Int] = []
    var places: [BindingOrder.Place] = []
  }

  // MARK: Of who asks

  static func question(toInspect pdf: [UInt8]) -> [UInt8] { [inspects] + pdf }

  static func question(toBind order: BindingOrder) throws(PDFTrouble) -> [UInt8] {
    let documents = [order.target] + order.sources
    guard let head = try? JSONEncoder().encode(Head(counts: documents.map(\.count), places: order.places)) else {
      throw PDFTrouble(words: "the order cannot be written down")
    }
    let length = withUnsafeBytes(of: UInt64(head.count).littleEndian) { Array($0) }
    return documents.reduce(into: [binds] + length + head) { $0 += $1 }
  }

  /// What an answer holds.
  ///
  /// - Throws: ``PDFTrouble`` when it is a refusal.
  static func content(of answer: [UInt8]) throws(PDFTrouble) -> [UInt8] {
    guard answer.first == done else { throw PDFTrouble(words: String(decoding: answer.dropFirst(), as: UTF8.self)) }
    return Array(answer.dropFirst())
  }

  static func sizes(_ content: [UInt8]) throws(PDFTrouble) -> [PDFPageSize] {
    guard let sizes = try? JSONDecoder().decode([PDFPageSize].self, from: Data(content)) else {
      throw PDFTrouble(words: "its reader answered nonsense")
    }
    return sizes
  }

  // MARK: Of who answers

  /// - Returns: nil for what makes no sense.
  static func answer(_ question: [UInt8]) -> [UInt8]? {
    do throws(PDFTrouble) {
      switch question.first {
      case inspects:
        let sizes = try PlainPDFBinder().pages(of: Array(question.dropFirst()))
        return (try? JSONEncoder().encode(sizes)).map { [done] + Array($0) }
      case binds:
        guard let order = order(question.dropFirst()) else { return nil }
        return [done] + (try PlainPDFBinder().bind(order))
      default: return nil
      }
    } catch {
      return [refused] + Array(error.words.utf8)
    }
  }

  private static func order(_ bytes: ArraySlice<UInt8>) -> BindingOrder? {
    var rest = bytes
    guard rest.count >= 8,
      let length = Int(exactly: rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    else { return nil }
    rest = rest.dropFirst(8)
    guard length <= rest.count, let head = try? JSONDecoder().decode(Head.self, from: Data(rest.prefix(length))) else {
      return nil
    }
    rest = rest.dropFirst(length)
    var documents: [[UInt8]] = []
    for count in head.counts {
      guard (0...rest.count).contains(count) else { return nil }
      documents.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    guard let target = documents.first else { return nil }
    return BindingOrder(target: target, sources: Array(documents.dropFirst()), places: head.places)
  }
}
