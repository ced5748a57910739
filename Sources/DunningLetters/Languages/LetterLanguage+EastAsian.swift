extension LetterLanguage {
  static let simplifiedChinese = LetterLanguage(
    tag: "zh-Hans", aliases: ["zh", "zh-CN", "zh-SG", "zh-MY"], months: (1...12).map(String.init),
    date: "{year}年{month}月{day}日", shortDate: "{year}-{monthNumber}-{dayNumber}", time: "{time}（{zone}）",
    dateAndTime: "{date}{time}",
    zoneNames: ["Asia/Shanghai": "北京时间"], groupSeparator: ",", decimalSeparator: ".",
    money: "{code}\u{A0}{number}", ownMoney: ["CNY": "人民币{number}元"], tableMoney: ["CNY": "¥{number}"],
    period: "年利率{rate}%，{from}至{until}",
    oneDay: "{count}天", days: "{count}天",
    listSeparator: "、", listLastSeparator: "、", isWrittenWithoutSpaces: true)

  static let japanese = LetterLanguage(
    tag: "ja", months: (1...12).map(String.init), date: "{year}年{month}月{day}日",
    shortDate: "{year}/{monthNumber}/{dayNumber}",
    time: "{hour}時{minute}分（{zone}）", dateAndTime: "{date}{time}", zoneNames: ["Asia/Tokyo": "日本時間"],
    groupSeparator: ",", decimalSeparator: ".", money: "{code}\u{A0}{number}", ownMoney: ["JPY": "{number}円"],
    formalMoney: ["JPY": "金{number}円"],
    period: "年{rate}％、{from}から{until}まで", oneDay: "{count}日", days: "{count}日", listSeparator: "、",
    listLastSeparator: "、", isWrittenWithoutSpaces: true)
}
