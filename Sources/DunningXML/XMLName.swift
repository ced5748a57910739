/// The name of an element as the library keeps it: the same name of one document is the same value, so that comparing two
/// copies nothing. It lives as long as its ``XMLSource``.
package struct XMLName: Hashable {
  private let characters: UnsafePointer<UInt8>

  init(_ characters: UnsafePointer<UInt8>) { self.characters = characters }

  package var text: String { String(cString: characters) }
}
