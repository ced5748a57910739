/// A file of a bank or wallet that could not be taken in.
package struct RefusedFileFacts: Sendable {
  package let name: String
  /// Why, as the reader says it.
  package let reason: String
  /// Where it lies.
  package let folder: String

  package init(name: String, reason: String, folder: String) {
    (self.name, self.reason, self.folder) = (name, reason, folder)
  }
}

extension LetterRenderer {
  /// The mail in words, in the creditor's language where it is known, else in English.
  package func render(
    _ files: [RefusedFileFacts], language: String
  ) -> (subject: String, text: String, language: String) {
    let tag = catalog.language(for: language) ?? "en"
    let words = RefusedFileWords.known(tag)
    let told = files.flatMap { file in
      ["", "  \(LetterValues.clean(file.name))", "    \(LetterValues.clean(file.reason))"]
    }
    let folders = Set(files.map(\.folder)).sorted().map { "  \(LetterValues.clean($0))" }
    let text = [words.refused] + told + ["", words.consequence, "", words.place] + folders + [""]
    let subject = files.count == 1 ? "\(words.subject): \(LetterValues.clean(files[0].name))" : words.subject
    return (subject, text.joined(separator: "\n"), tag)
  }
}

/// The fixed words of that mail in one language. It stays in the firm, so it has no templates of its own.
struct RefusedFileWords: Sendable {
  let subject: String
  let refused: String
  let consequence: String
  let place: String

  /// The words of a language, else of the one that it is a variety of, else English.
  static func known(_ tag: String) -> RefusedFileWords { LetterLanguage.entry(for: tag, in: all) ?? english }

  private static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh-Hans": chinese,
    "ja": japanese,
  ]

  private static let english = RefusedFileWords(
    subject: "Statement not taken in", refused: "This could not be taken in, and nothing of it counts:",
    consequence: "Until it is, nobody knows who has paid by it.",
    place: "It lies there, with the reason beside it. Put right, it goes into the folder above:")

  private static let german = RefusedFileWords(
    subject: "Kontoauszug nicht übernommen", refused: "Das konnte nicht übernommen werden, und nichts davon zählt:",
    consequence: "Bis dahin weiß niemand, wer damit bezahlt hat.",
    place: "Dort liegt es, die Begründung daneben. Berichtigt gehört es in den Ordner darüber:")

  private static let dutch = RefusedFileWords(
    subject: "Afschrift niet verwerkt", refused: "Dit kon niet worden verwerkt, en niets ervan telt:",
    consequence: "Tot dan weet niemand wie daarmee heeft betaald.",
    place: "Het ligt daar, met de reden erbij. Verbeterd hoort het in de map erboven:")

  private static let french = RefusedFileWords(
    subject: "Relevé non repris", refused: "Ce fichier n’a pas pu être repris, et rien n’en compte\u{A0}:",
    consequence: "D’ici là, personne ne sait qui a payé.",
    place: "Il se trouve là, avec la raison à côté. Une fois corrigé, il va dans le dossier au-dessus\u{A0}:")

  private static let spanish = RefusedFileWords(
    subject: "Extracto no incorporado", refused: "Esto no se pudo incorporar, y nada de ello cuenta:",
    consequence: "Hasta entonces nadie sabe quién ha pagado.",
    place: "Está allí, con el motivo al lado. Una vez corregido, va en la carpeta superior:")

  private static let italian = RefusedFileWords(
    subject: "Estratto conto non acquisito", refused: "Questo non è stato acquisito, e nulla di esso conta:",
    consequence: "Fino ad allora nessuno sa chi ha pagato.",
    place: "Si trova lì, con il motivo accanto. Una volta corretto, va nella cartella superiore:")

  private static let chinese = RefusedFileWords(
    subject: "对账单未能导入", refused: "以下文件未能导入，其中内容均不计入：", consequence: "在此之前，无人知道谁已据此付款。",
    place: "文件位于下列目录，原因写在旁边。更正后请放回上一级目录：")

  private static let japanese = RefusedFileWords(
    subject: "取引明細を取り込めませんでした", refused: "次のファイルは取り込めず、内容は一切反映されていません：",
    consequence: "取り込まれるまで、誰が支払ったかは分かりません。",
    place: "ファイルは次の場所にあり、理由が隣に書かれています。修正後は一つ上のフォルダーに入れてください：")
}
