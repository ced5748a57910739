import Crypto
import DunningTesting
import DunningTimestamp
import Foundation
import Testing

@Suite("time stamps by RFC 3161", .timeLimit(.minutes(1)))
struct TimestampTests {
  private let bytes = Array("what is sealed".utf8)
  private var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }

  @Test(
    "openssl stamps what is asked for, and verifies what is kept",
    arguments: [[1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0xFF, 1, 1, 1, 1, 1], [0x7F, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]])
  func honest(nonce: [UInt8]) async throws {
    let server = try StampingServer()
    let stamp = try await authority(server).stamp(hash: hash, nonce: nonce)
    #expect(try server.verifies(stamp, over: bytes))
    #expect(try !server.verifies(stamp, over: bytes + [0]))
    let read = try TimestampResponse(stamp)
    #expect(read.hash == hash)
    #expect(read.time.hasSuffix("Z"))
    #expect(read.time.count >= 15)
  }

  @Test(
    "an answer that is no stamp of this request is refused",
    arguments: [("refusing", "refused"), ("failing", "503"), ("garbage", "no time stamp")])
  func moods(mood: String, words: String) async throws {
    let server = try StampingServer(mood: mood)
    await #expect { try await authority(server).stamp(hash: hash, nonce: [1, 2, 3]) } throws: { error in
      (error as? TimestampError)?.message.contains(words) == true
    }
  }

  @Test("the stamp of another request is refused, by its nonce and by its hash")
  func replayed() async throws {
    let server = try StampingServer(mood: "old")
    _ = try await authority(server).stamp(hash: hash, nonce: [1, 2, 3])
    let others: [(hash: [UInt8], nonce: [UInt8], words: String)] = [
      (hash, [9, 9, 9], "nonce"), (hash.reversed(), [1, 2, 3], "another hash"),
    ]
    for (hash, nonce, words) in others {
      await #expect { try await authority(server).stamp(hash: hash, nonce: nonce) } throws: { error in
        (error as? TimestampError)?.message.contains(words) == true
      }
    }
  }

  @Test("a server that is not there is told with its name")
  func away() async throws {
    let authority = try #require(TimestampAuthority(url: "http://127.0.0.1:1/"))
    await #expect { try await authority.stamp(hash: hash, nonce: [1]) } throws: { error in
      (error as? TimestampError)?.message.hasPrefix("127.0.0.1:1: ") == true
    }
  }

  @Test(
    "what is no address of an authority is none",
    arguments: [
      "", "freetsa.org/tsr", "ftp://freetsa.org/", "https://", "https://user:pass@freetsa.org/", "http://a/#b",
    ])
  func addresses(url: String) { #expect(TimestampAuthority(url: url) == nil) }

  @Test("no cut-off or flipped answer brings the reader down, and none is taken for the stamp of another hash")
  func damaged() async throws {
    let server = try StampingServer()
    let request = TimestampRequest(hash: hash, nonce: [1, 2, 3])
    let stamp = try await authority(server).stamp(hash: hash, nonce: [1, 2, 3])
    for count in stride(from: 0, to: stamp.count, by: 7) { _ = try? TimestampResponse(Array(stamp.prefix(count))) }
    for place in stamp.indices {
      var other = stamp
      other[place] ^= 0x41
      guard let read = try? TimestampResponse(other), (try? read.check(against: request)) != nil else { continue }
      #expect(read.hash == hash)
      #expect(read.nonce == [1, 2, 3])
    }
  }

  @Test(
    "with its certificate a stamp of the authority is taken, whatever it signs with",
    arguments: [
      ("rsa:2048", "sha256"), ("rsa:3072", "sha512"), ("ec -pkeyopt ec_paramgen_curve:P-256", "sha256"),
      ("ec -pkeyopt ec_paramgen_curve:P-384", "sha384"),
    ])
  func trusted(key: String, digest: String) async throws {
    let server = try StampingServer(key: key, digest: digest)
    let authority = try #require(TimestampAuthority(url: server.url, certificate: server.certificate))
    let stamp = try await authority.stamp(hash: hash, nonce: [1, 2, 3])
    #expect(try server.verifies(stamp, over: bytes))
  }

  @Test("with the certificate of another authority it is refused, and says who has signed it")
  func stranger() async throws {
    let (server, other) = (try StampingServer(), try StampingServer())
    let authority = try #require(TimestampAuthority(url: server.url, certificate: other.certificate))
    await #expect { try await authority.stamp(hash: hash, nonce: [1, 2, 3]) } throws: { error in
      let words = (error as? TimestampError)?.message ?? ""
      return words.contains("Test TSA") || words.contains("certificate is not good")
    }
    // One of several is enough.
    let both = try #require(
      TimestampAuthority(url: server.url, certificate: other.certificate + server.certificate))
    _ = try await both.stamp(hash: hash, nonce: [1, 2, 3])
  }

  @Test(
    "a certificate that is none is told",
    arguments: ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
  func noCertificate(pem: String) {
    #expect(throws: TimestampError.self) { try TimestampTrust(certificate: pem) }
  }

  @Test("whatever of a stamp is changed afterwards, what it says is not believed any more")
  func forged() async throws {
    let server = try StampingServer()
    let stamp = try await authority(server).stamp(hash: hash, nonce: [1, 2, 3])
    let (said, trust) = (try TimestampResponse(stamp), try TimestampTrust(certificate: server.certificate))
    try await trust.check(stamp)
    var refused = 0
    for place in stamp.indices {
      var other = stamp
      other[place] ^= 0x01
      do {
        try await trust.check(other)
        // What is not signed, such as a certificate that nobody needs.
        if let read = try? TimestampResponse(other) { #expect(read == said, "byte \(place)") }
      } catch {
        refused += 1
      }
    }
    #expect(refused > stamp.count / 4)
  }

  private func authority(_ server: StampingServer) throws -> TimestampAuthority {
    try #require(TimestampAuthority(url: server.url))
  }
}
