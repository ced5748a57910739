import Crypto

/// Bytes with their hashes, computed while others write.
struct HashedParcel: Sendable {
  struct Part: Sendable {
    let bytes: [UInt8]
    let sha256: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      sha256 = Array(SHA256.hash(data: bytes))
    }
  }

  let message: Part?
  let letter: Part?
  /// ``Parcel/leftOut``.
  let leftOut: Int

  init(_ parcel: Parcel) {
    message = parcel.message.map(Part.init)
    letter = parcel.letter.map(Part.init)
    leftOut = parcel.leftOut
  }
}
