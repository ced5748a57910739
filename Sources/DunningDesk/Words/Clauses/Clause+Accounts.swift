extension Clause {
  /// Why a statement of account, or another notice, is taken back before it leaves.
  static let accounts: [Clause] = [
    Clause(
      "there is no such debtor any more", de: "den Schuldner gibt es nicht mehr", zh: "该债务人已不存在"),
    Clause(
      "the debtor is {state:term}: {reason:said}", de: "der Schuldner ist {state}: {reason}", zh: "债务人{state}：{reason}"),
    Clause(
      "something is said of another debtor of the same name",
      de: "über einen anderen Schuldner desselben Namens ist etwas gesagt", zh: "对同名的另一债务人已有说明"),
    Clause(
      "claim {claim} is stopped: nobody may write to the debtor any more",
      de: "die Forderung {claim} ist gestoppt: an den Schuldner darf niemand mehr schreiben",
      zh: "应收款 {claim} 已停止：不得再向债务人发函"),
    Clause(
      "an earlier notice about claim {claim} could not be delivered",
      de: "ein früheres Schreiben zur Forderung {claim} war nicht zustellbar", zh: "关于应收款 {claim} 的较早通知无法送达"),
    Clause(
      "it would tell of more than {count:count} claims", de: "es nennt mehr als {count} Forderungen",
      zh: "涉及超过 {count} 笔应收款"),
    Clause("the debtor has no e-mail address", de: "der Schuldner hat keine E-Mail-Adresse", zh: "债务人没有电子邮件地址"),
    Clause("the account has changed", de: "das Konto hat sich geändert", zh: "账目已变化"),
    Clause("it has become old", de: "es ist veraltet", zh: "已过时"),
    Clause("the rules know no moment for it", de: "die Regeln kennen keinen Zeitpunkt dafür", zh: "规则没有给出发送时间"),
    Clause("a payment went back", de: "eine Zahlung ging zurück", zh: "付款被退回"),
    Clause("tried again", de: "wieder versucht", zh: "已重试"),
    Clause("nobody waits for it any more", de: "niemand wartet mehr darauf", zh: "已无人等待"),
    Clause("a later one was written", de: "ein späteres wurde geschrieben", zh: "已撰写较晚的一份"),
    Clause("the next step is due", de: "die nächste Stufe ist fällig", zh: "下一步骤已到期"),
    Clause("the pause ended", de: "die Pause ist zu Ende", zh: "暂停已结束"),
    Clause("there is no print spool", de: "es ist kein Ordner für Briefe eingerichtet", zh: "没有设置信件打印目录"),
    Clause("it cannot be written: {why:said}", de: "es lässt sich nicht schreiben: {why}", zh: "无法撰写：{why}"),
    Clause(
      "its step {step} sends an e-mail, and there is no address",
      de: "die Stufe {step} geht per E-Mail, und es fehlt die Adresse",
      zh: "步骤 {step} 以邮件发送，但没有地址"),
    Clause(
      "its step {step} sends a letter, and there is no print spool",
      de: "die Stufe {step} geht als Brief, und es ist kein Ordner für Briefe eingerichtet",
      zh: "步骤 {step} 以信件发送，但没有打印目录"),
    Clause("the debtor has no postal address", de: "der Schuldner hat keine Anschrift", zh: "债务人没有邮寄地址"),
    Clause(
      "it can no longer be written as it was: {why}", de: "es lässt sich nicht mehr so schreiben, wie es war ({why})",
      zh: "已无法按原样撰写（{why}）"),
    Clause(
      "its letter would read otherwise now: the templates, the rules or the creditor's details have changed",
      de: "sein Brief lautet jetzt anders: Vorlagen, Regeln oder Angaben des Gläubigers haben sich geändert",
      zh: "信件内容现已不同：模板、规则或债权人信息已变化"),
    Clause(
      "its message would read otherwise now: the templates, the rules or the creditor's details have changed",
      de: "seine E-Mail lautet jetzt anders: Vorlagen, Regeln oder Angaben des Gläubigers haben sich geändert",
      zh: "邮件内容现已不同：模板、规则或债权人信息已变化"),
    Clause("it is {state:term} already", de: "es ist schon {state}", zh: "已{state}"),
    Clause(
      "{rule}, the rule of policy {policy}, is for debts of {audience:term}, and the debtor is a {kind:term}",
      de: "die Zinsregel {rule} des Mahnplans {policy} gilt für Schulden von {audience}; der Schuldner ist {kind}",
      zh: "策略 {policy} 的利息规则 {rule} 适用于{audience}的债务，而债务人是{kind}"),
    Clause(
      "{rule}, the rule of policy {policy}, is for debts of {audience:term}, and nobody said whether the debtor is one",
      de:
        "die Zinsregel {rule} des Mahnplans {policy} gilt für Schulden von {audience}; ob der Schuldner dazu zählt, ist nicht gesagt",
      zh: "策略 {policy} 的利息规则 {rule} 适用于{audience}的债务，而债务人的类型未注明"),
    Clause(
      "the rate {table} of {day:day} is not in its table; it begins on {first:day}",
      de: "der Zinssatz {table} vom {day} steht nicht in der Tabelle; sie beginnt am {first}",
      zh: "表中没有 {day} 的利率 {table}；该表始于 {first}"),
    Clause(
      "the rate {table} of {day:day} is not in its table",
      de: "der Zinssatz {table} vom {day} steht nicht in der Tabelle",
      zh: "表中没有 {day} 的利率 {table}"),
    Clause(
      "the interest cannot be worked out: {why:said}", de: "die Zinsen lassen sich nicht ausrechnen: {why}",
      zh: "无法计算利息：{why}"),
    Clause(
      "asked for by uid {uid} ({role:term})", de: "verlangt von Benutzer {uid} ({role})", zh: "由用户 {uid}（{role}）要求"),
    Clause("asked for by uid {uid}", de: "verlangt von Benutzer {uid}", zh: "由用户 {uid} 要求"),
    Clause("asked for by daemon", de: "vom Dienst veranlasst", zh: "由服务发起"),
    Clause(
      "{count:count} of the invoices do not go with {notice}: too large for a mail, or not there any more",
      de: "{count} der Rechnungen gehen nicht mit {notice} hinaus: zu groß für eine E-Mail, oder nicht mehr da",
      zh: "{count} 份发票未随 {notice} 发出：过大或已不存在"),
  ]

  /// Why a debtor is left alone for good, before what was said.
  static let grounds: [Clause] = [
    Clause("insolvency: {reason}", de: "Insolvenz: {reason}", zh: "破产：{reason}"),
    Clause("representation: {reason}", de: "anwaltliche Vertretung: {reason}", zh: "由律师代理：{reason}"),
    Clause("deceased: {reason}", de: "verstorben: {reason}", zh: "已去世：{reason}"),
    Clause("cease-request: {reason}", de: "eigener Wunsch: {reason}", zh: "本人要求：{reason}"),
    Clause("other: {reason}", de: "anderer Grund: {reason}", zh: "其他原因：{reason}"),
    Clause(
      "another debtor who may be the same ({who}) is {state:term}: {how}",
      en: "another debtor who may be the same ({who}) is {state}: say whether they are one",
      de: "ein anderer Schuldner, der derselbe sein kann ({who}), ist {state}: sagen Sie, ob es einer ist",
      zh: "可能为同一人的另一债务人（{who}）{state}：请说明是否为同一人"),
    Clause(
      "another debtor of this name ({who}) is {state:term}: {how}",
      en: "another debtor of this name ({who}) is {state}: say whether they are one",
      de: "ein anderer Schuldner dieses Namens ({who}) ist {state}: sagen Sie, ob es einer ist",
      zh: "同名的另一债务人（{who}）{state}：请说明是否为同一人"),
    Clause(
      "nobody is held back who may be the same", de: "niemand wird zurückgehalten, der derselbe sein kann",
      zh: "没有可能为同一人的债务人被暂缓"),
  ]
}
