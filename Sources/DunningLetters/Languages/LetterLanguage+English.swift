extension LetterLanguage {
  /// English wherever it has no folder of its own: days before months, and currencies by their codes.
  static let english = LetterLanguage(
    tag: "en",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    date: "{day}\u{A0}{month}\u{A0}{year}", shortDate: "{day}\u{A0}{monthName}\u{A0}{year}",
    time: "{time}\u{A0}({zone})", dateAndTime: "{date}, {time}",
    groupSeparator: ",", decimalSeparator: ".", money: "{code}\u{A0}{number}",
    period: "{rate}% p.a., {from} to {until}", oneDay: "{count}\u{A0}day", days: "{count}\u{A0}days",
    listSeparator: ", ", listLastSeparator: " and ")

  static let british: LetterLanguage = {
    var language = english
    (language.tag, language.base) = ("en-GB", "en")
    language.zoneNames = ["Europe/London": "UK\u{A0}time"]
    language.ownMoney = ["GBP": "£{number}", "EUR": "€{number}"]
    return language
  }()

  static let american: LetterLanguage = {
    var language = english
    (language.tag, language.base) = ("en-US", "en")
    language.date = "{month}\u{A0}{day}, {year}"
    language.shortDate = "{monthName}\u{A0}{day}, {year}"
    language.time = "{hourOfTwelve}:{minute}\u{A0}{half} ({zone})"
    language.zoneNames = [
      "America/New_York": "Eastern\u{A0}Time", "America/Chicago": "Central\u{A0}Time",
      "America/Denver": "Mountain\u{A0}Time", "America/Phoenix": "Arizona\u{A0}time",
      "America/Los_Angeles": "Pacific\u{A0}Time",
    ]
    language.ownMoney = ["USD": "${number}"]
    language.period = "{rate}% per year, {from} to {until}"
    return language
  }()
}
