import Crypto
import DunningBytes
import FoundationEssentials
import Glibc

/// The key that seals are signed with, in a file of its own beside the docket that its owner alone can read.
struct SealKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

  /// The key in a file, which is made at the first need.
  ///
  /// - Throws: ``DocketError`` `.busy` when the file cannot be read or made: sealing can wait.
  static func keep(in file: String, randomBytes: (Int) -> [UInt8]) throws -> SealKey {
    do {
      return try SealKey(pem: try FileReader.content(of: file, atMost: fileBytesMax), file: file)
    } catch let error as FileFailure where error.errorNumber == ENOENT {
      return try make(in: file, randomBytes: randomBytes)
    } catch let error as FileFailure {
      throw DocketError(.busy, "cannot read the key of the seals: \(error)", hint: "check the file's owner and mode")
    }
  }

  private static func make(in file: String, randomBytes: (Int) -> [UInt8]) throws -> SealKey {
    let seed = randomBytes(seedBytes)
    do {
      try DurableFile.write(Array(pem(seed).utf8), to: file)
    } catch {
      throw DocketError(.busy, "cannot make the key of the seals: \(error)", hint: "check the folder's owner and space")
    }
    return SealKey(key: try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
  }

  private init(key: Curve25519.Signing.PrivateKey) { self.key = key }

  private init(pem: some Collection<UInt8>, file: String) throws {
    let lines = String(decoding: pem, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-") }
    let der = Data(base64Encoded: lines.joined()).map { Array($0) } ?? []
    guard der.count == Self.prefix.count + Self.seedBytes, der.starts(with: Self.prefix) else {
      throw DocketError(
        .busy, "\(file) does not hold a key that seals can be signed with",
        hint: "restore it from a backup; when it is lost, move it away and the next seal begins with a new key")
    }
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: der.suffix(Self.seedBytes))
  }

  private static let seedBytes = 32
  private static let fileBytesMax = 4096

  /// What stands before the seed in PKCS #8 (RFC 8410, section 7).
  private static let prefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  private static func pem(_ seed: [UInt8]) -> String {
    "-----BEGIN PRIVATE KEY-----\n\(Data(prefix + seed).base64EncodedString())\n-----END PRIVATE KEY-----\n"
  }
}
