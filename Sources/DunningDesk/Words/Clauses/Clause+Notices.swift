extension Clause {
  /// Why a notice was taken back, or waits.
  static let notices: [Clause] = [
    Clause("held: {reason:said}", de: "zurückgehalten: {reason}", zh: "已暂缓：{reason}"),
    Clause("written anew on request", de: "auf Wunsch neu geschrieben", zh: "应要求重新撰写"),
    Clause("a payment came in", de: "eine Zahlung ging ein", zh: "收到付款"),
    Clause("a payment was undone", de: "eine Zahlung wurde rückgängig gemacht", zh: "付款已撤销"),
    Clause("money came in that may be for it", de: "Geld ging ein, das dafür sein kann", zh: "收到可能属于它的款项"),
    Clause("the claim was corrected", de: "die Forderung wurde berichtigt", zh: "应收款已更正"),
    Clause("the claim was {how:term}", de: "die Forderung wurde {how}", zh: "应收款已{how}"),
    Clause("the claim changed before it left", de: "die Forderung änderte sich, bevor es hinausging", zh: "发出前应收款已变化"),
    Clause("an earlier one came back", de: "ein früheres kam zurück", zh: "较早的一份被退回"),
    Clause("came back: {words}", de: "kam zurück: {words}", zh: "被退回：{words}"),
    Clause(
      "it is not on the list of what is open any more", de: "sie steht nicht mehr auf der Liste der offenen Posten",
      zh: "已不在未付清单上"),
    Clause(
      "a credit of the debtor's was set against it", de: "ein Guthaben des Schuldners wurde darauf gebucht",
      zh: "债务人的余额已记入"),
    Clause(
      "a credit of the debtor's covers claim {claim}", de: "ein Guthaben des Schuldners deckt die Forderung {claim}",
      zh: "债务人的余额可抵应收款 {claim}"),
    Clause("a credit of the debtor's covers it", de: "ein Guthaben des Schuldners deckt sie", zh: "债务人的余额可抵"),
    Clause(
      "its interest goes by {rule}, which is not for this debtor",
      de: "seine Zinsen gehen nach {rule}, was für diesen Schuldner nicht gilt", zh: "利息按 {rule} 计算，不适用于该债务人"),
    Clause(
      "its bytes are not those that were approved", de: "sein Inhalt ist nicht der, der freigegeben wurde",
      zh: "内容与批准的不一致"),
    Clause("it was held before it was written", de: "es wurde zurückgehalten, bevor es geschrieben war", zh: "撰写前已暂缓"),
    Clause("the debtor was corrected", de: "der Schuldner wurde berichtigt", zh: "债务人信息已更正"),
    Clause("its debtor is another one now", de: "sein Schuldner ist jetzt ein anderer", zh: "债务人已变更"),
    Clause("its address was corrected", de: "seine Adresse wurde berichtigt", zh: "地址已更正"),
    Clause("it can no longer be sent", de: "es kann nicht mehr gesendet werden", zh: "已无法发送"),
    Clause("it cannot be sent: {why:said}", de: "es kann nicht gesendet werden: {why}", zh: "无法发送：{why}"),
    Clause("the daemon stopped before it left", de: "der Dienst hielt an, bevor es hinausging", zh: "发出前服务已停止"),
    Clause("nobody has approved it", de: "niemand hat es freigegeben", zh: "无人批准"),
    Clause(
      "the invoice {reference} is of {day:day}, which is still to come",
      de: "die Rechnung {reference} ist vom {day}, der noch kommt", zh: "发票 {reference} 的日期 {day} 尚未到来"),
    Clause("a later one was sent", de: "ein späteres wurde gesendet", zh: "已发送较晚的一份"),
    Clause("what it reminds of is done", de: "woran es erinnert, ist erledigt", zh: "所提醒的事项已完成"),
    Clause("it is about no claim", de: "es betrifft keine Forderung", zh: "与任何应收款无关"),
    Clause("its step is no longer the next one", de: "seine Stufe ist nicht mehr die nächste", zh: "其步骤已不是下一步"),
    Clause("the debtor has another address", de: "der Schuldner hat eine andere Adresse", zh: "债务人地址已变更"),
    Clause("another sum is open", de: "ein anderer Betrag ist offen", zh: "未付金额已变化"),
    Clause(
      "the day until which it asks to pay has come too near",
      de: "der Tag, bis zu dem es um Zahlung bittet, ist zu nah", zh: "所要求的付款日过近"),
    Clause("resolved as sent", de: "geklärt: gesendet", zh: "已查明：已发送"),
    Clause("resolved as not sent", de: "geklärt: nicht gesendet", zh: "已查明：未发送"),
    Clause("a statement tells of the same money", de: "ein Kontoauszug nennt dasselbe Geld", zh: "对账单记载了同一笔款项"),
    Clause("{list} has it as open again", de: "{list} führt sie wieder als offen", zh: "{list} 又列为未付"),
    Clause("what came in time is not enough with it", de: "was rechtzeitig kam, reicht damit nicht", zh: "按时到账的金额不足"),
    Clause(
      "1 notice is due, and {left:count} left within the hour, more than the {usual:count} that may leave in an hour unasked; {how}",
      en: "1 notice is due, and {left} left within the hour, more than the {usual} that may leave in an hour unasked",
      de:
        "1 Schreiben ist fällig, und {left} gingen in der letzten Stunde hinaus, mehr als die {usual}, die ungefragt in einer Stunde hinausgehen dürfen",
      zh: "有 1 份通知到期，一小时内已发出 {left} 份，超过每小时可自动发出的 {usual} 份"),
    Clause(
      "{due:count} notices are due, and {left:count} left within the hour, more than the {usual:count} that may leave in an hour unasked; {how}",
      en:
        "{due} notices are due, and {left} left within the hour, more than the {usual} that may leave in an hour unasked",
      de:
        "{due} Schreiben sind fällig, und {left} gingen in der letzten Stunde hinaus, mehr als die {usual}, die ungefragt in einer Stunde hinausgehen dürfen",
      zh: "有 {due} 份通知到期，一小时内已发出 {left} 份，超过每小时可自动发出的 {usual} 份"),
    Clause(
      "{due:count} notices are due, more than the {usual:count} that may leave in an hour unasked; {how}",
      en: "{due} notices are due, more than the {usual} that may leave in an hour unasked",
      de: "{due} Schreiben sind fällig, mehr als die {usual}, die ungefragt in einer Stunde hinausgehen dürfen",
      zh: "有 {due} 份通知到期，超过每小时可自动发出的 {usual} 份"),
  ]

  /// How a debtor pays, and notes that the daemon writes itself.
  static let debtors: [Clause] = [
    Clause("nothing known yet", de: "noch nichts bekannt", zh: "尚无记录"),
    Clause(
      "{days:count} days late on average over {settled:count} paid",
      de: "im Mittel {days} Tage zu spät bei {settled} bezahlten", zh: "{settled} 笔已付款平均逾期 {days} 天"),
    Clause(
      "{kept:count} promises kept, {broken:count} broken", de: "{kept} Zusagen gehalten, {broken} gebrochen",
      zh: "守诺 {kept} 次，失信 {broken} 次"),
    Clause("{days:count} days late now", de: "jetzt {days} Tage überfällig", zh: "目前逾期 {days} 天"),
    Clause("{count:count} written off", de: "{count} ausgebucht", zh: "核销 {count} 笔"),
    Clause(
      "The claim may be barred by limitation after {day:day} ({rule}); only after {later:day} if it is proved that the demands reached the debtor; a court claim takes time to prepare.",
      de:
        "Die Forderung kann nach dem {day} verjährt sein ({rule}), erst nach dem {later}, wenn bewiesen ist, dass die Mahnungen den Schuldner erreichten; eine Klage braucht Vorbereitung.",
      zh: "应收款在 {day} 之后可能已过时效（{rule}）；若证明债务人收到催款函，则为 {later} 之后；准备诉讼需要时间。"),
    Clause(
      "The claim may be barred by limitation after {day:day} ({rule}); a court claim takes time to prepare.",
      de: "Die Forderung kann nach dem {day} verjährt sein ({rule}); eine Klage braucht Vorbereitung.",
      zh: "应收款在 {day} 之后可能已过时效（{rule}）；准备诉讼需要时间。"),
    Clause(
      "{reference} of {debtor} is not on {list} of {day:day} any more, and {sum:sum} is open here: was it paid? {how}",
      en:
        "{reference} of {debtor} is not on {list} of {day} any more, and {sum} is open here: was it paid? Enter the payment, withdraw the claim, or mark this as done if it is still owed. Its reminders wait.",
      de:
        "{reference} von {debtor} steht nicht mehr auf {list} vom {day}, hier sind {sum} offen: wurde bezahlt? Tragen Sie die Zahlung ein, ziehen Sie die Forderung zurück, oder setzen Sie dies auf erledigt, wenn sie noch geschuldet ist. So lange wird nicht gemahnt.",
      zh: "{debtor} 的 {reference} 已不在 {day} 的 {list} 上，此处未付 {sum}：是否已付款？请登记付款、撤回应收款；若仍应付，请标为完成。期间暂停催款。"),
  ]

  /// Notes with which the daemon asks a person for something.
  static let notes: [Clause] = [
    Clause("read it with `dunningctl mail message {mail}`", en: "mail {mail}", de: "E-Mail {mail}", zh: "邮件 {mail}"),
    Clause(
      "{mail} is too large to be kept here, read it in the mailbox{which}", en: "mail {mail}, only in the mailbox",
      de: "E-Mail {mail}, nur im Postfach", zh: "邮件 {mail}，仅在邮箱中"),
    Clause(
      "{mail} is too large to be kept here, read it in the mailbox", en: "mail {mail}, only in the mailbox",
      de: "E-Mail {mail}, nur im Postfach", zh: "邮件 {mail}，仅在邮箱中"),
    Clause(
      "About notice {notice} something came from {who:said}: nothing was changed by it, {way:clause}.",
      en: "About notice {notice} something came from {who}; nothing was changed by it ({way}).",
      de: "Zum Schreiben {notice} kam etwas von {who}; geändert hat das nichts ({way}).",
      zh: "关于通知 {notice}，收到 {who} 的来信；未作任何更改（{way}）。"),
    Clause(
      "About notice {notice} the debtor has replied: read it with `dunningctl mail message {mail}`.{hint}",
      en: "The debtor has replied to notice {notice} (mail {mail}).",
      de: "Der Schuldner hat auf das Schreiben {notice} geantwortet (E-Mail {mail}).",
      zh: "债务人回复了通知 {notice}（邮件 {mail}）。"),
    Clause(
      "About notice {notice} the debtor has replied: {way:clause}.",
      en: "The debtor has replied to notice {notice} ({way}).",
      de: "Der Schuldner hat auf das Schreiben {notice} geantwortet ({way}).", zh: "债务人回复了通知 {notice}（{way}）。"),
    Clause(
      "About notice {notice} the debtor has called it unwanted: read it with `dunningctl mail message {mail}`.{hint}",
      en: "The debtor has called notice {notice} unwanted (mail {mail}).",
      de: "Der Schuldner hat das Schreiben {notice} als unerwünscht gemeldet (E-Mail {mail}).",
      zh: "债务人将通知 {notice} 标为不受欢迎（邮件 {mail}）。"),
    Clause(
      "About notice {notice} the debtor has called it unwanted: {way:clause}.",
      en: "The debtor has called notice {notice} unwanted ({way}).",
      de: "Der Schuldner hat das Schreiben {notice} als unerwünscht gemeldet ({way}).",
      zh: "债务人将通知 {notice} 标为不受欢迎（{way}）。"),
    Clause(
      "About notice {notice} something came back that a person has to read: {way:clause}.",
      en: "About notice {notice} something came back that you have to read ({way}).",
      de: "Zum Schreiben {notice} kam etwas zurück, das jemand lesen muss ({way}).",
      zh: "关于通知 {notice}，收到需要人工阅读的内容（{way}）。"),
    Clause(
      "Notice {notice} to {recipient} could not be delivered: {words} ({way:clause}) Find a good address, {how}",
      en:
        "Notice {notice} to {recipient} could not be delivered: {words} ({way}) Enter a good address at the debtor, then try again.",
      de:
        "Das Schreiben {notice} an {recipient} war nicht zustellbar: {words} ({way}) Tragen Sie beim Schuldner eine gute Adresse ein, dann versuchen Sie es noch einmal.",
      zh: "通知 {notice}（致 {recipient}）无法送达：{words}（{way}）请在债务人处填写有效地址后重试。"),
    Clause(
      "Notice {notice} to {recipient} came back, {why:said}: {words:said} ({way:clause})",
      en: "Notice {notice} to {recipient} came back: {words} ({way})",
      de: "Das Schreiben {notice} an {recipient} kam zurück: {words} ({way})",
      zh: "通知 {notice}（致 {recipient}）被退回：{words}（{way}）"),
    Clause(
      "Notice {notice} came back from {who}, and went to the others: {words} ({way:clause}) Find a good address, {how}",
      en:
        "Notice {notice} came back from {who}, and went to the others: {words} ({way}) Enter a good address at the debtor.",
      de:
        "Das Schreiben {notice} kam von {who} zurück und ging an die anderen: {words} ({way}) Tragen Sie beim Schuldner eine gute Adresse ein.",
      zh: "通知 {notice} 被 {who} 退回，其他收件人已收到：{words}（{way}）请在债务人处填写有效地址。"),
    Clause(
      "Notice {notice} ({step:step} to {debtor}) has waited for an approval since {day:day}: {how}",
      en: "Notice {notice} ({step} to {debtor}) waits for approval, since {day}.",
      de: "Das Schreiben {notice} ({step} an {debtor}) wartet auf Freigabe, seit {day}.",
      zh: "通知 {notice}（{debtor} 的{step}）等待批准，自 {day} 起。"),
    Clause(
      "Notice {notice} is held: {what:said}. The docket may be damaged: {how}",
      en: "Notice {notice} is held: {what:said}. The docket may be damaged: tell whoever runs the server.",
      de:
        "Das Schreiben {notice} ist zurückgehalten: {what}. Die Datenbank kann beschädigt sein: sagen Sie es dem, der den Server betreut.",
      zh: "通知 {notice} 已暂缓：{what}。数据库可能已损坏：请告知服务器管理员。"),
    Clause(
      "from {day:day} every {span:span}, in {count:count} instalments",
      de: "ab {day} im Abstand von {span}, in {count} Raten",
      zh: "自 {day} 起每 {span} 一次，共 {count} 期"),
    Clause(
      "from {day:day} every {span:span}, {amount:number} each", de: "ab {day} im Abstand von {span} je {amount}",
      zh: "自 {day} 起每 {span} {amount}"),
    Clause(
      "Every step of the ladder has gone out, the last one ({step:step}) to be paid by {day:day}: {how}",
      en:
        "Every step of the ladder has gone out, the last one ({step}) to be paid by {day}: decide what comes next, a court claim, an agreement, or writing it off.",
      de:
        "Alle Stufen des Mahnplans sind hinausgegangen, die letzte ({step}) zahlbar bis {day}: entscheiden Sie, was folgt: Klage, Vereinbarung oder Ausbuchen.",
      zh: "策略的所有步骤均已发出，最后一步（{step}）的付款期限为 {day}：请决定后续处理：起诉、协商或核销。"),
    Clause("{amount:number} by {day:day}", de: "{amount} bis {day}", zh: "{day} 前付 {amount}"),
    Clause("delivered to {place}", de: "abgelegt in {place}", zh: "已存入 {place}"),
  ]

  /// What somebody said, behind what it is about.
  static let last: [Clause] = [
    Clause("{what:clause}: {reason:said}", de: "{what}: {reason}", zh: "{what}：{reason}")
  ]
}
