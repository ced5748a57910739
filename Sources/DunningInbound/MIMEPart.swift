/// One part of a message that came in: its header, and its text, its parts or the message inside it.
struct MIMEPart: Sendable, Hashable {
  /// A header field with its value in Unicode, unfolded.
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// The media type in lower case, e.g. `multipart/report`.
  var type = "text/plain"
  /// The `report-type` of a `multipart/report`, in lower case.
  var reportType: String?
  var fields: [Field] = []
  /// The values of its fields `From` as they are written, not decoded; nil where they are not known apart.
  var writtenFrom: [String]?
  /// What can be read in it, in Unicode; empty for images and the like.
  var text = ""
  /// Under which name it is to be saved; nil when it says none.
  var fileName: String?
  /// The decoded bytes of what is no words; empty unless they were asked for.
  var content: [UInt8] = []
  /// The parts of a multipart; of a message inside a message, that one.
  var children: [MIMEPart] = []

  /// The first field of a name, whatever its case.
  func field(_ name: String) -> String? { fields(name).first }

  /// All fields of a name, whatever its case.
  func fields(_ name: String) -> [String] {
    fields.lazy.filter { $0.name.lowercased() == name }.map(\.value)
  }

  var isMessage: Bool { type.hasPrefix("message/") && !children.isEmpty }

  /// The parts in their order that carry something themselves, not looking into messages inside this one.
  var leaves: [MIMEPart] {
    children.isEmpty || isMessage ? [self] : children.flatMap(\.leaves)
  }
}
