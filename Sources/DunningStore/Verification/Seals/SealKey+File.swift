import DunningBytes
import DunningChain
import Glibc

extension SealKey {
  /// Bytes of the file that a key is kept in, which is far smaller.
  private static let fileBytesMax = 4096

  /// The key in a file of its own beside the docket, which its owner alone can read and which is made at the first need.
  ///
  /// - Throws: ``DocketError`` `.busy` when the file cannot be read or made: sealing can wait.
  static func keep(in file: String, randomBytes: (Int) -> [UInt8]) throws -> SealKey {
    do {
      return try read(try FileReader.content(of: file, atMost: fileBytesMax), file)
    } catch let error as FileFailure where error.errorNumber == ENOENT {
      return try make(file, seed: randomBytes(seedBytes))
    } catch let error as FileFailure {
      throw DocketError(.busy, "cannot read the key of the seals: \(error)", hint: "check the file's owner and mode")
    }
  }

  private static func read(_ pem: [UInt8], _ file: String) throws(DocketError) -> SealKey {
    guard let key = SealKey(pem: pem) else {
      throw DocketError(
        .busy, "\(file) does not hold a key that seals can be signed with",
        hint: "restore it from a backup; when it is lost, move it away and the next seal begins with a new key")
    }
    return key
  }

  private static func make(_ file: String, seed: [UInt8]) throws -> SealKey {
    let key = try SealKey(seed: seed)
    do {
      try DurableFile.write(Array(key.pem.utf8), to: file)
    } catch {
      throw DocketError(.busy, "cannot make the key of the seals: \(error)", hint: "check the folder's owner and space")
    }
    return key
  }
}
