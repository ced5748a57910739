extension Clause {
  /// What became of an e-invoice, and what a person should know of it.
  static let invoices: [Clause] = [
    Clause("{debtor} is to pay {sum:sum}", de: "{debtor} soll {sum} zahlen", zh: "{debtor} 应付 {sum}"),
    Clause("it is to be paid by {day:day}", de: "sie ist bis {day} zu zahlen", zh: "付款期限为 {day}"),
    Clause(
      "a person has said that it is to be paid by {day:day}", de: "jemand hat gesagt, dass sie bis {day} zu zahlen ist",
      zh: "已由人指定付款期限为 {day}"),
    Clause(
      "{why:clause}: {days:count} days from {issued:day}, as configured (payment_days), is {day:day}",
      en: "{why}: {days} days from {issued}, as configured, is {day}",
      de: "{why}: {days} Tage ab {issued}, wie eingestellt, sind der {day}",
      zh: "{why}：按配置自 {issued} 起 {days} 天，即 {day}"),
    Clause(
      "it names no day to pay by (BT-9)", en: "it names no day to pay by", de: "sie nennt kein Zahlungsziel",
      zh: "未注明付款期限"),
    Clause(
      "it names several days to pay by, and not which counts: {days}",
      de: "sie nennt mehrere Zahlungsziele und nicht, welches gilt: {days}", zh: "注明多个付款期限，但未说明以哪个为准：{days}"),
    Clause(
      "the other days are those of a discount", de: "die anderen Tage sind die eines Skontos", zh: "其他日期为现金折扣的日期"),
    Clause(
      "it is to be paid in {count:count} parts, the last by {day:day}",
      de: "sie ist in {count} Teilen zu zahlen, der letzte bis {day}", zh: "分 {count} 次支付，最后一次在 {day} 前"),
    Clause("it is to be paid in {count:count} parts", de: "sie ist in {count} Teilen zu zahlen", zh: "分 {count} 次支付"),
    Clause(
      "{reference}: {sum:sum} due {day:day}", de: "{reference}: {sum}, fällig am {day}",
      zh: "{reference}：{sum}，{day} 到期"),
    Clause(
      "it does not say what is to be paid (BT-115)", en: "it does not say what is to be paid",
      de: "sie sagt nicht, was zu zahlen ist", zh: "未注明应付金额"),
    Clause(
      "\"{text}\" is not an amount (BT-115)", en: "“{text}” is not an amount", de: "„{text}“ ist kein Betrag",
      zh: "“{text}”不是金额"),
    Clause("it has no number (BT-1)", en: "it has no number", de: "sie hat keine Nummer", zh: "没有编号"),
    Clause(
      "it does not say its currency (BT-5)", en: "it does not say its currency", de: "sie nennt keine Währung",
      zh: "未注明币种"),
    Clause(
      "it is a credit note (type {type}), and does not say on which invoice",
      en: "it is a credit note, and does not say on which invoice",
      de: "sie ist eine Gutschrift und sagt nicht, zu welcher Rechnung", zh: "是贷项通知，但未说明对应哪张发票"),
    Clause(
      "it is a credit note (type {type}), on {references}", en: "it is a credit note on {references}",
      de: "sie ist eine Gutschrift zu {references}", zh: "是 {references} 的贷项通知"),
    Clause(
      "the amount is less than nothing, and does not say on which invoice",
      de: "der Betrag ist weniger als nichts, und sie sagt nicht, zu welcher Rechnung", zh: "金额小于零，且未说明对应哪张发票"),
    Clause(
      "the amount is less than nothing, on {references}", de: "der Betrag ist weniger als nichts, zu {references}",
      zh: "金额小于零，对应 {references}"),
    Clause("nothing is left to be paid", de: "es ist nichts mehr zu zahlen", zh: "已无应付金额"),
    Clause(
      "the seller collects it by card (BT-81: {code})", en: "the seller collects it by card",
      de: "der Verkäufer bucht sie von der Karte ab", zh: "由卖方通过银行卡收取"),
    Clause(
      "the seller collects it by direct debit (BT-81: {code})", en: "the seller collects it by direct debit",
      de: "der Verkäufer zieht sie per Lastschrift ein", zh: "由卖方直接扣款"),
    Clause(
      "the seller collects it by credit card (BT-81: {code})", en: "the seller collects it by credit card",
      de: "der Verkäufer bucht sie von der Kreditkarte ab", zh: "由卖方通过信用卡收取"),
    Clause(
      "the seller collects it by debit card (BT-81: {code})", en: "the seller collects it by debit card",
      de: "der Verkäufer bucht sie von der Bankkarte ab", zh: "由卖方通过借记卡收取"),
    Clause(
      "the seller collects it by SEPA direct debit (BT-81: {code})", en: "the seller collects it by SEPA direct debit",
      de: "der Verkäufer zieht sie per SEPA-Lastschrift ein", zh: "由卖方通过 SEPA 直接扣款"),
    Clause(
      "it was taken in before; claim {claim} is {sum:sum} due {day:day} now",
      de: "sie wurde schon übernommen; die Forderung {claim} ist jetzt {sum}, fällig am {day}",
      zh: "先前已录入；应收款 {claim} 现为 {sum}，{day} 到期"),
    Clause(
      "claim {claim} has its number, with {sum:sum} due {day:day}, and not {other:number} due {otherDay:day}",
      de: "die Forderung {claim} hat ihre Nummer, mit {sum}, fällig am {day}, und nicht {other}, fällig am {otherDay}",
      zh: "应收款 {claim} 使用同一编号，为 {sum}，{day} 到期，而非 {other}，{otherDay} 到期"),
    Clause(
      "claim {claim} would be {sum:sum} due {day:day}", de: "die Forderung {claim} wäre {sum}, fällig am {day}",
      zh: "应收款 {claim} 将为 {sum}，{day} 到期"),
    Clause(
      "claim {claim} is {sum:sum} due {day:day}", de: "die Forderung {claim} ist {sum}, fällig am {day}",
      zh: "应收款 {claim} 为 {sum}，{day} 到期"),
    Clause("it is claim {claim}", de: "sie ist die Forderung {claim}", zh: "即应收款 {claim}"),
    Clause(
      "there is no claim, or not one claim, of {named}: {way}", en: "there is no claim, or not one claim, of {named}",
      de: "zu {named} gibt es keine oder nicht genau eine Forderung", zh: "{named} 没有或不止一笔应收款"),
    Clause(
      "{sum:sum} less is owed on claim {claim} ({reference})",
      de: "auf {reference} ({claim}) sind {sum} weniger geschuldet",
      zh: "{reference}（{claim}）少欠 {sum}"),
    Clause("it was credited before", de: "sie wurde schon gutgeschrieben", zh: "先前已贷记"),
    Clause(
      "it corrects {reference} to nothing, and claim {claim} is open",
      de: "sie berichtigt {reference} auf nichts, und die Forderung {claim} ist offen",
      zh: "将 {reference} 更正为零，而应收款 {claim} 仍未付"),
    Clause(
      "it is in {currency}, and its claim is not", de: "sie lautet auf {currency}, ihre Forderung nicht",
      zh: "其币种为 {currency}，与应收款不同"),
    Clause(
      "it has no e-mail address: its steps go by letter, where there is a postal address and a spool",
      en: "it has no e-mail address: its steps go by letter, where there is a postal address and letters are printed",
      de:
        "sie hat keine E-Mail-Adresse: ihre Stufen gehen per Brief, wenn es eine Anschrift gibt und Briefe gedruckt werden",
      zh: "没有电子邮件地址：若有邮寄地址并打印信函，则以信函发出"),
    Clause(
      "\"{text}\" is no e-mail address and is left out", de: "„{text}“ ist keine E-Mail-Adresse und bleibt weg",
      zh: "“{text}”不是电子邮件地址，已略去"),
    Clause(
      "what it asks to quote is left out (BT-83): {why:said}", en: "what it asks to quote is left out: {why}",
      de: "der Verwendungszweck, den sie nennt, bleibt weg: {why}", zh: "其要求的付款附言已略去：{why}"),
    Clause(
      "several creditors have its account: give them a vat_id", en: "several creditors have its account",
      de: "mehrere Gläubiger haben ihr Konto", zh: "多个债权人使用其账户"),
    Clause(
      "it is somebody else's invoice: no creditor is named in it",
      de: "es ist die Rechnung von jemand anderem: kein Gläubiger ist darin genannt", zh: "是他人的发票：其中未提到任何债权人"),
    Clause(
      "it is somebody else's invoice: no creditor is {whose}; creditor {name} is called so: if it is theirs, add {what:clause} to the creditor in the configuration",
      en:
        "it is somebody else's invoice: no creditor is {whose}; creditor {name} is called so: if it is theirs, whoever runs the server adds {what}",
      de:
        "es ist die Rechnung von jemand anderem: kein Gläubiger ist {whose}; der Gläubiger {name} heißt so: wenn es seine ist, trägt {what} nach, wer den Server betreut",
      zh: "是他人的发票：没有债权人是 {whose}；债权人 {name} 同名：若确为其发票，请服务器管理员补充 {what}"),
    Clause(
      "it is somebody else's invoice: no creditor is {whose}",
      de: "es ist die Rechnung von jemand anderem: kein Gläubiger ist {whose}", zh: "是他人的发票：没有债权人是 {whose}"),
    Clause(
      "{amount:number} may be kept back until {day:day}", de: "{amount} dürfen bis {day} abgezogen werden (Skonto)",
      zh: "{day} 前可扣除 {amount}（现金折扣）"),
    Clause(
      "an earlier discount stays words: {amount:number} until {day:day}",
      de: "ein früheres Skonto bleibt unberücksichtigt: {amount} bis {day}", zh: "较早的现金折扣不计入：{day} 前 {amount}"),
    Clause(
      "for paying early, in words alone: {words}", de: "Skonto, nur in Worten: {words}", zh: "提前付款优惠（仅文字）：{words}"),
    Clause(
      "vat_id: \"{id}\", or its account {account} under accounts", en: "the VAT id {id}, or the account {account},",
      de: "die USt-IdNr. {id} oder das Konto {account}", zh: "增值税号 {id} 或账户 {account}"),
    Clause("vat_id: \"{id}\"", en: "the VAT id {id}", de: "die USt-IdNr. {id}", zh: "增值税号 {id}"),
    Clause(
      "its account {account} under accounts", en: "the account {account}", de: "das Konto {account}", zh: "账户 {account}"
    ),
    Clause(
      "corrected by invoice {reference}", de: "berichtigt durch die Rechnung {reference}", zh: "由发票 {reference} 更正"),
    Clause("the docket gave no answer", de: "die Datenbank gab keine Antwort", zh: "数据库未应答"),
  ]
}
