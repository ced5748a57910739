import Dunning

/// The fixed words of the mails that tell a creditor what happens, in one language. They stay in the firm, so they have no
/// templates of their own.
struct MorningWords: Sendable {
  /// Above what needs a person.
  let needs: String
  /// What leaves, in the subject.
  let leaves: String
  /// With `{day}`, the last day of which it is told.
  let leavesUntil: String
  /// With `{day}`, the moment of the last mail.
  let cameSince: String
  let nothing: String
  /// With `{count}`.
  let more: String
  let desk: String
  /// The subject of what is told at once, where nothing better is known.
  let atOnce: String
  /// Between a name and what it is.
  var colon = ": "
  let titles: [MorningReport.Topic: String]

  /// The words of a language, else of the one that it is a variety of, else English.
  static func known(_ tag: String) -> MorningWords { LetterLanguage.entry(for: tag, in: all) ?? english }

  static let all = [
    "en": english, "de": german, "nl": dutch, "fr": french, "es": spanish, "it": italian, "zh-Hans": chinese,
    "ja": japanese,
  ]

  private static let english = MorningWords(
    needs: "To do", leaves: "Leaving", leavesUntil: "What leaves until {day}",
    cameSince: "What has come in since {day}",
    nothing: "There is nothing to tell this morning.", more: "and {count} more", desk: "On the desk:",
    atOnce: "Word from dunning",
    titles: [
      .sendingHeld: "Sending is held: nothing leaves", .approval: "Notices to approve",
      .proposal: "Payments to assign", .credit: "Claims held by a credit of their debtor (how much)",
      .inDoubt: "Notices in doubt: nobody knows whether they arrived",
      .failed: "Notices that failed", .bounced: "Notices that came back", .heldNotice: "Notices held back",
      .reply: "Replies received", .complaint: "Complaints received", .dispute: "Claims disputed",
      .brokenPromise: "Promises broken", .followUp: "Follow-ups", .limitation: "Limitation comes near",
      .unreachable: "Claims without an address for the next step",
      .staleBank: "Claims that wait for newer bank statements", .rates: "Interest rates that end soon",
      .calendar: "Holiday calendars that end soon", .leaving: "Notices that leave", .payment: "Payments",
      .paid: "Claims paid", .claim: "New claims",
    ])

  private static let german = MorningWords(
    needs: "Zu tun", leaves: "Geht hinaus", leavesUntil: "Was bis {day} hinausgeht",
    cameSince: "Was seit {day} hereingekommen ist", nothing: "Heute Morgen gibt es nichts zu berichten.",
    more: "und {count} weitere", desk: "Im Browser:", atOnce: "Nachricht vom Mahnwesen",
    titles: [
      .sendingHeld: "Der Versand ist angehalten: Es geht nichts hinaus", .approval: "Freizugebende Schreiben",
      .proposal: "Zuzuordnende Zahlungen", .credit: "Forderungen, die ein Guthaben des Schuldners anhält (in Höhe von)",
      .inDoubt: "Schreiben im Zweifel: Niemand weiß, ob sie ankamen",
      .failed: "Fehlgeschlagene Schreiben", .bounced: "Zurückgekommene Schreiben",
      .heldNotice: "Zurückgehaltene Schreiben", .reply: "Eingegangene Antworten",
      .complaint: "Eingegangene Beschwerden", .dispute: "Bestrittene Forderungen",
      .brokenPromise: "Gebrochene Zahlungszusagen", .followUp: "Wiedervorlagen", .limitation: "Verjährung rückt näher",
      .unreachable: "Forderungen ohne Anschrift für den nächsten Schritt",
      .staleBank: "Forderungen, die auf neuere Kontoauszüge warten", .rates: "Zinssätze, die bald enden",
      .calendar: "Feiertagskalender, die bald enden", .leaving: "Ausgehende Schreiben", .payment: "Zahlungen",
      .paid: "Bezahlte Forderungen", .claim: "Neue Forderungen",
    ])

  private static let dutch = MorningWords(
    needs: "Te doen", leaves: "Gaat uit", leavesUntil: "Wat tot en met {day} uitgaat",
    cameSince: "Wat sinds {day} is binnengekomen", nothing: "Er is vanmorgen niets te melden.",
    more: "en nog {count}", desk: "In de browser:", atOnce: "Bericht van het debiteurenbeheer",
    titles: [
      .sendingHeld: "Verzending is stilgelegd: er gaat niets uit", .approval: "Goed te keuren brieven",
      .proposal: "Toe te wijzen betalingen", .credit: "Vorderingen die een tegoed van de debiteur tegenhoudt (bedrag)",
      .inDoubt: "Brieven in twijfel: niemand weet of ze zijn aangekomen",
      .failed: "Mislukte brieven", .bounced: "Teruggekomen brieven", .heldNotice: "Tegengehouden brieven",
      .reply: "Ontvangen antwoorden", .complaint: "Ontvangen klachten", .dispute: "Betwiste vorderingen",
      .brokenPromise: "Niet nagekomen toezeggingen", .followUp: "Te bespreken",
      .limitation: "Verjaring komt dichterbij",
      .unreachable: "Vorderingen zonder adres voor de volgende stap",
      .staleBank: "Vorderingen die op nieuwere bankafschriften wachten", .rates: "Rentevoeten die binnenkort eindigen",
      .calendar: "Feestdagenkalenders die binnenkort eindigen", .leaving: "Uitgaande brieven", .payment: "Betalingen",
      .paid: "Betaalde vorderingen", .claim: "Nieuwe vorderingen",
    ])

  private static let french = MorningWords(
    needs: "À faire", leaves: "À l’envoi", leavesUntil: "Ce qui part jusqu’au {day}",
    cameSince: "Ce qui est arrivé depuis le {day}", nothing: "Rien à signaler ce matin.", more: "et {count} de plus",
    desk: "Dans le navigateur\u{A0}:", atOnce: "Nouvelles du recouvrement", colon: "\u{A0}: ",
    titles: [
      .sendingHeld: "L’envoi est suspendu\u{A0}: rien ne part", .approval: "Courriers à approuver",
      .proposal: "Paiements à attribuer", .credit: "Créances retenues par un avoir du débiteur (montant)",
      .inDoubt: "Courriers incertains\u{A0}: nul ne sait s’ils sont arrivés",
      .failed: "Courriers en échec", .bounced: "Courriers revenus", .heldNotice: "Courriers retenus",
      .reply: "Réponses reçues", .complaint: "Plaintes reçues", .dispute: "Créances contestées",
      .brokenPromise: "Promesses non tenues", .followUp: "Suivis", .limitation: "Prescription proche",
      .unreachable: "Créances sans adresse pour l’étape suivante",
      .staleBank: "Créances en attente de relevés bancaires plus récents", .rates: "Taux d’intérêt bientôt échus",
      .calendar: "Calendriers de jours fériés bientôt échus", .leaving: "Courriers qui partent", .payment: "Paiements",
      .paid: "Créances payées", .claim: "Nouvelles créances",
    ])

  private static let spanish = MorningWords(
    needs: "Pendiente de usted", leaves: "Sale", leavesUntil: "Lo que sale hasta el {day}",
    cameSince: "Lo que ha entrado desde el {day}", nothing: "Esta mañana no hay nada que comunicar.",
    more: "y {count} más", desk: "En el navegador:", atOnce: "Aviso de reclamaciones",
    titles: [
      .sendingHeld: "El envío está detenido: no sale nada", .approval: "Avisos por aprobar",
      .proposal: "Pagos por asignar", .credit: "Créditos retenidos por un saldo a favor del deudor (importe)",
      .inDoubt: "Avisos en duda: nadie sabe si llegaron", .failed: "Avisos fallidos",
      .bounced: "Avisos devueltos", .heldNotice: "Avisos retenidos", .reply: "Respuestas recibidas",
      .complaint: "Quejas recibidas", .dispute: "Créditos impugnados", .brokenPromise: "Promesas incumplidas",
      .followUp: "Seguimientos", .limitation: "La prescripción se acerca",
      .unreachable: "Créditos sin dirección para el paso siguiente",
      .staleBank: "Créditos que esperan extractos bancarios más recientes",
      .rates: "Tipos de interés que terminan pronto", .calendar: "Calendarios de festivos que terminan pronto",
      .leaving: "Avisos que salen", .payment: "Pagos", .paid: "Créditos pagados", .claim: "Créditos nuevos",
    ])

  private static let italian = MorningWords(
    needs: "Da fare", leaves: "In partenza", leavesUntil: "Che cosa parte fino al {day}",
    cameSince: "Che cosa è arrivato dal {day}", nothing: "Stamattina non c’è nulla da segnalare.",
    more: "e altri {count}", desk: "Nel browser:", atOnce: "Notizie dal recupero crediti",
    titles: [
      .sendingHeld: "L’invio è sospeso: non parte nulla", .approval: "Comunicazioni da approvare",
      .proposal: "Pagamenti da attribuire", .credit: "Crediti fermati da un saldo a favore del debitore (importo)",
      .inDoubt: "Comunicazioni in dubbio: nessuno sa se sono arrivate",
      .failed: "Comunicazioni non riuscite", .bounced: "Comunicazioni tornate indietro",
      .heldNotice: "Comunicazioni trattenute", .reply: "Risposte ricevute", .complaint: "Reclami ricevuti",
      .dispute: "Crediti contestati", .brokenPromise: "Promesse non mantenute", .followUp: "Promemoria",
      .limitation: "La prescrizione si avvicina", .unreachable: "Crediti senza indirizzo per il passo successivo",
      .staleBank: "Crediti in attesa di estratti conto più recenti", .rates: "Tassi di interesse in scadenza",
      .calendar: "Calendari dei giorni festivi in scadenza", .leaving: "Comunicazioni in partenza",
      .payment: "Pagamenti", .paid: "Crediti pagati", .claim: "Crediti nuovi",
    ])

  private static let chinese = MorningWords(
    needs: "待处理", leaves: "即将发出", leavesUntil: "{day}之前发出的通知", cameSince: "自{day}以来的新情况",
    nothing: "今天早上没有需要告知的事项。", more: "另有{count}项", desk: "在网页上查看：", atOnce: "催收消息", colon: "：",
    titles: [
      .sendingHeld: "发送已暂停，任何通知都不会发出", .approval: "待批准的通知", .proposal: "待分配的付款", .credit: "因债务人有余款而暂停催收的债权（余款金额）",
      .inDoubt: "状态不明的通知：无法确认是否送达", .failed: "发送失败的通知", .bounced: "被退回的通知",
      .heldNotice: "被搁置的通知", .reply: "收到的答复", .complaint: "收到的投诉", .dispute: "有争议的债权",
      .brokenPromise: "未履行的付款承诺", .followUp: "跟进事项", .limitation: "诉讼时效即将届满",
      .unreachable: "下一步骤缺少地址的债权", .staleBank: "等待更新银行对账单的债权", .rates: "即将到期的利率表",
      .calendar: "即将到期的节假日日历", .leaving: "即将发出的通知", .payment: "付款", .paid: "已付清的债权", .claim: "新债权",
    ])

  private static let japanese = MorningWords(
    needs: "要対応", leaves: "送付予定", leavesUntil: "{day}までに送付されるもの", cameSince: "{day}以降に届いたもの",
    nothing: "今朝お知らせすることはありません。", more: "ほか{count}件", desk: "ブラウザーで見る：", atOnce: "督促業務のお知らせ",
    colon: "：",
    titles: [
      .sendingHeld: "送付は停止中です。何も送付されません", .approval: "承認待ちの通知", .proposal: "割り当て待ちの入金",
      .credit: "債務者の預り金により止まっている債権（金額）",
      .inDoubt: "到達が不明な通知", .failed: "送付に失敗した通知", .bounced: "返送された通知", .heldNotice: "保留中の通知",
      .reply: "受け取った返信", .complaint: "受け取った苦情", .dispute: "争いのある債権", .brokenPromise: "守られなかった支払約束",
      .followUp: "対応予定", .limitation: "時効が近い債権", .unreachable: "次の手続きの宛先がない債権",
      .staleBank: "新しい銀行明細を待つ債権", .rates: "まもなく終わる利率表", .calendar: "まもなく終わる休日カレンダー",
      .leaving: "送付される通知", .payment: "入金", .paid: "支払済みの債権", .claim: "新しい債権",
    ])
}
