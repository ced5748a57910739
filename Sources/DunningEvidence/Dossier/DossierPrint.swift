import Dunning
import DunningPaper

/// How a file is shown on paper.
enum DossierPicture {
  case pdf([UInt8])
  /// A PDF in a file.
  case file(String)
  case image(PNGFile)
  case page(DossierPage)
}

/// Collects the pages of a printed case file, and binds those of other documents in.
struct DossierPrint {
  private let dossier: CaseDossier
  private let typesetter: Typesetter
  private var pages: [DossierPage] = []
  /// What stands in the insets, by their numbers.
  private var insets: [(document: PlacedPDF, page: Int)] = []
  private var words: DossierWords { dossier.words }

  init(_ dossier: CaseDossier, _ typesetter: Typesetter) {
    (self.dossier, self.typesetter) = (dossier, typesetter)
  }

  mutating func add(_ page: DossierPage) { pages.append(page) }

  /// A sheet that says what an exhibit is, and then the exhibit as far as paper can show it.
  mutating func add(_ exhibit: Exhibit, _ facts: [(name: String, value: String)], _ picture: DossierPicture?) {
    let title = "\(exhibit.label): \(exhibit.title.replacing("\n", with: " – "))"
    let file = exhibit.files.first ?? "–"
    var sheet: [DossierPage.Block] = [.facts(facts), .heading(words(.proves)), .paragraph(exhibit.proves)]
    var shown: [DossierPage] = []
    do {
      shown = try picture.map { try self.shown($0, title) } ?? []
      if exhibit.files.isEmpty {
        // Its content is gone, which is said above.
      } else if picture == nil {
        sheet.append(.paragraph(words(.inTheZip, file)))
      } else {
        sheet.append(.paragraph(words(.pagesFollow, "\(shown.count)", file)))
      }
    } catch let error as PlacedPDF.Failure {
      sheet.append(.paragraph(words(.notDrawn, error.words, file)))
    } catch {
      sheet.append(.paragraph(words(.notDrawn, (error as? PaperError)?.message ?? "\(error)", file)))
    }
    pages += [dossier.page(title, sheet)] + shown
  }

  private mutating func shown(_ picture: DossierPicture, _ title: String) throws -> [DossierPage] {
    switch picture {
    case .pdf(let bytes): return try shown(PlacedPDF(bytes), title)
    case .file(let path): return try shown(PlacedPDF(path: path), title)
    case .image(let file):
      let page = dossier.page(title, [.image(file)])
      _ = try dossier.paper([page], typesetter)
      return [page]
    case .page(let page): return [dossier.page(title, page.blocks)]
    }
  }

  private mutating func shown(_ document: PlacedPDF, _ title: String) throws(PlacedPDF.Failure) -> [DossierPage] {
    let count = document.pageCount
    var shown: [DossierPage] = []
    for page in 0..<count {
      let (width, height) = try document.size(ofPage: page)
      let scale = min(DossierPage.pictureWidth / width, DossierPage.pictureHeight / height)
      let inset = PaperInset(number: insets.count + page, width: width * scale, height: height * scale)
      let part = count == 1 ? "" : ", \(words(.page, "\(page + 1)", "\(count)"))"
      shown.append(dossier.page(title + part, [.inset(inset)]))
    }
    for page in 0..<count { insets.append((document, page)) }
    return shown
  }

  /// - Throws: ``PaperError``, ``PlacedPDF/Failure``.
  func pdf() throws -> [UInt8] {
    let document = try dossier.paper(pages, typesetter)
    guard !insets.isEmpty else { return try typesetter.pdf(document) }
    var places: [PaperPlace] = []
    let target = try PlacedPDF(typesetter.pdf(document) { places.append($0) })
    for place in places {
      let inset = insets[place.inset]
      try target.place(
        inset.document, page: inset.page, onPage: place.page - 1, in: (place.x, place.y, place.width, place.height))
    }
    return try target.bytes()
  }
}
