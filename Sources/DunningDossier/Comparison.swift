import Glibc

/// Writes an archive anew from its files and compares it with the archive as it lies on the disk.
final class Comparison {
  private let zip: ZipWriter
  private let descriptor: Int32
  private var difference: String?
  private var position = 0
  private var part = "before the first file"

  init(path: String) throws(DossierError) {
    zip = try ZipWriter()
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DossierError("cannot read \(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

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
    var bytes: [UInt8] = []
    while bytes.count < count {
      var failed = false
      let more = [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, filled in
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        failed = got < 0 && errno != EINTR
        filled = max(0, got)
      }
      if failed { throw DossierError("the file cannot be read: \(String(cString: strerror(errno)))") }
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }
}

/// The first place at which two texts of bytes differ; nil when they are the same.
private func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int? {
  if left == right { return nil }
  return zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
}
