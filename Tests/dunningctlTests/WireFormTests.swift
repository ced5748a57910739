import DunningAPI
import Testing

@Suite("The form of values on the wire")
struct WireFormTests {
  private func text(_ value: some Encodable) throws -> String {
    String(decoding: try WireCoding.encode(value), as: UTF8.self)
  }

  @Test("a nullable member is there with null, and an absent one is read as null")
  func nullable() throws {
    #expect(try text(ClaimList(claims: [], nextCursor: nil)) == #"{"claims":[],"next_cursor":null}"#)
    #expect(try text(ClaimList(claims: [], nextCursor: "c7")) == #"{"claims":[],"next_cursor":"c7"}"#)
    for json in [#"{"claims":[]}"#, #"{"claims":[],"next_cursor":null}"#] {
      let list = try WireCoding.decode(ClaimList.self, from: json.utf8)
      #expect(list.nextCursor == nil)
      #expect(list == ClaimList(claims: [], nextCursor: nil))
    }
    let part = #"{"deliveries":[],"attempts":[]}"#
    #expect(throws: DecodingError.self) { try WireCoding.decode(NoticeDetail.self, from: part.utf8) }
  }

  @Test("a nullable member of another type is an error that names it")
  func wrongType() throws {
    let error = #expect(throws: DecodingError.self) {
      try WireCoding.decode(ClaimList.self, from: #"{"claims":[],"next_cursor":7}"#.utf8)
    }
    guard case .typeMismatch(_, let context) = error else {
      Issue.record("it is \(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["next_cursor"])
  }

  @Test("the details of a person are members beside the others")
  func person() throws {
    let person = DebtorExport.Person(
      creditor: "acme", debtorId: "D-1", name: "Anna", email: "a@k.example",
      details: ["language": "de", "time_zone": nil], address: ["Weg 1"])
    let json = try text(person)
    #expect(
      json == #"{"address":["Weg 1"],"creditor":"acme","debtor_id":"D-1","email":"a@k.example","#
        + #""language":"de","name":"Anna","time_zone":null}"#)
    #expect(try WireCoding.decode(DebtorExport.Person.self, from: json.utf8) == person)
  }
}

@Suite("The table of a claim's fields")
struct ClaimFieldTests {
  @Test("every member of a request is in it once, and every field has a place of its own")
  func complete() {
    // Beside the fields of the claim a request says whether odd days are meant, and that its sum is what is open.
    #expect(Mirror(reflecting: ClaimRequest()).children.count == ClaimField.all.count + 2)
    #expect(Set(ClaimField.all.map(\.name)).count == ClaimField.all.count)
    for field in ClaimField.all {
      var request = ClaimRequest()
      field.set("x", in: &request)
      #expect(ClaimField.all.filter { $0.text(in: request) == "x" }.map(\.name) == [field.name])
    }
  }

  @Test("a request is written with what is given, and read back")
  func coding() throws {
    var request = ClaimRequest(
      reference: "R-1", debtor: "Anna", email: "a@k.example", amount: "1.00", currency: "EUR", due: "2026-12-01")
    request.timeZone = "Asia/Shanghai"
    let bytes = try WireCoding.encode(request)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"amount":"1.00","currency":"EUR","debtor":"Anna","due":"2026-12-01","email":"a@k.example","#
        + #""reference":"R-1","time_zone":"Asia/Shanghai"}"#)
    #expect(try WireCoding.decode(ClaimRequest.self, from: bytes) == request)
  }

  @Test("a field that must be there and is not is an error that names it")
  func missing() {
    let error = #expect(throws: DecodingError.self) {
      try WireCoding.decode(ClaimRequest.self, from: #"{"reference":"R-1"}"#.utf8)
    }
    guard case .keyNotFound(let key, _) = error else {
      Issue.record("it is \(String(describing: error))")
      return
    }
    #expect(key.stringValue == "debtor")
  }
}
