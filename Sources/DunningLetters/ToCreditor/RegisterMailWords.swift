/// The fixed words of the mail that brings the register of a month to its creditor, in one language. It stays in the firm,
/// so it has no templates of its own.
struct RegisterMailWords: Sendable {
  let subject: String
  /// With the parts `{from}`, `{until}` and `{count}`.
  let enclosed: String
  let noPDF: String
  let tooLong: String
  let tooLarge: String
  let again: String

  /// The words of a language, else of the one that it is a variety of, else English.
  static func known(_ tag: String) -> RegisterMailWords { LetterLanguage.entry(for: tag, in: all) ?? english }

  private static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh-Hans": chinese,
    "ja": japanese,
  ]

  private static let english = RegisterMailWords(
    subject: "Transaction register",
    enclosed: "The register of all transactions from {from} until {until}, as the books stand today. Entries: {count}.",
    noPDF: "There is no PDF with it:", tooLong: "a register of so many rows is not printed yet.",
    tooLarge: "It is too large to be sent by mail.", again: "To fetch it yourself:")

  private static let german = RegisterMailWords(
    subject: "Buchungsregister",
    enclosed: "Das Register aller Buchungen vom {from} bis {until}, nach dem heutigen Stand. Einträge: {count}.",
    noPDF: "Ein PDF liegt nicht bei:", tooLong: "ein Register mit so vielen Zeilen wird noch nicht gedruckt.",
    tooLarge: "Es ist zu groß, um per E-Mail gesendet zu werden.", again: "Selbst abrufen:")

  private static let dutch = RegisterMailWords(
    subject: "Transactieregister",
    enclosed:
      "Het register van alle transacties van {from} tot en met {until}, naar de stand van vandaag. Posten: {count}.",
    noPDF: "Er is geen pdf bij:", tooLong: "een register met zoveel regels wordt nog niet afgedrukt.",
    tooLarge: "Het is te groot om per e-mail te verzenden.", again: "Zelf ophalen:")

  private static let french = RegisterMailWords(
    subject: "Registre des opérations",
    enclosed:
      "Le registre de toutes les opérations du {from} au {until}, à la date d’aujourd’hui. Écritures\u{A0}: {count}.",
    noPDF: "Aucun PDF n’est joint\u{A0}:",
    tooLong: "un registre d’autant de lignes ne peut pas encore être imprimé.",
    tooLarge: "Il est trop volumineux pour être envoyé par courriel.", again: "Pour l’obtenir vous-même\u{A0}:")

  private static let spanish = RegisterMailWords(
    subject: "Registro de operaciones",
    enclosed: "El registro de todas las operaciones del {from} al {until}, según el estado de hoy. Asientos: {count}.",
    noPDF: "No se adjunta ningún PDF:", tooLong: "un registro con tantas filas aún no se imprime.",
    tooLarge: "Es demasiado grande para enviarlo por correo electrónico.", again: "Para obtenerlo usted mismo:")

  private static let italian = RegisterMailWords(
    subject: "Registro delle operazioni",
    enclosed: "Il registro di tutte le operazioni dal {from} al {until}, secondo lo stato di oggi. Voci: {count}.",
    noPDF: "Nessun PDF è allegato:", tooLong: "un registro con così tante righe non viene ancora stampato.",
    tooLarge: "È troppo grande per essere inviato per e-mail.", again: "Per ottenerlo:")

  private static let chinese = RegisterMailWords(
    subject: "交易登记簿", enclosed: "{from}至{until}全部交易的登记簿，以今日账目为准。共{count}条记录。", noPDF: "未附PDF：",
    tooLong: "行数过多的登记簿暂不能打印。", tooLarge: "文件过大，无法通过邮件发送。", again: "自行获取：")

  private static let japanese = RegisterMailWords(
    subject: "取引登録簿", enclosed: "{from}から{until}までの全取引の登録簿です（本日現在）。件数：{count}件。",
    noPDF: "PDFは添付されていません：", tooLong: "この行数の登録簿はまだ印刷できません。",
    tooLarge: "サイズが大きいためメールでは送信できません。", again: "ご自身で取得するには：")
}
