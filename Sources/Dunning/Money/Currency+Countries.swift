extension Currency {
  /// What an account in a country holds unless somebody says otherwise, the country's own money first; empty where that
  /// is not known.
  ///
  /// - Parameter country: ISO 3166-1 alpha-2.
  /// - Sources: ISO 4217, list one; Council Regulation (EC) 974/98 with its changes to 2026 for the euro; the Swiss QR-bill
  ///   is in francs or euro.
  package static func used(in country: String) -> [Currency] {
    (codesOf[country] ?? []).compactMap { Currency($0) }
  }

  private static let codesOf: [String: [String]] = {
    let euro = """
      AD AT BE BG CY DE EE ES FI FR GP GR HR IE IT LT LU LV MC ME MQ MT NL PM PT RE SI SK SM VA XK YT
      """
    let own = """
      AE AED, AL ALL, AU AUD, AZ AZN, BA BAM, BH BHD, BR BRL, BY BYN, CA CAD, CL CLP, CN CNY, CO COP, CR CRC, CZ CZK, \
      DK DKK, DO DOP, EG EGP, FO DKK, GB GBP, GE GEL, GI GIP, GL DKK, GT GTQ, HK HKD, HU HUF, ID IDR, IL ILS, IN INR, \
      IQ IQD, IS ISK, JO JOD, JP JPY, KR KRW, KW KWD, KZ KZT, LB LBP, LY LYD, MD MDL, MK MKD, MX MXN, MY MYR, NO NOK, \
      NZ NZD, OM OMR, PH PHP, PK PKR, PL PLN, QA QAR, RO RON, RS RSD, SA SAR, SE SEK, SG SGD, TH THB, TN TND, TR TRY, \
      TW TWD, UA UAH, US USD, VN VND, ZA ZAR
      """
    var table: [String: [String]] = ["CH": ["CHF", "EUR"], "LI": ["CHF", "EUR"]]
    for country in euro.split(whereSeparator: \.isWhitespace) { table[String(country)] = ["EUR"] }
    for entry in own.split(separator: ",") {
      let words = entry.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.count == 2 { table[words[0]] = [words[1]] }
    }
    return table
  }()
}
