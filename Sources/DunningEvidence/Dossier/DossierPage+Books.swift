import DunningPaper

extension DossierPage {
  /// The page as a book is printed.
  ///
  /// - Parameter unixSeconds: the PDF's date of creation.
  func printed(_ words: BookWords, unixSeconds: Int64) -> PaperDocument {
    var document = Self.paper([self], words: DossierWords(for: words.language), unixSeconds: unixSeconds)
    document.language = words.language
    let numbers = words(.page).replacing("%1", with: "{page}").replacing("%2", with: "{pages}")
    document.runningHead = PaperRunningHead(text: PaperText(title), pageText: numbers)
    return document
  }
}
