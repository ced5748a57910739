/// Tells the messages of a mailbox file apart, piece by piece; a file that is none is one message.
///
/// - Source: RFC 4155. A line begins a message only where it has the form of a postmark in full, so that a sentence that
///   begins with `From` splits nothing.
package struct MailboxFile {
  package enum Message: Hashable, Sendable {
    /// With the postmark before it, if there is one.
    case whole([UInt8])
    /// Larger than a message may be.
    case tooLarge
  }

  private let bytesMax: Int
  /// The bytes that are kept: from ``begun`` on those of the message that has not ended yet.
  private var rest: [UInt8] = []
  private var begun = 0
  /// Where in them the next line begins that was not looked at.
  private var scanned = 0
  /// Up to where no line ends in them.
  private var searched = 0
  private var isTooLarge = false
  private var isMailbox: Bool?

  /// - Parameter bytesMax: how large a message may be.
  package init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// The messages that have ended with these bytes.
  package mutating func take(_ piece: some Collection<UInt8>) -> [Message] {
    forget()
    rest += piece
    var ended: [Message] = []
    while isMailbox != false, let end = rest[searched...].firstIndex(of: 0x0A) {
      let (line, isPostmark) = (rest[scanned..<end], Self.isPostmark(rest[scanned..<end]))
      let length = line.count + 1
      if isMailbox == nil, !isPostmark, line.contains(where: { $0 > 0x20 }) { isMailbox = false }
      if isPostmark, isMailbox == true { ended.append(cut(before: scanned)) }
      if isPostmark { isMailbox = true }
      scanned += length
      searched = scanned
    }
    searched = rest.count
    if isMailbox == nil, rest.count - scanned > Self.lineBytesMax { isMailbox = false }
    dropExcess()
    return ended
  }

  /// The last message; nil when there was nothing at all.
  package mutating func end() -> Message? { rest.count == begun && !isTooLarge ? nil : cut(before: rest.count) }

  /// How many messages bytes are.
  package static func count(of bytes: [UInt8]) -> Int {
    var file = MailboxFile(bytesMax: .max)
    let ended = file.take(bytes)
    return ended.count + (file.end() == nil ? 0 : 1)
  }

  private mutating func cut(before index: Int) -> Message {
    let message: Message = isTooLarge || index - begun > bytesMax ? .tooLarge : .whole(Array(rest[begun..<index]))
    (begun, scanned, searched, isTooLarge) = (index, index, index, false)
    return message
  }

  /// Gives up what has ended: once for all of it, since what follows moves.
  private mutating func forget() {
    rest.removeFirst(begun)
    (begun, scanned, searched) = (0, scanned - begun, searched - begun)
  }

  /// What is too large is not kept; of a mailbox, what was looked at, since the next message may begin in the rest.
  private mutating func dropExcess() {
    guard rest.count - begun > bytesMax else { return }
    isTooLarge = true
    begun = isMailbox == true ? scanned : rest.count
    scanned = begun
    forget()
  }

  /// `From someone@example.com Thu Apr  1 09:00:00 2027`: a name, a day, a time, a year.
  private static func isPostmark(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count < lineBytesMax, line.starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20]) else { return false }
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
    let time = words.firstIndex { word in
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      return (2...3).contains(parts.count) && parts.allSatisfy { $0.utf8.count == 2 && isNumber($0) }
    }
    guard let time, time >= 4 else { return false }
    return months.contains(words[time - 2].lowercased()) && isNumber(words[time - 1])
      && words[(time - 1)...].contains { $0.utf8.count == 4 && isNumber($0) }
  }

  private static let lineBytesMax = 1_000

  private static func isNumber(_ word: Substring) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
