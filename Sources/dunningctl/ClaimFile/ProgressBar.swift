/// A bar on standard error while an import runs; nothing when nobody watches.
struct ProgressBar {
  private let session: Session
  /// The size of the file; nil when it is not known.
  private let bytes: Int?
  private static let width = 30

  init(session: Session, bytes: Int?) {
    self.session = session
    self.bytes = bytes
  }

  func show(bytesRead: Int, rows: Int) throws(Failure) {
    guard isVisible else { return }
    guard let bytes, bytes > 0 else { return try session.remark("\r\(rows) rows") }
    let share = min(1, Double(bytesRead) / Double(bytes))
    let done = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: Self.width - done)
    try session.remark("\r[\(bar)] \(Int(share * 100)) %  \(rows) rows")
  }

  /// Takes the bar away, so that something else can stand there.
  func clear() throws(Failure) {
    if isVisible { try session.remark("\r\u{1B}[K") }
  }

  private var isVisible: Bool { session.errorTerminal.isTerminal && !session.format.isJSON }
}
