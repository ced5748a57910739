import Dunning

/// A sum in the capital characters that cannot be altered by a stroke: 人民币壹仟贰佰叁拾肆元伍角陆分.
///
/// - Source: 支付结算办法 (中国人民银行, 1997), annex 1 (正确填写票据和结算凭证的基本规定), 1 to 4; banks write foreign
///   currencies in the same way behind their names.
enum ChineseAmount {
  /// What stands before the sum. Only currencies whose hundredth is counted in 角 and 分, and the yen, which has none.
  private static let names = [
    "AUD": "澳大利亚元", "CAD": "加拿大元", "CNY": "人民币", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "MOP": "澳门元", "NZD": "新西兰元",
    "SGD": "新加坡元", "USD": "美元",
  ]
  private static let digits = Array("零壹贰叁肆伍陆柒捌玖")
  private static let places = ["", "拾", "佰", "仟"]
  /// Of four digits each; the fourth one is counted in 亿 together with the third.
  private static let groups = ["", "万", "亿", "万"]

  /// Nil for a currency without such a form, and for sums of 10^16 and more, which have no agreed one.
  static func capitals(_ money: Money) -> String? {
    guard let name = names[money.currency.code], money.minorUnits > 0 else { return nil }
    let unit: Int64 = money.currency.exponent == 0 ? 1 : 100
    let whole = money.minorUnits / unit
    guard whole < 10_000_000_000_000_000 else { return nil }
    let (jiao, fen) = unit == 1 ? (0, 0) : (Int(money.minorUnits / 10 % 10), Int(money.minorUnits % 10))
    let yuan = whole > 0 ? "\(self.yuan(whole))元" : ""
    return "\(name)\(yuan)\(fraction(jiao, fen, hasYuan: whole > 0))"
  }

  /// 整 ends a sum without fen; 零 stands between yuan and fen where there are no jiao.
  private static func fraction(_ jiao: Int, _ fen: Int, hasYuan: Bool) -> String {
    switch (jiao, fen) {
    case (0, 0): "整"
    case (_, 0): "\(digits[jiao])角整"
    case (0, _): "\(hasYuan ? "零" : "")\(digits[fen])分"
    default: "\(digits[jiao])角\(digits[fen])分"
    }
  }

  private static func yuan(_ number: Int64) -> String {
    var rest = number
    var fours: [Int] = []
    while rest > 0 {
      fours.append(Int(rest % 10_000))
      rest /= 10_000
    }
    var text = ""
    var needsZero = false
    for index in fours.indices.reversed() {
      let four = fours[index]
      if four == 0 {
        needsZero = !text.isEmpty
        // 万亿 without any 亿 still has to say 亿.
        if index == 2, fours.count == 4 { text += "亿" }
        continue
      }
      // A nought in the place of 万 or 亿 itself is said too: 107,000 is 壹拾万零柒仟.
      let followsZero = index + 1 < fours.count && fours[index + 1].isMultiple(of: 10)
      if needsZero || (!text.isEmpty && (four < 1_000 || followsZero)) { text += "零" }
      text += group(four) + groups[index]
      needsZero = false
    }
    return text
  }

  /// 1 to 9999.
  private static func group(_ number: Int) -> String {
    var text = ""
    var needsZero = false
    for (place, unit) in [(3, 1_000), (2, 100), (1, 10), (0, 1)] {
      let digit = number / unit % 10
      if digit == 0 {
        needsZero = !text.isEmpty
      } else {
        if needsZero { text += "零" }
        text += "\(digits[digit])\(places[place])"
        needsZero = false
      }
    }
    return text
  }
}
