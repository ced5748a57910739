import DunningXML

/// The XML of one part of a workbook.
struct PartReader {
  private let part: WorkbookPart
  private let reader: XMLReader

  /// Nil when the workbook has no such part.
  init?(_ name: String, of archive: WorkbookArchive, atMost limit: Int) throws(TableTrouble) {
    guard let part = try archive.part(name, atMost: limit) else { return nil }
    self.part = part
    do throws(XMLFault) {
      reader = try XMLReader { part.read() }
    } catch {
      throw TableTrouble(error.message)
    }
  }

  /// The next event; nil after the last.
  func next() throws(TableTrouble) -> XMLEvent? {
    do throws(XMLFault) {
      return try reader.next()
    } catch {
      throw part.trouble
        ?? TableTrouble("this is an Excel workbook that cannot be read: \(error.message)", line: error.line)
    }
  }

  /// All elements of these names, in their order.
  func elements(_ names: Set<String>) throws(TableTrouble) -> [XMLElement] {
    var found: [XMLElement] = []
    while let event = try next() {
      if case .start(let element) = event, names.contains(element.name) { found.append(element) }
    }
    return found
  }
}
