import Dunning
import DunningPaper

/// Where the parts of a letter stand on its first page, in millimetres.
struct LetterSheet {
  /// A rectangle on the sheet.
  struct Area {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  var paper = PaperSheet.a4
  /// The name or logo of the creditor.
  var letterhead = Area(x: 25, y: 14, width: 165, height: 22)
  var letterheadAlignment = PaperAlignment.start
  /// The small line above the debtor's address by which mail is returned; nil where envelopes say it.
  var returnLine: Area?
  /// The debtor's address; nil where the letter's own words say it.
  var address: Area?
  /// Date and references; nil where they stand above the text.
  var infos: Area?
  /// Place and date; nil where they stand above the text.
  var date: Area?
  /// To which side they are set there.
  var dateAlignment = PaperAlignment.end
  /// Where the text begins.
  var top = 98.0
  var left = 25.0
  var right = 20.0
  var titleAlignment = PaperAlignment.start
  var signatureAlignment = PaperAlignment.start
  /// True where the sender's name, address and signatory stand where other sheets have the letterhead, in place of a
  /// signature.
  var namesSender = false
  var alignsInfosAtEnd = false
  /// From the top edge of the sheet.
  var foldMarks: [Double] = []

  init(_ sheet: Letterhead.Sheet) {
    switch sheet {
    case .din5008: setGerman()
    case .swissLeft: setLeftWindow(Area(x: 22, y: 52, width: 85, height: 30))
    case .nl:
      setLeftWindow(Area(x: 25, y: 50, width: 85, height: 30))
      top = 93
      dateAlignment = .start
    case .uk: setLeftWindow(Area(x: 25, y: 54, width: 80, height: 30))
    case .us: setAmerican()
    case .jp: setJapanese()
    case .swissRight: setRightWindow(Area(x: 118, y: 52, width: 80, height: 30))
    case .fr, .es, .it: setRightWindow(Area(x: 110, y: 50, width: 82, height: 30))
    case .cn: setChinese()
    }
  }

  /// - Source: DIN 5008:2020 form B: address field 45 mm from the top and 20 mm from the left, 85 × 45 mm, of which
  ///   27.3 mm for the recipient; block of references 125 mm from the left; text from 98.46 mm; folds at 105 and 210 mm.
  private mutating func setGerman() {
    returnLine = Area(x: 25, y: 45, width: 80, height: 17.7)
    address = Area(x: 25, y: 62.7, width: 80, height: 27.3)
    infos = Area(x: 125, y: 50, width: 75, height: 42)
    top = 98.5
    foldMarks = [105, 148.5, 210]
  }

  /// - Source: custom. Through the window of a #10 envelope (22.2 mm from the left, 12.7 mm from the foot, 114.3 × 28.6 mm)
  ///   a letter folded in three shows what lies 52 to 92 mm from its top, however it slides, across almost two thirds
  ///   of its width: nothing but the address stands there.
  private mutating func setAmerican() {
    paper = .usLetter
    (left, right) = (25.4, 25.4)
    letterhead = Area(x: 25.4, y: 14, width: 165.1, height: 22)
    date = Area(x: 25.4, y: 40, width: 165.1, height: 11)
    address = Area(x: 25.4, y: 57, width: 95, height: 28)
    top = 95
  }

  private mutating func setLeftWindow(_ area: Area) {
    address = area
    infos = Area(x: 115, y: area.y, width: 75, height: 40)
    top = area.y + area.height + 10
  }

  private mutating func setRightWindow(_ area: Area) {
    address = area
    // A window shows ten millimetres more at its side when the letter slides in its envelope.
    infos = Area(x: 25, y: area.y, width: area.x - 45, height: 40)
    top = area.y + area.height + 12
  }

  /// - Source: the order of a Japanese business letter: date at the upper right, addressee left, sender right below it,
  ///   title in the middle. The window is that of an envelope 長形3号 (120 × 235 mm), into which A4 goes folded in three.
  private mutating func setJapanese() {
    address = Area(x: 22, y: 22, width: 86, height: 32)
    infos = Area(x: 120, y: 16, width: 70, height: 12)
    letterhead = Area(x: 122, y: 38, width: 68, height: 40)
    (left, right, top) = (25, 20, 78)
    (namesSender, alignsInfosAtEnd) = (true, true)
    titleAlignment = .center
    foldMarks = [99, 198]
  }

  /// - Source: custom; margins near those of GB/T 9704.
  private mutating func setChinese() {
    letterhead = Area(x: 28, y: 14, width: 156, height: 20)
    letterheadAlignment = .center
    (left, right) = (28, 26)
    top = 34
    titleAlignment = .center
    signatureAlignment = .end
  }
}
