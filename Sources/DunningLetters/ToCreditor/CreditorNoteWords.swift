/// The fixed words of a note that comes back to the creditor, in one language. It stays in the firm, so it has no
/// templates of its own.
struct CreditorNoteWords: Sendable {
  let subject: String
  /// Around the day on which the note was to come back.
  let opening: (before: String, after: String)
  let contact: String
  let staffNumber: String
  let replyBy: String
  let claim: String
  let debtor: String
  let outstanding: String
  let due: String
  let state: String
  let whatNext: String

  /// The words of a language, else of the one that it is a variety of, else English.
  static func known(_ tag: String) -> CreditorNoteWords { LetterLanguage.entry(for: tag, in: all) ?? english }

  private static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh-Hans": chinese,
    "ja": japanese,
  ]

  private static let english = CreditorNoteWords(
    subject: "Follow-up", opening: ("This is to come back to you on ", ":"), contact: "Spoken to",
    staffNumber: "Staff number", replyBy: "Reply promised by", claim: "Claim", debtor: "Debtor", outstanding: "Open",
    due: "Due", state: "State", whatNext: "To see the claim, and to say that this is done:")

  private static let german = CreditorNoteWords(
    subject: "Wiedervorlage", opening: ("Zur Wiedervorlage am ", ":"), contact: "Gesprochen mit",
    staffNumber: "Personalnummer", replyBy: "Antwort zugesagt bis", claim: "Forderung", debtor: "Schuldner",
    outstanding: "Offen", due: "Fällig", state: "Stand",
    whatNext: "Die Forderung ansehen, und die Wiedervorlage erledigen:")

  private static let dutch = CreditorNoteWords(
    subject: "Herinnering aan uzelf", opening: ("Op ", " komt dit bij u terug:"), contact: "Gesproken met",
    staffNumber: "Personeelsnummer", replyBy: "Antwoord toegezegd voor", claim: "Vordering", debtor: "Schuldenaar",
    outstanding: "Openstaand", due: "Vervaldatum", state: "Stand",
    whatNext: "De vordering bekijken, en dit afvinken:")

  private static let french = CreditorNoteWords(
    subject: "Suivi", opening: ("À revoir le ", "\u{A0}:"), contact: "Interlocuteur", staffNumber: "Matricule",
    replyBy: "Réponse promise pour le", claim: "Créance", debtor: "Débiteur", outstanding: "Restant dû",
    due: "Échéance", state: "État", whatNext: "Voir la créance, et marquer ce suivi comme fait\u{A0}:")

  private static let spanish = CreditorNoteWords(
    subject: "Seguimiento", opening: ("Para revisar el ", ":"), contact: "Interlocutor",
    staffNumber: "Número de empleado", replyBy: "Respuesta prometida para el", claim: "Crédito", debtor: "Deudor",
    outstanding: "Pendiente", due: "Vencimiento", state: "Estado",
    whatNext: "Ver el crédito, y dar este seguimiento por hecho:")

  private static let italian = CreditorNoteWords(
    subject: "Promemoria interno", opening: ("Da riprendere in data ", ":"), contact: "Interlocutore",
    staffNumber: "Matricola", replyBy: "Risposta promessa entro", claim: "Credito", debtor: "Debitore",
    outstanding: "Residuo", due: "Scadenza", state: "Stato",
    whatNext: "Vedere il credito, e segnare il promemoria come evaso:")

  private static let chinese = CreditorNoteWords(
    subject: "跟进提醒", opening: ("", "需要跟进的事项："), contact: "联系人", staffNumber: "工号", replyBy: "对方承诺答复日期",
    claim: "债权", debtor: "债务人", outstanding: "未付金额", due: "到期日", state: "状态", whatNext: "查看该债权，或将此事项标记为已完成：")

  private static let japanese = CreditorNoteWords(
    subject: "対応予定のお知らせ", opening: ("", "に対応する予定の事項："), contact: "先方担当者", staffNumber: "社員番号",
    replyBy: "先方の回答予定日", claim: "債権", debtor: "債務者", outstanding: "未払額", due: "支払期日", state: "状態",
    whatNext: "債権の確認、または対応完了の登録：")
}
