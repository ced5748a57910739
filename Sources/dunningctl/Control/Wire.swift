import DunningAPI

/// Messages to bytes and back, with what goes wrong as a ``Failure``.
enum Wire {
  static func encode(_ message: some Encodable) throws(Failure) -> [UInt8] {
    do {
      return try WireCoding.encode(message)
    } catch {
      throw Failure(.bug, code: "encoding", "cannot write the request: \(error)")
    }
  }

  static func decode<Message: Decodable>(_ type: Message.Type, from bytes: [UInt8]) throws(Failure) -> Message {
    do {
      return try WireCoding.decode(type, from: bytes)
    } catch {
      throw Failure(
        .bug, code: "malformed-answer", "the daemon's answer is not understood: \(error)",
        hint: "compare the versions: dunningctl version")
    }
  }
}
