extension Clause {
  /// Why nothing leaves at all, and what ends soon: what whoever runs the server has to see to.
  static let house: [Clause] = [
    Clause(
      "this docket seems to be restored, moved or new: {why}",
      en: "the database seems to be restored, moved or new: look at the plan before you turn sending on",
      de:
        "die Datenbank ist wohl wiederhergestellt, verschoben oder neu: sehen Sie den Plan an, bevor Sie den Versand einschalten",
      zh: "数据库似乎是恢复、迁移或新建的：开启发送前请查看计划"),
    Clause(
      "the clock shows {now:moment}, but the journal's last entry is of {last:moment}",
      de: "die Uhr zeigt {now}, der letzte Eintrag des Journals ist aber vom {last}", zh: "时钟显示 {now}，但日志最后一条为 {last}"),
    Clause(
      "the clock shows {now:moment}, the journal's last entry is of {last:moment}, and something has been due since {due:moment}: {why}",
      en:
        "the clock shows {now}, the last entry of the journal is of {last}, and something has been due since {due}: look at the plan before you turn sending on",
      de:
        "die Uhr zeigt {now}, der letzte Eintrag des Journals ist vom {last}, und seit {due} ist etwas fällig: sehen Sie den Plan an, bevor Sie den Versand einschalten",
      zh: "时钟显示 {now}，日志最后一条为 {last}，自 {due} 起有事项到期：开启发送前请查看计划"),
    Clause(
      "the mail server refuses one recipient after the other in the same words: {words}. Nothing is sent until {how}",
      en:
        "the mail server refuses one recipient after the other in the same words: {words}. Nothing is sent until sending is turned on again.",
      de:
        "der Mailserver lehnt einen Empfänger nach dem anderen mit denselben Worten ab: {words}. Nichts wird gesendet, bis der Versand wieder eingeschaltet ist.",
      zh: "邮件服务器以相同措辞接连拒绝收件人：{words}。重新开启发送前不会发送任何内容。"),
    Clause(
      "The mail server does not take mail from {address}: {words}. No notice has failed for it; {how}",
      en: "The mail server does not take mail from {address}: {words}. No notice has failed for it; they wait.",
      de:
        "Der Mailserver nimmt keine E-Mail von {address} an: {words}. Kein Schreiben ist deshalb gescheitert; sie warten.",
      zh: "邮件服务器不接受来自 {address} 的邮件：{words}。没有通知因此失败，均在等待。"),
    Clause(
      "The mail server does not take our mail: {words}. No notice has failed for it; {how}",
      en: "The mail server does not take our mail: {words}. No notice has failed for it; they wait.",
      de: "Der Mailserver nimmt unsere E-Mail nicht an: {words}. Kein Schreiben ist deshalb gescheitert; sie warten.",
      zh: "邮件服务器不接受我们的邮件：{words}。没有通知因此失败，均在等待。"),
    Clause(
      "the rates of {table} ({rules:names}) end on {day:day}: look at its source, {source}, then {how}",
      en: "the rates of {table} ({rules}) end on {day}: whoever runs the server adds the next one from {source}",
      de:
        "die Zinssätze {table} ({rules}) enden am {day}: den nächsten trägt ein, wer den Server betreut; er steht bei {source}",
      zh: "利率表 {table}（{rules}）至 {day} 为止：请服务器管理员按 {source} 补充"),
    Clause(
      "the rates of {table} ({rules:names}) ended on {day:day}: look at its source, {source}, then {how}",
      en: "the rates of {table} ({rules}) ended on {day}: whoever runs the server adds the next one from {source}",
      de:
        "die Zinssätze {table} ({rules}) endeten am {day}: den nächsten trägt ein, wer den Server betreut; er steht bei {source}",
      zh: "利率表 {table}（{rules}）已于 {day} 到期：请服务器管理员按 {source} 补充"),
    Clause(
      "the holidays of {calendar} are certain until {day:day} only: what is decreed or announced after that is not in it, so update the program, or add the days under calendars:",
      en: "the holidays of {calendar} are certain until {day} only: whoever runs the server adds the next ones",
      de: "die Feiertage {calendar} sind nur bis {day} sicher: die weiteren trägt nach, wer den Server betreut",
      zh: "{calendar} 的节假日仅确定至 {day}：请服务器管理员补充"),
    Clause(
      "the holidays of {calendar} were certain until {day:day} only: what is decreed or announced after that is not in it, so update the program, or add the days under calendars:",
      en: "the holidays of {calendar} were certain until {day} only: whoever runs the server adds the next ones",
      de: "die Feiertage {calendar} waren nur bis {day} sicher: die weiteren trägt nach, wer den Server betreut",
      zh: "{calendar} 的节假日仅确定至 {day}：请服务器管理员补充"),
    Clause(
      "the holidays of {calendar} are certain until {day:day} only",
      de: "die Feiertage {calendar} sind nur bis {day} sicher",
      zh: "{calendar} 的节假日仅确定至 {day}"),
    Clause(
      "the docket has {what} for {subject}, but its payments come to {sum}",
      de: "in der Datenbank steht für {subject}: {what}, die Zahlungen ergeben aber {sum}",
      zh: "数据库中 {subject} 记为 {what}，但付款合计为 {sum}"),
    Clause(
      "the docket has {what} for {subject}, but its journal says {said}",
      de: "in der Datenbank steht für {subject}: {what}, im Journal aber {said}",
      zh: "数据库中 {subject} 记为 {what}，但日志为 {said}"),
    Clause(
      "What comes next for {reference} had been moved without cause: {stored}, where the rules say {computed}. {how}",
      en: "What comes next for {reference} had been moved without cause; it is planned anew.",
      de: "Was für {reference} als Nächstes kommt, war ohne Grund verschoben; es ist neu geplant.",
      zh: "{reference} 的下一步曾被无故移动；已重新计划。"),
  ]

  /// What is wrong with a claim as it is told.
  static let intake: [Clause] = [
    Clause(
      "{day:day} is more than {years:count} years away", de: "der {day} ist mehr als {years} Jahre entfernt",
      zh: "{day} 距今超过 {years} 年"),
    Clause(
      "the invoice of {day:day} is of a day to come", de: "die Rechnung vom {day} ist von einem Tag, der noch kommt",
      zh: "发票日期 {day} 尚未到来"),
    Clause(
      "the invoice of {day:day} is later than its deadline, {due:day}",
      de: "die Rechnung vom {day} ist später als ihre Fälligkeit, der {due}", zh: "发票日期 {day} 晚于到期日 {due}"),
    Clause(
      "nothing tells where the reminders go",
      de: "es fehlt, wohin die Mahnungen gehen: eine E-Mail-Adresse oder eine Anschrift",
      zh: "未说明催款发往何处：需要电子邮件或邮寄地址"),
    Clause("the field is empty", de: "die Angabe ist leer", zh: "该项为空"),
    Clause("the field \"{name}\" is missing", de: "die Angabe fehlt", zh: "缺少该项"),
    Clause("the field {name} is missing", de: "die Angabe fehlt", zh: "缺少该项"),
    Clause("\"{text}\" is not an amount", de: "„{text}“ ist kein Betrag", zh: "“{text}”不是金额"),
    Clause("\"{text}\" is not a date", de: "„{text}“ ist kein Tag", zh: "“{text}”不是日期"),
    Clause(
      "\"{text}\" is not a day written as 2026-12-31", de: "„{text}“ ist kein Tag in der Form 2026-12-31",
      zh: "“{text}”不是 2026-12-31 形式的日期"),
    Clause(
      "a claim must be about more than nothing", de: "eine Forderung muss über mehr als nichts gehen", zh: "应收款金额必须大于零"),
    Clause("there is no creditor \"{name}\"", de: "es gibt keinen Gläubiger „{name}“", zh: "没有债权人“{name}”"),
    Clause(
      "there are several creditors, so the claim must name one",
      de: "es gibt mehrere Gläubiger: die Forderung muss einen nennen",
      zh: "有多个债权人，应收款必须指明一个"),
    Clause("there is no policy \"{name}\"", de: "es gibt keinen Mahnplan „{name}“", zh: "没有策略“{name}”"),
    Clause(
      "this is the sum of the rows above, and no claim", de: "das ist die Summe der Zeilen darüber, keine Forderung",
      zh: "这是上方各行的合计，不是应收款"),
    Clause(
      "\"{text}\" is less than nothing: a credit note, or paid too much",
      de: "„{text}“ ist weniger als nichts: eine Gutschrift, oder es wurde zu viel gezahlt", zh: "“{text}”小于零：贷项或多付"),
    Clause(
      "{sum:number} is owed the other way round: a credit note, or paid too much",
      de: "{sum} sind andersherum geschuldet: eine Gutschrift, oder es wurde zu viel gezahlt", zh: "{sum} 为反向欠款：贷项或多付"),
    Clause(
      "no reminder of \"{reference}\" can leave: {why:clause}",
      de: "zu „{reference}“ kann keine Mahnung hinausgehen: {why}",
      zh: "无法就“{reference}”发送催款：{why}"),
    Clause(
      "creditor {creditor} has no account for {currency}, so notices of \"{reference}\" name none; {how}",
      en: "creditor {creditor} has no account for {currency}, so notices of \"{reference}\" name none",
      de: "der Gläubiger {creditor} hat kein Konto in {currency}: Schreiben zu „{reference}“ nennen keines",
      zh: "债权人 {creditor} 没有 {currency} 账户：关于“{reference}”的通知不注明账户"),
    Clause(
      "there are no templates in language {language}, so notices of \"{reference}\" are in {used}; {which}",
      en: "there are no letters in {language}, so notices of \"{reference}\" are in {used}",
      de: "Schreiben in {language} gibt es nicht: die zu „{reference}“ sind in {used}",
      zh: "没有 {language} 的信函：关于“{reference}”的通知使用 {used}"),
  ]

  /// What a server, or a way out, answered.
  static let replies: [Clause] = [
    Clause(
      "email: {mail:said}; letter: {letter:said}", de: "E-Mail: {mail}; Brief: {letter}", zh: "邮件：{mail}；信件：{letter}"),
    Clause("email: {mail:said}", de: "E-Mail: {mail}", zh: "邮件：{mail}"),
    Clause("letter: {letter:said}", de: "Brief: {letter}", zh: "信件：{letter}"),
    Clause(
      "found after the restart: {place:said}", de: "nach dem Neustart gefunden: {place}", zh: "重启后找到：{place}"),
    Clause(
      "the daemon stopped before it was handed over", de: "der Dienst hielt an, bevor es übergeben war", zh: "移交前服务已停止"),
    Clause(
      "the daemon stopped between the final dot and the reply",
      de: "der Dienst hielt an, nachdem alles übergeben, aber noch nichts bestätigt war", zh: "已移交但未获确认时服务停止"),
    Clause(
      "not sent, for nobody whom it is for was taken: {reply}",
      de: "nicht gesendet, denn keiner, für den es ist, wurde angenommen: {reply}", zh: "未发送，因为没有收件人被接受：{reply}"),
    Clause("it came back from others: {words}", de: "es kam von anderen zurück: {words}", zh: "被其他收件人退回：{words}"),
    Clause(
      "Notice {notice} was sent, but not to all (where it is in doubt it may have come): {who}. If they need it, give it to them yourself: {how}",
      en:
        "Notice {notice} was sent, but not to all (where it is in doubt it may have come): {who}. If they need it, give it to them yourself.",
      de:
        "Das Schreiben {notice} ging hinaus, aber nicht an alle (wo es ungewiss ist, kann es angekommen sein): {who}. Wenn sie es brauchen, geben Sie es ihnen selbst.",
      zh: "通知 {notice} 已发出，但并非发给所有人（不确定者可能已收到）：{who}。如对方需要，请自行转交。"),
    Clause(
      "Notice {notice} was sent, but not to all: {who}. If they need it, give it to them yourself: {how}",
      en: "Notice {notice} was sent, but not to all: {who}. If they need it, give it to them yourself.",
      de:
        "Das Schreiben {notice} ging hinaus, aber nicht an alle: {who}. Wenn sie es brauchen, geben Sie es ihnen selbst.",
      zh: "通知 {notice} 已发出，但并非发给所有人：{who}。如对方需要，请自行转交。"),
    Clause(
      "The e-mail of notice {notice} to {recipient} could not be delivered; its letter is held: {words} ({way:clause})",
      de:
        "Die E-Mail des Schreibens {notice} an {recipient} war nicht zustellbar; der Brief ist zurückgehalten: {words} ({way})",
      zh: "通知 {notice}（致 {recipient}）的邮件无法送达；信件已暂缓：{words}（{way}）"),
    Clause(
      "The e-mail of notice {notice} to {recipient} could not be delivered; its letter goes by post: {words} ({way:clause})",
      de:
        "Die E-Mail des Schreibens {notice} an {recipient} war nicht zustellbar; der Brief geht mit der Post: {words} ({way})",
      zh: "通知 {notice}（致 {recipient}）的邮件无法送达；信件照常邮寄：{words}（{way}）"),
    Clause(
      "{who}, which is no address of the debtor", de: "{who}, keine Adresse des Schuldners", zh: "{who}（不是债务人的地址）"),
    Clause("somebody who gives no address", de: "jemandem ohne Adresse", zh: "未注明地址者"),
    Clause(
      "because of where it was handed on to ({who})", de: "von dort, wohin es weitergereicht wurde ({who})",
      zh: "因转交至 {who}"),
    Clause(
      "but not because there is no such address", de: "aber nicht, weil es die Adresse nicht gibt", zh: "但并非地址不存在"),
    Clause("the report gives no reason.", de: "der Bericht nennt keinen Grund.", zh: "报告未给出原因。"),
  ]
}
