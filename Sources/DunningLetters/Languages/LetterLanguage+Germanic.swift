extension LetterLanguage {
  static let german = LetterLanguage(
    tag: "de",
    months: [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember",
    ],
    date: "{day}.\u{A0}{month}\u{A0}{year}", shortDate: "{dayNumber}.{monthNumber}.{year}",
    time: "{time}\u{A0}Uhr\u{A0}({zone})", dateAndTime: "{date}, {time}",
    groupSeparator: ".", decimalSeparator: ",", money: "{number}\u{A0}{code}", ownMoney: ["EUR": "{number}\u{A0}€"],
    period: "{rate}\u{A0}% p.\u{A0}a., {from} bis {until}", oneDay: "{count}\u{A0}Tag", days: "{count}\u{A0}Tage",
    listSeparator: ", ", listLastSeparator: " und ")

  static let dutch = LetterLanguage(
    tag: "nl",
    months: [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
      "december",
    ],
    date: "{day}\u{A0}{month}\u{A0}{year}", shortDate: "{dayNumber}-{monthNumber}-{year}",
    time: "{time}\u{A0}uur\u{A0}({zone})", dateAndTime: "{date}, {time}",
    zoneNames: ["Europe/Amsterdam": "Nederlandse\u{A0}tijd"], groupSeparator: ".", decimalSeparator: ",",
    money: "{code}\u{A0}{number}", ownMoney: ["EUR": "€\u{A0}{number}"],
    period: "{rate}% per jaar, {from} tot en met {until}", oneDay: "{count}\u{A0}dag", days: "{count}\u{A0}dagen",
    listSeparator: ", ", listLastSeparator: " en ")
}
