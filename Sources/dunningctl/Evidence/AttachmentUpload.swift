import DunningAPI

extension Session {
  /// Hands a file in as an attachment of a claim, and answers with the daemon's answer.
  ///
  /// - Parameter notice: whose way it proves; nil for the claim as a whole.
  func attach(
    _ file: String, to claim: String, of creditor: String? = nil, notice: String? = nil, note: String?
  ) throws(Failure) -> [UInt8] {
    let body = try InputFile(path: file).rest(atMost: ClientLimits.attachmentBytesMax)
    guard body.count <= ClientLimits.attachmentBytesMax else {
      throw Failure(
        .badData, code: "file-too-large",
        "\(printable(file)) is larger than \(ClientLimits.attachmentBytesMax >> 20) MiB",
        hint: "attach a smaller copy, or several parts")
    }
    let name = file == "-" ? "attachment" : String(file.split(separator: "/").last ?? "attachment")
    let query: [(name: String, value: String?)] = [
      ("creditor", creditor), ("file", name), ("note", note), ("notice", notice),
    ]
    var request = ControlRequest.post(["claims", claim, "attachments"], query: query)
    request.contentType = Self.mediaType(of: name)
    request.body = body
    return try ask(request)
  }

  /// By the ending of the name; what is not known is a run of bytes (RFC 2046, 4.5.1).
  private static func mediaType(of name: String) -> String {
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    return mediaTypes[ending] ?? "application/octet-stream"
  }

  private static let mediaTypes = [
    "csv": "text/csv", "eml": "message/rfc822", "html": "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "json": "application/json", "pdf": "application/pdf", "png": "image/png", "txt": "text/plain",
    "xml": "application/xml", "zip": "application/zip",
  ]
}
