/// A file of a watched folder that could not be taken in.
package struct RefusedFileFacts: Sendable {
  /// What was expected in the folder.
  package enum Kind: Sendable, Hashable {
    /// A file of a bank or wallet.
    case statement
    /// An e-invoice.
    case invoice
  }

  package let kind: Kind
  package let name: String
  /// Why, as the reader says it.
  package let reason: String
  /// Where it lies.
  package let folder: String

  package init(kind: Kind = .statement, name: String, reason: String, folder: String) {
    (self.kind, self.name, self.reason, self.folder) = (kind, name, reason, folder)
  }
}

extension LetterRenderer {
  /// The mail in words, in the creditor's language where it is known, else in English.
  package func render(
    _ files: [RefusedFileFacts], language: String
  ) -> (subject: String, text: String, language: String) {
    let tag = catalog.language(for: language) ?? "en"
    let words = RefusedFileWords.known(tag)
    let kinds = [RefusedFileFacts.Kind.statement, .invoice].filter { kind in files.contains { $0.kind == kind } }
    let told = kinds.flatMap { kind in
      files.filter { $0.kind == kind }.flatMap { file in
        ["", "  \(LetterValues.clean(file.name))", "    \(LetterValues.clean(file.reason))"]
      } + ["", words.about(kind).consequence]
    }
    let folders = Set(files.map(\.folder)).sorted().map { "  \(LetterValues.clean($0))" }
    let text = [words.refused] + told + ["", words.place] + folders + [""]
    let what = kinds.count == 1 ? words.about(kinds[0]).subject : words.subject
    let subject = files.count == 1 ? "\(what): \(LetterValues.clean(files[0].name))" : what
    return (subject, text.joined(separator: "\n"), tag)
  }
}

/// The fixed words of that mail in one language. It stays in the firm, so it has no templates of its own.
struct RefusedFileWords: Sendable {
  /// Of files of more than one kind.
  let subject: String
  let refused: String
  let place: String
  let statement: About
  let invoice: About

  /// What is said of files of one kind.
  struct About: Sendable {
    let subject: String
    let consequence: String
  }

  func about(_ kind: RefusedFileFacts.Kind) -> About {
    switch kind {
    case .statement: statement
    case .invoice: invoice
    }
  }

  /// The words of a language, else of the one that it is a variety of, else English.
  static func known(_ tag: String) -> RefusedFileWords { LetterLanguage.entry(for: tag, in: all) ?? english }

  private static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh-Hans": chinese,
    "ja": japanese,
  ]

  private static let english = RefusedFileWords(
    subject: "Files not taken in", refused: "This could not be taken in, and nothing of it counts:",
    place: "It lies there, with the reason beside it. Put right, it goes into the folder above:",
    statement: About(subject: "Statement not taken in", consequence: "Until it is, nobody knows who has paid by it."),
    invoice: About(subject: "Invoice not taken in", consequence: "Until it is, nobody is asked to pay by it."))

  private static let german = RefusedFileWords(
    subject: "Dateien nicht übernommen", refused: "Das konnte nicht übernommen werden, und nichts davon zählt:",
    place: "Dort liegt es, die Begründung daneben. Berichtigt gehört es in den Ordner darüber:",
    statement: About(
      subject: "Kontoauszug nicht übernommen", consequence: "Bis dahin weiß niemand, wer damit bezahlt hat."),
    invoice: About(subject: "Rechnung nicht übernommen", consequence: "Bis dahin wird niemand danach gemahnt."))

  private static let dutch = RefusedFileWords(
    subject: "Bestanden niet verwerkt", refused: "Dit kon niet worden verwerkt, en niets ervan telt:",
    place: "Het ligt daar, met de reden erbij. Verbeterd hoort het in de map erboven:",
    statement: About(
      subject: "Afschrift niet verwerkt", consequence: "Tot dan weet niemand wie daarmee heeft betaald."),
    invoice: About(subject: "Factuur niet verwerkt", consequence: "Tot dan wordt daarvoor niemand aangemaand."))

  private static let french = RefusedFileWords(
    subject: "Fichiers non repris", refused: "Ce fichier n’a pas pu être repris, et rien n’en compte\u{A0}:",
    place: "Il se trouve là, avec la raison à côté. Une fois corrigé, il va dans le dossier au-dessus\u{A0}:",
    statement: About(subject: "Relevé non repris", consequence: "D’ici là, personne ne sait qui a payé."),
    invoice: About(subject: "Facture non reprise", consequence: "D’ici là, personne n’est relancé pour elle."))

  private static let spanish = RefusedFileWords(
    subject: "Archivos no incorporados", refused: "Esto no se pudo incorporar, y nada de ello cuenta:",
    place: "Está allí, con el motivo al lado. Una vez corregido, va en la carpeta superior:",
    statement: About(subject: "Extracto no incorporado", consequence: "Hasta entonces nadie sabe quién ha pagado."),
    invoice: About(subject: "Factura no incorporada", consequence: "Hasta entonces no se reclama a nadie por ella."))

  private static let italian = RefusedFileWords(
    subject: "File non acquisiti", refused: "Questo non è stato acquisito, e nulla di esso conta:",
    place: "Si trova lì, con il motivo accanto. Una volta corretto, va nella cartella superiore:",
    statement: About(subject: "Estratto conto non acquisito", consequence: "Fino ad allora nessuno sa chi ha pagato."),
    invoice: About(subject: "Fattura non acquisita", consequence: "Fino ad allora nessuno viene sollecitato per essa."))

  private static let chinese = RefusedFileWords(
    subject: "文件未能导入", refused: "以下文件未能导入，其中内容均不计入：",
    place: "文件位于下列目录，原因写在旁边。更正后请放回上一级目录：",
    statement: About(subject: "对账单未能导入", consequence: "在此之前，无人知道谁已据此付款。"),
    invoice: About(subject: "发票未能导入", consequence: "在此之前，不会据此催收任何人。"))

  private static let japanese = RefusedFileWords(
    subject: "ファイルを取り込めませんでした", refused: "次のファイルは取り込めず、内容は一切反映されていません：",
    place: "ファイルは次の場所にあり、理由が隣に書かれています。修正後は一つ上のフォルダーに入れてください：",
    statement: About(subject: "取引明細を取り込めませんでした", consequence: "取り込まれるまで、誰が支払ったかは分かりません。"),
    invoice: About(subject: "請求書を取り込めませんでした", consequence: "取り込まれるまで、これについて督促は行われません。"))
}
