extension LetterLanguage {
  /// A narrow no-break space parts the thousands, as French typography has it.
  static let french = LetterLanguage(
    tag: "fr",
    months: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ], firstOfMonth: "1er",
    date: "{day}\u{A0}{month}\u{A0}{year}", shortDate: "{dayNumber}/{monthNumber}/{year}",
    time: "{hour}\u{A0}h\u{A0}{minute} ({zone})",
    dateAndTime: "{date} à {time}", zoneNames: ["Europe/Paris": "heure\u{A0}de\u{A0}Paris"],
    groupSeparator: "\u{202F}", decimalSeparator: ",", money: "{number}\u{A0}{code}",
    ownMoney: ["EUR": "{number}\u{A0}€"], period: "{rate}\u{A0}% l’an, du {from} au {until}",
    oneDay: "{count}\u{A0}jour", days: "{count}\u{A0}jours", listSeparator: ", ", listLastSeparator: " et ")

  static let spanish = LetterLanguage(
    tag: "es",
    months: [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
      "diciembre",
    ],
    date: "{day}\u{A0}de\u{A0}{month} de\u{A0}{year}", shortDate: "{dayNumber}/{monthNumber}/{year}",
    time: "{time}\u{A0}h ({zone})",
    dateAndTime: "{date}, {time}", zoneNames: ["Europe/Madrid": "hora\u{A0}peninsular"],
    groupSeparator: ".", decimalSeparator: ",", money: "{number}\u{A0}{code}", ownMoney: ["EUR": "{number}\u{A0}€"],
    period: "{rate}\u{A0}% anual, del {from} al {until}", oneDay: "{count}\u{A0}día", days: "{count}\u{A0}días",
    listSeparator: ", ", listLastSeparator: " y ")

  static let italian = LetterLanguage(
    tag: "it",
    months: [
      "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
      "novembre", "dicembre",
    ], firstOfMonth: "1º",
    date: "{day}\u{A0}{month}\u{A0}{year}", shortDate: "{dayNumber}/{monthNumber}/{year}",
    time: "ore\u{A0}{time} ({zone})", dateAndTime: "{date}, {time}",
    zoneNames: ["Europe/Rome": "ora\u{A0}italiana"],
    groupSeparator: ".", decimalSeparator: ",", money: "{number}\u{A0}{code}", ownMoney: ["EUR": "{number}\u{A0}€"],
    // "dal 8" would have to be "dall'8": after a dash no article is needed.
    period: "{rate}% annuo, {from} – {until}", oneDay: "{count}\u{A0}giorno", days: "{count}\u{A0}giorni",
    listSeparator: ", ", listLastSeparator: " e ")
}
