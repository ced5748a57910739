import Testing

@testable import dunningctl

/// JSON, HTTP and event streams, as they come off the socket.
@Suite struct WireTests {
  @Test(
    "a JSON document keeps its order and its digits",
    arguments: [
      #"{"z":1.50,"a":[true,false,null,"x\"\\\n"],"n":-1e+30,"o":{}}"#, "[]", #""ü\u0001会""#, "0", "-0.10",
    ])
  func json(text: String) { #expect(JSONValue(parsing: text.utf8)?.json == text) }

  @Test(
    "what is not JSON is not taken for it",
    arguments: [
      "", "{", "[1,]", "01", "1.", ".5", "+1", "tru", #"{"a"}"#, #"{"a":1,}"#, "\"\u{1}\"", #""\ud800""#, #""\x""#,
      "1 2",
      "NaN", String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
    ])
  func notJSON(text: String) { #expect(JSONValue(parsing: text.utf8) == nil) }

  @Test("escapes of JSON are undone")
  func escapes() { #expect(JSONValue(parsing: #""\ud83d\ude00\u00fc\/\t""#.utf8) == .string("😀ü/\t")) }

  static func body(_ response: String, piece: Int) throws -> String {
    var rest = Array(response.utf8)[...]
    var reader = try HTTPResponseReader {
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var body: [UInt8] = []
    while let part = try reader.bodyPart() { body += part }
    return String(decoding: body, as: UTF8.self)
  }

  @Test(
    "a body is read whole, however it is framed and cut",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world", "HTTP/1.0 200 OK\r\n\r\nhello world",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world and more",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n",
    ])
  func framing(response: String) throws {
    for piece in [1, 2, 3, 5, 1_000] { #expect(try Self.body(response, piece: piece) == "hello world") }
  }

  /// Reads rows of an answer that comes in pieces of so many bytes.
  static func rows(
    _ document: String, key: String = "rows", piece: Int
  ) throws -> (before: [String], rows: [String], after: [String]) {
    func text(_ member: JSONValue.Member) -> String { "\(member.key)=\(member.value.json)" }
    var rest = Array("HTTP/1.1 200 OK\r\nContent-Length: \(document.utf8.count)\r\n\r\n\(document)".utf8)[...]
    let answer = ControlAnswer(
      reader: try HTTPResponseReader {
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
      })
    var reader = try RowReader(answer, key: key)
    var rows: [String] = []
    while let row = try reader.next() {
      rows.append(row.json)
    }
    return (reader.before.map(text), rows, reader.after.map(text))
  }

  @Test("rows are read one by one, however they are written and cut", arguments: [1, 2, 3, 7, 1_000])
  func rows(piece: Int) throws {
    let read = try Self.rows(
      #"{"until" : "2026-12-31", "n":1.50 ,"o":{"rows":[1]},"rows": [ {"a":"]}\"\\","b":[1,[2]]} ,"#
        + "\n\t 7,-0.5 , \"x,y\", null,[ ] ,{}],\"next_cursor\":null , \"totals\":[{\"t\":1}] }", piece: piece)
    #expect(read.before == [#"until="2026-12-31""#, "n=1.50", #"o={"rows":[1]}"#])
    #expect(read.rows == [#"{"a":"]}\"\\","b":[1,[2]]}"#, "7", "-0.5", #""x,y""#, "null", "[]", "{}"])
    #expect(read.after == ["next_cursor=null", #"totals=[{"t":1}]"#])
    let empty = try Self.rows("{\"rows\":[\n]}", piece: piece)
    #expect(empty.before + empty.rows + empty.after == [])
  }

  @Test(
    "what is no object with rows is not taken for one",
    arguments: [
      "", "[]", "{}", #"{"rows":{}}"#, #"{"rows":[1"#, #"{"rows":[1 2]}"#, #"{"rows":[1,]}"#, #"{"rows":[,1]}"#,
      #"{"rows":[tru]}"#, #"{"rows":[1]"#, #"{"rows":[1],}"#, #"{"rows":[{"a":}]}"#, #"{1:[],"rows":[]}"#,
      #"{"other":[]}"#, #"{"rows":[1]:"x"}"#,
    ])
  func noRows(document: String) {
    #expect(throws: Failure.self) { try Self.rows(document, piece: 1_000) }
  }

  @Test("events are put together from their lines")
  func events() {
    var events = ServerSentEvents()
    let lines = [": hello", "id: 5", "event: x", "data: one", "data:two", "", "", "retry: 1", "data", ""]
    let taken = lines.compactMap { events.take($0) }
    #expect(taken == [ServerSentEvent(id: "5", data: "one\ntwo"), ServerSentEvent(id: "5", data: "")])
  }
}
