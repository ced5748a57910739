/// IBANs of the parts of an account that national formats write.
enum NationalAccount {
  /// Spain: bank, branch and account; the control digits between them are worked out.
  ///
  /// - Source: Código Cuenta Cliente, CSB.
  static func spanish(bank: String, branch: String, account: String) -> String {
    let control = [ccc("00" + bank + branch), ccc(account)].map(String.init).joined()
    return iban("ES", bank + branch + control + account)
  }

  private static func ccc(_ digits: String) -> Int {
    let sum = zip(digits, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    let rest = 11 - sum % 11
    return rest == 11 ? 0 : rest == 10 ? 1 : rest
  }

  /// France: bank, branch and account; the key behind them is worked out.
  ///
  /// - Source: CFONB, relevé d'identité bancaire; letters count as on a telephone, from S on one more.
  static func french(bank: String, branch: String, account: String) -> String {
    func rest(_ text: String) -> Int { text.reduce(0) { ($0 * 10 + ribDigit($1)) % 97 } }
    let key = 97 - (89 * rest(bank) + 15 * rest(branch) + 3 * rest(account)) % 97
    return iban("FR", bank + branch + account + (key < 10 ? "0" : "") + String(key))
  }

  private static func ribDigit(_ character: Character) -> Int {
    if let digit = character.wholeNumberValue { return digit }
    guard let ascii = character.asciiValue, (0x41...0x5A).contains(ascii) else { return 0 }
    let place = Int(ascii) - 0x41
    return place < 18 ? place % 9 + 1 : place - 16
  }

  private static func iban(_ country: String, _ number: String) -> String {
    let rest = (number + country + "00").utf8.reduce(0) { rest, byte in
      byte < 0x40 ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
    }
    let check = 98 - rest
    return country + (check < 10 ? "0" : "") + String(check) + number
  }
}
