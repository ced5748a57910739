/// A currency of ISO 4217 and the number of decimal digits of its minor unit.
package struct Currency: Hashable, Sendable, Comparable {
  /// The alphabetic code: three capital letters, e.g. `EUR`.
  package let code: String
  /// How many decimal digits the minor unit has: 2 for cents, 0 for yen, 3 for fils.
  package let exponent: Int

  /// The currency with this code, which must be written in capitals; nil when ISO 4217 has no such active currency.
  package init?(_ code: String) {
    guard let exponent = Self.exponents[code] else { return nil }
    self.code = code
    self.exponent = exponent
  }

  /// The currency by its code, or by a name that people write in its place: `RMB` is `CNY`.
  package static func written(_ text: String) -> Currency? { Currency(text == "RMB" ? "CNY" : text) }

  /// All codes, in alphabetical order.
  package static let codes: [String] = exponents.keys.sorted()

  package static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }

  /// ISO 4217 list one (active currencies; funds and metals left out, nobody is invoiced in them).
  private static let exponents: [String: Int] = {
    let none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    let three = "BHD IQD JOD KWD LYD OMR TND"
    let two = """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP \
      CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR \
      JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
      NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
      SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
      """
    var table: [String: Int] = [:]
    for (codes, exponent) in [(none, 0), (two, 2), (three, 3)] {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()
}
