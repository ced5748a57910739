import DunningXML

/// The texts that the cells of a workbook share, by their number.
enum SharedTexts {
  static func read(_ archive: WorkbookArchive) throws(TableTrouble) -> [String] {
    let reader = try PartReader("xl/sharedStrings.xml", of: archive, atMost: TableLimits.sharedTextBytesMax)
    guard let reader else { return [] }
    var texts: [String] = []
    var text: String?
    var (isText, isPhonetic) = (false, false)
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "si": text = ""
        case "t": isText = true
        // How Japanese text is read aloud is no part of it.
        case "rPh": isPhonetic = true
        default: break
        }
      case .text(let part): if isText, !isPhonetic { text? += part }
      case .end("t"): isText = false
      case .end("rPh"): isPhonetic = false
      case .end("si"):
        texts.append(text ?? "")
        text = nil
      case .end: break
      }
    }
    return texts
  }
}
