import Glibc

/// What libFuzzer calls with each input: whatever the bytes are, they are read or refused.
///
/// An input comes in pieces of seven bytes: what a reader looks back for is then never in the same piece.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
  let input = ByteInput { () throws(StatementFailure) in
    defer { rest = rest.dropFirst(7) }
    return Array(rest.prefix(7))
  }
  do throws(StatementFailure) {
    let file = try StatementFile(input)
    var isOpen = false
    while let event = try file.next() {
      switch event {
      case .began:
        precondition(!isOpen, "a statement begins in another")
        isOpen = true
      case .entry: precondition(isOpen, "an entry of no statement")
      case .ended:
        precondition(isOpen, "the end of no statement")
        isOpen = false
      }
    }
    precondition(!isOpen, "a statement without end")
  } catch {
    precondition(!error.message.isEmpty)
  }
  return 0
}
