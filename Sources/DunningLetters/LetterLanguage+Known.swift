extension LetterLanguage {
  /// The languages that dates and sums can be written in; templates in others are refused.
  static let known: [LetterLanguage] = [english, german, simplifiedChinese]

  static func known(_ tag: String) -> LetterLanguage? { known.first { $0.tag == tag } }

  private static let english = LetterLanguage(
    tag: "en", aliases: [],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    date: "{day}\u{A0}{month}\u{A0}{year}", time: "{time}\u{A0}({zone})", dateAndTime: "{date}, {time}",
    groupSeparator: ",", decimalSeparator: ".", money: "{code}\u{A0}{number}",
    period: "{rate}% p.a., {from} to {until}", oneDay: "{count}\u{A0}day", days: "{count}\u{A0}days",
    listSeparator: ", ", listLastSeparator: " and ")

  private static let german = LetterLanguage(
    tag: "de", aliases: [],
    months: [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember",
    ],
    date: "{day}.\u{A0}{month}\u{A0}{year}", time: "{time}\u{A0}Uhr\u{A0}({zone})", dateAndTime: "{date}, {time}",
    groupSeparator: ".", decimalSeparator: ",", money: "{number}\u{A0}{code}", ownMoney: ["EUR": "{number}\u{A0}€"],
    period: "{rate}\u{A0}% p.\u{A0}a., {from} bis {until}", oneDay: "{count}\u{A0}Tag", days: "{count}\u{A0}Tage",
    listSeparator: ", ", listLastSeparator: " und ")

  private static let simplifiedChinese = LetterLanguage(
    tag: "zh-Hans", aliases: ["zh", "zh-CN", "zh-SG", "zh-MY"], months: (1...12).map(String.init),
    date: "{year}年{month}月{day}日", time: "{time}（{zone}）", dateAndTime: "{date}{time}",
    zoneNames: ["Asia/Shanghai": "北京时间"], groupSeparator: ",", decimalSeparator: ".",
    money: "{code}\u{A0}{number}", ownMoney: ["CNY": "人民币{number}元"], period: "年利率{rate}%，{from}至{until}",
    oneDay: "{count}天", days: "{count}天",
    listSeparator: "、", listLastSeparator: "、", isWrittenWithoutSpaces: true)
}
