import DunningStore

/// The words that stand in a calendar beside what the docket says, in one language.
struct CalendarWords: Sendable {
  let titles: [CalendarDate.Kind: String]
  /// What is said of a calendar that does not show all there is.
  let cut: String
  var colon = ": "

  /// The words of a language or of the one that it is a variety of, else English.
  static func known(_ tag: String) -> CalendarWords {
    let language = tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
    return all[language] ?? english
  }

  private static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh": chinese,
    "ja": japanese,
  ]

  private static let english = CalendarWords(
    titles: [
      .deadline: "Due", .payBy: "Pay by", .promise: "Promised", .followUp: "Follow-up",
      .limitation: "Limitation: last day",
    ], cut: "Only the newest claims are shown.")

  private static let german = CalendarWords(
    titles: [
      .deadline: "Fällig", .payBy: "Zahlbar bis", .promise: "Zugesagt", .followUp: "Wiedervorlage",
      .limitation: "Verjährung: letzter Tag",
    ], cut: "Nur die neuesten Forderungen werden gezeigt.")

  private static let dutch = CalendarWords(
    titles: [
      .deadline: "Vervaldag", .payBy: "Te betalen voor", .promise: "Toegezegd", .followUp: "Te bespreken",
      .limitation: "Verjaring: laatste dag",
    ], cut: "Alleen de nieuwste vorderingen worden getoond.")

  private static let french = CalendarWords(
    titles: [
      .deadline: "Échéance", .payBy: "À payer avant", .promise: "Promis", .followUp: "Suivi",
      .limitation: "Prescription\u{A0}: dernier jour",
    ], cut: "Seules les créances les plus récentes sont affichées.", colon: "\u{A0}: ")

  private static let spanish = CalendarWords(
    titles: [
      .deadline: "Vencimiento", .payBy: "Pagar antes de", .promise: "Prometido", .followUp: "Seguimiento",
      .limitation: "Prescripción: último día",
    ], cut: "Solo se muestran los créditos más recientes.")

  private static let italian = CalendarWords(
    titles: [
      .deadline: "Scadenza", .payBy: "Da pagare entro", .promise: "Promesso", .followUp: "Promemoria",
      .limitation: "Prescrizione: ultimo giorno",
    ], cut: "Sono mostrati solo i crediti più recenti.")

  private static let chinese = CalendarWords(
    titles: [
      .deadline: "到期", .payBy: "付款期限", .promise: "承诺付款", .followUp: "跟进", .limitation: "诉讼时效最后一日",
    ], cut: "仅显示最新的债权。", colon: "：")

  private static let japanese = CalendarWords(
    titles: [
      .deadline: "支払期日", .payBy: "支払期限", .promise: "支払約束", .followUp: "対応予定", .limitation: "時効の最終日",
    ], cut: "最新の債権のみ表示しています。", colon: "：")
}
