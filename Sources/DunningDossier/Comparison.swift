import DunningBytes

/// Writes an archive anew from its files and compares it with the archive as it lies on the disk.
final class Comparison {
  private let zip: ZipWriter
  private let reader: FileReader
  private var difference: String?
  private var position = 0
  private var part = "before the first file"

  init(path: String) throws(DossierError) {
    zip = try ZipWriter()
    do {
      reader = try FileReader(path)
    } catch {
      throw DossierError(error.description)
    }
  }

  func begin(_ name: String, bytes: Int) throws(DossierError) {
    part = "in the header of \(name)"
    try zip.begin(name, bytes: bytes)
    try compare()
    part = "in \(name)"
  }

  func write(_ bytes: [UInt8]) throws(DossierError) {
    try zip.write(bytes)
    try compare()
  }

  func end() throws(DossierError) {
    try zip.end()
    try compare()
  }

  /// - Returns: where the two differ first; nil when they do not.
  func finish() throws(DossierError) -> String? {
    part = "in the table of contents at its end"
    try zip.close()
    try compare()
    if difference == nil, try !read(1).isEmpty {
      difference = "there are bytes behind its end, from byte \(position) on"
    }
    return difference
  }

  private func compare() throws(DossierError) {
    let written = zip.take()
    guard difference == nil else { return }
    let stored = try read(written.count)
    if let index = firstDifference(written, stored) {
      difference = "byte \(position + index) of the archive, \(part), is not as it was written"
    }
    position += written.count
  }

  private func read(_ count: Int) throws(DossierError) -> [UInt8] {
    do {
      return try reader.rest(atMost: count)
    } catch {
      throw DossierError(error.description)
    }
  }
}

/// The first place at which two texts of bytes differ; nil when they are the same.
private func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int? {
  if left == right { return nil }
  return zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
}
