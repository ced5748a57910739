extension NoticeFacts.Item {
  /// True where the reference is the number of a Chinese tax invoice (发票), which is no mere bill (账单).
  ///
  /// - Source: 国家税务总局公告2024年第11号: a fully digital invoice (数电发票) has a number of 20 digits.
  var isTaxInvoice: Bool {
    reference.utf8.count == 20 && reference.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
