/// What a part of a page is, for readers who hear it and for programs: the structure types of PDF.
///
/// - Source: ISO 32000-1:2008, 14.8.4.
enum PaperTag: String {
  case document = "Document"
  case heading1 = "H1"
  case heading2 = "H2"
  case heading3 = "H3"
  case paragraph = "P"
  /// A line of a paragraph, which may stand on another page than the next.
  case line = "Span"
  case table = "Table"
  case row = "TR"
  case headCell = "TH"
  case cell = "TD"
  case list = "L"
  case item = "LI"
  case label = "Lbl"
  case value = "LBody"

  /// - Parameter level: as ``PaperBlock/heading(_:level:)`` has it.
  static func heading(_ level: Int) -> PaperTag {
    switch level {
    case ...1: .heading1
    case 2: .heading2
    default: .heading3
    }
  }
}
