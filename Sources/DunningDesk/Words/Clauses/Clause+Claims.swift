extension Clause {
  /// Every one that is known; what is more particular stands before what fits more.
  static let all: [Clause] =
    states + holds + gates + moments + causes + course + matching + candidates + cautions + settling + returns + entries
    + notices + accounts + debtors + notes + house + intake + invoices + files + grounds + transport + replies + last

  /// Why nothing is planned for a claim.
  static let states: [Clause] = [
    Clause("it is paid", de: "sie ist bezahlt", zh: "已付清"),
    Clause("it was withdrawn", de: "sie wurde zurückgezogen", zh: "已撤回"),
    Clause("it was written off", de: "sie wurde ausgebucht", zh: "已核销"),
    Clause(
      "it is paused until somebody resumes it", de: "sie ist pausiert, bis jemand das Mahnen fortsetzt",
      zh: "已暂停，直至有人恢复催款"),
    Clause(
      "it is disputed; it goes on when somebody resumes it",
      de: "sie ist bestritten; es geht weiter, wenn jemand das Mahnen fortsetzt", zh: "有争议；有人恢复催款后继续"),
    Clause(
      "nobody may write to the debtor; it goes on when somebody resumes it",
      de: "an den Schuldner darf niemand schreiben; es geht weiter, wenn jemand das Mahnen fortsetzt",
      zh: "不得向债务人发函；有人恢复催款后继续"),
    Clause("it is promised", de: "die Zahlung ist zugesagt", zh: "已承诺付款"),
    Clause("it is open", de: "sie ist offen", zh: "未付"),
    Clause(
      "less than the policy's minimum of {sum:sum} is open",
      de: "es ist weniger offen als das Mindeste des Mahnplans ({sum})", zh: "未付金额低于策略的最低金额（{sum}）"),
    Clause(
      "a credit of the debtor's covers {sum:sum} of it; a person decides what becomes of that",
      de: "ein Guthaben des Schuldners deckt davon {sum}; was damit geschieht, entscheidet ein Mensch",
      zh: "债务人的余额可抵其中 {sum}；如何处理由人决定"),
    Clause(
      "a credit of the debtor's covers {sum:number} of it; a person decides what becomes of that",
      de: "ein Guthaben des Schuldners deckt davon {sum}; was damit geschieht, entscheidet ein Mensch",
      zh: "债务人的余额可抵其中 {sum}；如何处理由人决定"),
    Clause(
      "it waits for newer statements: the step asks for those of the last {span:span}, and they are known until no day at all",
      de: "sie wartet auf neuere Kontoauszüge: die Stufe verlangt die der letzten {span}, und es ist noch keiner da",
      zh: "等待更新的对账单：该步骤需要最近 {span} 的对账单，目前一份也没有"),
    Clause(
      "it waits for newer statements: the step asks for those of the last {span:span}, and they are known until {day:day}",
      de: "sie wartet auf neuere Kontoauszüge: die Stufe verlangt die der letzten {span}, bekannt sind sie bis {day}",
      zh: "等待更新的对账单：该步骤需要最近 {span} 的对账单，目前只到 {day}"),
    Clause(
      "every step of the policy has gone out", de: "alle Stufen des Mahnplans sind hinausgegangen",
      zh: "策略的所有步骤均已发出"),
    Clause(
      "notice {notice} could not be delivered; it needs a person",
      de: "das Schreiben {notice} konnte nicht zugestellt werden; es braucht einen Menschen",
      zh: "通知 {notice} 无法送达，需要人工处理"),
    Clause(
      "notice {notice} is not finished", de: "das Schreiben {notice} ist noch nicht abgeschlossen",
      zh: "通知 {notice} 尚未完成"),
    Clause(
      "notice {notice} waits for approval", de: "das Schreiben {notice} wartet auf Freigabe", zh: "通知 {notice} 等待批准"),
    Clause(
      "it is not on the list of what is open any more; follow-up {number} asks whether it was paid",
      de:
        "sie steht nicht mehr auf der Liste der offenen Posten; die Wiedervorlage {number} fragt, ob sie bezahlt wurde",
      zh: "已不在未付清单上；待办 {number} 询问是否已付款"),
    Clause(
      "policy \"{name}\" is no longer configured", de: "den Mahnplan „{name}“ gibt es in der Konfiguration nicht mehr",
      zh: "配置中已没有策略“{name}”"),
    Clause(
      "creditor \"{name}\" is no longer configured",
      de: "den Gläubiger „{name}“ gibt es in der Konfiguration nicht mehr",
      zh: "配置中已没有债权人“{name}”"),
    Clause(
      "time zone \"{name}\" is not known on this machine", de: "die Zeitzone „{name}“ kennt dieser Rechner nicht",
      zh: "本机不认识时区“{name}”"),
    Clause("the send window never opens", de: "das Sendefenster öffnet nie", zh: "发送时段永不开启"),
    Clause(
      "there is no address to which its next step could go; `dunningctl correct --debtor` takes one",
      en: "there is no address to which its next step could go: enter one at the debtor",
      de: "es fehlt die Adresse, an die ihre nächste Stufe gehen könnte: tragen Sie sie beim Schuldner ein",
      zh: "缺少下一步骤的收件地址：请在债务人处填写"),
  ]

  /// What a notice has to pass.
  static let gates: [Clause] = [
    Clause("the daemon is armed", en: "sending is on", de: "der Versand ist an", zh: "发送已开启"),
    Clause(
      "the daemon is held: {reason:said}", en: "sending is off: {reason}", de: "der Versand ist aus: {reason}",
      zh: "发送已关闭：{reason}"),
    Clause(
      "the claim is open: nobody paused or disputed it",
      de: "die Forderung ist offen: niemand hat sie pausiert oder bestritten",
      zh: "应收款未付：无人暂停或提出争议"),
    Clause(
      "the debtor promised to pay by {day:day}", de: "der Schuldner hat zugesagt, bis {day} zu zahlen",
      zh: "债务人承诺在 {day} 前付款"),
    Clause(
      "the claim is {state:term} until {day:day}", de: "die Forderung ist {state} bis {day}", zh: "应收款{state}至 {day}"),
    Clause(
      "{sum:sum} is open, and the policy has no minimum", de: "{sum} sind offen, und der Mahnplan hat kein Mindestes",
      zh: "未付 {sum}，策略没有最低金额"),
    Clause(
      "{sum:sum} is open, not below the minimum of {least:sum}",
      de: "{sum} sind offen, nicht weniger als mindestens {least}",
      zh: "未付 {sum}，不低于最低金额 {least}"),
    Clause(
      "{sum:sum} is open, below the minimum of {least:sum}", de: "{sum} sind offen, weniger als mindestens {least}",
      zh: "未付 {sum}，低于最低金额 {least}"),
    Clause(
      "the debtor has a credit of {sum:sum}, which is not for this claim",
      de: "der Schuldner hat ein Guthaben von {sum}, das nicht für diese Forderung ist", zh: "债务人有余额 {sum}，但不用于此应收款"),
    Clause(
      "the debtor has a credit of {sum:sum}, which is less than {least:number} and holds nothing",
      de: "der Schuldner hat ein Guthaben von {sum}, das weniger als {least} ist und nichts aufhält",
      zh: "债务人有余额 {sum}，低于 {least}，不影响催款"),
    Clause(
      "the debtor has a credit of {sum:sum}, which covers {part:number} of it: {how}",
      en: "the debtor has a credit of {sum}, which covers {part} of it: book it to the claim, or pay it back",
      de:
        "der Schuldner hat ein Guthaben von {sum}, das davon {part} deckt: buchen Sie es auf die Forderung, oder zahlen Sie es zurück",
      zh: "债务人有余额 {sum}，可抵其中 {part}：请记入应收款或退还"),
    Clause(
      "money that may be for it waits until {day:day} ({what})", en: "money that may be for it waits until {day}",
      de: "Geld, das dafür sein kann, wartet bis {day}",
      zh: "可能属于它的款项等待至 {day}"),
    Clause(
      "money that may be for it waits until {day:day}", de: "Geld, das dafür sein kann, wartet bis {day}",
      zh: "可能属于它的款项等待至 {day}"),
    Clause(
      "payments are known until {day:day}, and {step:step} asks for those of the last {span:span}: import the newest statement",
      en: "payments are known until {day}, and {step} asks for those of the last {span}: take in the newest statement",
      de:
        "Zahlungen sind bis {day} bekannt, und {step} verlangt die der letzten {span}: lesen Sie den neuesten Kontoauszug ein",
      zh: "付款已知至 {day}，而“{step}”需要最近 {span} 的付款：请读入最新对账单"),
    Clause(
      "payments are known until {day:day}, and {step:step} asks for those of the last {span:span}",
      de: "Zahlungen sind bis {day} bekannt, und {step} verlangt die der letzten {span}",
      zh: "付款已知至 {day}，“{step}”需要最近 {span} 的付款"),
    Clause(
      "nothing is known of payments, and {step:step} asks for those of the last {span:span}: import the newest statement",
      en: "nothing is known of payments, and {step} asks for those of the last {span}: take in the newest statement",
      de:
        "von Zahlungen ist nichts bekannt, und {step} verlangt die der letzten {span}: lesen Sie den neuesten Kontoauszug ein",
      zh: "尚无任何付款信息，而“{step}”需要最近 {span} 的付款：请读入最新对账单"),
    Clause(
      "nothing is known of payments, and {step:step} asks for those of the last {span:span}",
      de: "von Zahlungen ist nichts bekannt, und {step} verlangt die der letzten {span}",
      zh: "尚无任何付款信息，“{step}”需要最近 {span} 的付款"),
    Clause("no notice is under way", de: "kein Schreiben ist unterwegs", zh: "没有进行中的通知"),
    Clause(
      "notice {notice} waits for approval, since {time:time}: {how}",
      en: "notice {notice} waits for approval, since {time}",
      de: "das Schreiben {notice} wartet auf Freigabe, seit {time}",
      zh: "通知 {notice} 等待批准，自 {time} 起"),
    Clause(
      "Notice {notice} waits for approval, since {time:time}: {how}",
      en: "Notice {notice} waits for approval, since {time}.",
      de: "Das Schreiben {notice} wartet auf Freigabe, seit {time}.",
      zh: "通知 {notice} 等待批准，自 {time} 起。"),
    Clause(
      "the distance to {step:step} on {time:time} delays nothing",
      de: "der Abstand zu „{step}“ vom {time} verzögert nichts", zh: "与“{step}”（{time}）的间隔不造成延迟"),
    Clause(
      "{day:day}, by which the last notice asked to pay, delays nothing",
      de: "der {day}, bis zu dem das letzte Schreiben um Zahlung bat, verzögert nichts",
      zh: "上一通知要求的付款日 {day} 不造成延迟"),
    Clause(
      "the send window is always open", de: "das Sendefenster ist immer offen", zh: "发送时段始终开启"),
    Clause(
      "the policy has no send window: what is counted in days leaves on working days",
      de: "der Mahnplan hat kein Sendefenster: was nach Tagen zählt, geht an Werktagen hinaus",
      zh: "策略没有发送时段：按天计算的在工作日发出"),
    Clause(
      "the send window {window:window} is open", de: "das Sendefenster {window} ist offen", zh: "发送时段 {window} 已开启"),
    Clause(
      "the send window {window:window} is closed; {day:day} is {holiday} in {calendar}",
      de: "das Sendefenster {window} ist zu; {day} ist in {calendar} {holiday}",
      zh: "发送时段 {window} 未开启；{day} 在 {calendar} 是 {holiday}"),
    Clause(
      "the send window {window:window} is closed", de: "das Sendefenster {window} ist zu", zh: "发送时段 {window} 未开启"),
    Clause("{step:step} needs no approval", de: "„{step}“ braucht keine Freigabe", zh: "“{step}”无需批准"),
    Clause(
      "{step:step} is written on its day and waits until {who:clause}",
      de: "„{step}“ wird an seinem Tag geschrieben und wartet, bis {who}", zh: "“{step}”按期写好，并等待{who}"),
    Clause("a person approves it", de: "es jemand freigibt", zh: "有人批准"),
    Clause(
      "somebody approves it who has not entered or last corrected the claim, or two do",
      de: "es jemand freigibt, der die Forderung nicht erfasst oder zuletzt berichtigt hat, oder zwei es tun",
      zh: "由未登记或最后更正该应收款的人批准，或由两人批准"),
  ]
}
