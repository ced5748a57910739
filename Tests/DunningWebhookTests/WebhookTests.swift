import DunningTLS
import DunningTesting
import DunningWebhook
import Testing

@Suite("Which addresses lead out into the internet")
struct PublicAddressTests {
  @Test(
    "of this machine, of its network, of nobody: none is public",
    arguments: [
      [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [100, 127, 255, 255], [127, 0, 0, 1], [169, 254, 169, 254],
      [172, 16, 0, 1], [172, 31, 255, 255], [192, 0, 0, 8], [192, 0, 2, 1], [192, 168, 0, 1], [198, 18, 0, 1],
      [198, 51, 100, 7], [203, 0, 113, 9], [224, 0, 0, 1], [240, 0, 0, 1], [255, 255, 255, 255],
    ] as [[UInt8]])
  func own(address: [UInt8]) { #expect(!PublicAddress.contains(address)) }

  @Test(
    "what lies beside them is",
    arguments: [
      [1, 1, 1, 1], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 255, 255], [100, 128, 0, 0], [126, 0, 0, 1],
      [128, 0, 0, 1], [169, 253, 0, 1], [172, 15, 255, 255], [172, 32, 0, 1], [192, 167, 0, 1], [198, 17, 0, 1],
      [198, 20, 0, 1], [223, 255, 255, 255],
    ] as [[UInt8]])
  func open(address: [UInt8]) { #expect(PublicAddress.contains(address)) }

  private func wide(_ head: [UInt8], _ tail: [UInt8] = []) -> [UInt8] {
    head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  @Test("of IPv6 only what is given out is public, and not what carries an address of this network")
  func six() {
    #expect(PublicAddress.contains(wide([0x2A, 0x00, 0x14, 0x50], [0x20, 0x0E])))
    #expect(PublicAddress.contains(wide([0x26, 0x06, 0x47], [0x11])))
    for own in [
      wide([], [1]), wide([]), wide([0xFE, 0x80], [1]), wide([0xFD, 0x12], [1]), wide([0xFC], [1]),
      wide([0xFF, 2], [1]),
      wide([0x20, 0x01, 0x0D, 0xB8], [1]), wide([0x20, 0x01, 0, 0], [1]), wide([1], [1]), wide([0xFE, 0xC0], [1]),
    ] { #expect(!PublicAddress.contains(own), "\(own)") }
    let loopback: [UInt8] = [127, 0, 0, 1]
    #expect(!PublicAddress.contains(wide([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], loopback)))
    #expect(!PublicAddress.contains(wide([0, 0x64, 0xFF, 0x9B], loopback)))
    #expect(!PublicAddress.contains([0x20, 0x02] + loopback + [UInt8](repeating: 0, count: 10)))
    #expect(PublicAddress.contains(wide([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [1, 1, 1, 1])))
  }

  @Test("what is no address leads nowhere")
  func none() { #expect(!PublicAddress.contains([1, 2, 3])) }
}

@Suite("A webhook is told")
struct WebhookTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  private func sender(
    _ url: String, allowsPrivate: Bool = true, authorities: String? = nil, answerIn: Int64 = 15_000
  ) throws -> WebhookSender {
    var limits = WebhookSender.Limits()
    limits.answer = answerIn
    return try WebhookSender(
      url: try #require(WebhookURL(url)), secret: Self.secret, allowsPrivate: allowsPrivate, authorities: authorities,
      limits: limits)
  }

  private let parcel = WebhookSender.Parcel(id: "7-00ff", body: Array(#"{"id":7}"#.utf8))

  @Test("the signature is that of the specification's own example")
  func signature() {
    // Standard Webhooks 1.0.0, "Verifying signatures".
    let value = WebhookSignature(secret: Self.secret).value(
      of: Array(#"{"test": 2432232314}"#.utf8), id: "msg_p5jXN8AQM9LWM0D4loKWxJek", second: 1_614_265_330)
    #expect(value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test("it hears the body, the id, the time and a signature over all of them")
  func heard() async throws {
    let server = try HookServer()
    try await sender(server.url).send(parcel, second: 1_764_500_000)
    let request = try #require(try server.heard.first)
    #expect(try server.heard.count == 1)
    #expect([request.path, request.body, request.id] == ["/hook", #"{"id":7}"#, "7-00ff"])
    #expect(request.timestamp == "1764500000")
    let own = WebhookSignature(secret: Self.secret)
    #expect(request.signature == own.value(of: parcel.body, id: "7-00ff", second: 1_764_500_000))
  }

  @Test("any answer but 200 to 299 is none", arguments: ["400", "404", "500", "503"])
  func refused(mood: String) async throws {
    let server = try HookServer(mood: mood)
    let error = await #expect(throws: WebhookError.self) { try await sender(server.url).send(parcel, second: 1) }
    #expect(error?.message == "the receiver answered \(mood)")
    #expect(error?.isGone == false)
  }

  @Test("204 is taken, 410 is gone, 429 says when")
  func answers() async throws {
    let server = try HookServer(mood: "204")
    try await sender(server.url).send(parcel, second: 1)
    server.mood = "410"
    let gone = await #expect(throws: WebhookError.self) { try await sender(server.url).send(parcel, second: 1) }
    #expect(gone?.isGone == true)
    server.mood = "429"
    let later = await #expect(throws: WebhookError.self) { try await sender(server.url).send(parcel, second: 1) }
    #expect(later?.retryAfter == 77)
  }

  @Test("a redirect is not followed, and said so")
  func redirect() async throws {
    let server = try HookServer(mood: "302")
    let error = await #expect(throws: WebhookError.self) { try await sender(server.url).send(parcel, second: 1) }
    #expect(error?.message.contains("302 to /elsewhere; a redirect is not followed") == true)
    #expect(try server.heard.map(\.path) == ["/hook"])
  }

  @Test("one that is slow, closes without a word, or is away is not waited for", arguments: ["slow", "drop", "away"])
  func silent(mood: String) async throws {
    let server = try HookServer(mood: mood)
    if mood == "away" { server.stop() }
    await #expect(throws: WebhookError.self) {
      try await sender(server.url, answerIn: 300).send(parcel, second: 1)
    }
  }

  @Test(
    "nothing is sent to this machine by any of its names",
    arguments: ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]"])
  func own(host: String) async throws {
    let server = try HookServer()
    let error = await #expect(throws: WebhookError.self) {
      try await sender("http://\(host):\(server.port)/hook", allowsPrivate: false).send(parcel, second: 1)
    }
    // Where a name leads nowhere on this machine at all, nothing is sent either.
    let words = error?.message ?? ""
    #expect(words.contains("private network") || words.contains("not found"), "\(words)")
    #expect(try server.heard.isEmpty)
  }

  @Test("a certificate has to be that of the address, from somebody who is trusted")
  func secure() async throws {
    let server = try HookServer(secure: true)
    let url = "https://127.0.0.1:\(server.port)/hook"
    try await sender(url, authorities: server.certificate).send(parcel, second: 1)
    await #expect(throws: WebhookError.self) { try await sender(url).send(parcel, second: 1) }
    await #expect(throws: WebhookError.self) {
      try await sender("https://localhost:\(server.port)/hook", authorities: server.certificate).send(parcel, second: 1)
    }
    #expect(try server.heard.count == 1)
  }

  @Test("a star in a certificate is one label, the first, and not of a top domain")
  func star() {
    for name in ["hooks.example.org", "HOOKS.example.org."] {
      #expect(CertifiedHost.matches("hooks.example.org", name))
      #expect(CertifiedHost.matches("*.Example.org", name))
    }
    for pattern in ["*", "*.org", "*.example.com", "*.hooks.example.org", "hooks.*.org", "h*.example.org", ""] {
      #expect(!CertifiedHost.matches(pattern, "hooks.example.org"), "\(pattern)")
    }
    #expect(!CertifiedHost.matches("*.org", "example.org"))
    #expect(!CertifiedHost.matches("*.example.org", "a.hooks.example.org"))
  }

  @Test(
    "what is no address of a receiver is none",
    arguments: ["example.org", "ftp://example.org/", "https://", "https://a:b@example.org/", "https://example.org/#x"])
  func address(text: String) { #expect(WebhookURL(text) == nil) }

  @Test("of an address only what is no secret is shown")
  func shown() throws {
    #expect(WebhookURL("https://hooks.example/T0/s3cret?k=v")?.shown == "https://hooks.example")
    #expect(WebhookURL("http://[::1]:8080/x")?.shown == "http://[::1]:8080")
  }
}
