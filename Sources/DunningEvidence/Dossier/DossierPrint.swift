import Dunning
import DunningBytes
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
  private let binder: any PDFBinder
  private var pages: [DossierPage] = []
  private var sources: [[UInt8]] = []
  private var sourceBytes = 0
  /// What stands in the insets, by their numbers.
  private var insets: [(source: Int, page: Int)] = []
  /// Why no other PDF is taken in; nil where each is tried.
  private let refusal: PDFTrouble?
  private var words: DossierWords { dossier.words }

  init(_ dossier: CaseDossier, _ press: BookPress, refusing refusal: PDFTrouble? = nil) {
    (self.dossier, typesetter, binder, self.refusal) = (dossier, press.typesetter, press.binder, refusal)
  }

  mutating func add(_ page: DossierPage) { pages.append(page) }

  /// A sheet that says what an exhibit is, and then the exhibit as far as paper can show it.
  mutating func add(_ exhibit: Exhibit, _ facts: [(name: String, value: String)], _ picture: DossierPicture?) async {
    let title = "\(exhibit.label): \(exhibit.title.replacing("\n", with: " – "))"
    let file = exhibit.files.first ?? "–"
    var sheet: [DossierPage.Block] = [.facts(facts), .heading(words(.proves)), .paragraph(exhibit.proves)]
    var shown: [DossierPage] = []
    do {
      if let picture { shown = try await self.shown(picture, title) }
      if exhibit.files.isEmpty {
        // Its content is gone, which is said above.
      } else if picture == nil {
        sheet.append(.paragraph(words(.inTheZip, file)))
      } else {
        sheet.append(.paragraph(words(.pagesFollow, "\(shown.count)", file)))
      }
    } catch let error as PDFTrouble {
      sheet.append(.paragraph(words(.notDrawn, error.words, file)))
    } catch {
      sheet.append(.paragraph(words(.notDrawn, (error as? PaperError)?.message ?? "\(error)", file)))
    }
    pages += [dossier.page(title, sheet)] + shown
  }

  private mutating func shown(_ picture: DossierPicture, _ title: String) async throws -> [DossierPage] {
    switch picture {
    case .pdf(let bytes): return try await shown(bytes, title)
    case .file(let path):
      return try await shown(try FileReader(path).rest(atMost: BindingLimits.sourceBytesMax + 1), title)
    case .image(let file):
      let page = dossier.page(title, [.image(file)])
      _ = try dossier.paper([page], typesetter)
      return [page]
    case .page(let page): return [dossier.page(title, page.blocks)]
    }
  }

  private mutating func shown(_ pdf: [UInt8], _ title: String) async throws(PDFTrouble) -> [DossierPage] {
    if let refusal { throw refusal }
    guard pdf.count <= BindingLimits.sourceBytesMax - sourceBytes else {
      throw PDFTrouble(words: "the PDFs have more than \(BindingLimits.sourceBytesMax >> 20) MiB together")
    }
    let sizes = try await binder.pages(of: pdf)
    guard sizes.count <= BindingLimits.pagesMax - insets.count else {
      throw PDFTrouble(words: "the PDFs have more than \(BindingLimits.pagesMax) pages together")
    }
    let shown = sizes.enumerated().map { index, size in
      let scale = min(DossierPage.pictureWidth / size.width, DossierPage.pictureHeight / size.height)
      let inset = PaperInset(number: insets.count + index, width: size.width * scale, height: size.height * scale)
      let part = sizes.count == 1 ? "" : ", \(words(.page, "\(index + 1)", "\(sizes.count)"))"
      return dossier.page(title + part, [.inset(inset)])
    }
    insets += sizes.indices.map { (sources.count, $0) }
    sources.append(pdf)
    sourceBytes += pdf.count
    return shown
  }

  /// - Throws: ``PaperError``, ``PDFTrouble``.
  func pdf() async throws -> [UInt8] {
    let document = try dossier.paper(pages, typesetter)
    guard !insets.isEmpty else { return try typesetter.pdf(document) }
    var places: [PaperPlace] = []
    let target = try typesetter.pdf(document) { places.append($0) }
    return try await binder.bind(
      BindingOrder(
        target: target, sources: sources,
        places: places.map { place in
          let inset = insets[place.inset]
          return BindingOrder.Place(
            source: inset.source, page: inset.page, target: place.page - 1, x: place.x, y: place.y, width: place.width,
            height: place.height)
        }))
  }
}
