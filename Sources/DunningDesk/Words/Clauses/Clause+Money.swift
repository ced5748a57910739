extension Clause {
  /// Why an entry of a statement was decided so.
  static let matching: [Clause] = [
    Clause("it was taken in before as {entry}", de: "sie wurde schon als {entry} eingelesen", zh: "先前已作为 {entry} 读入"),
    Clause(
      "the file does not say of which account it is: say it with --account",
      en: "the file does not say of which account it is",
      de: "die Datei sagt nicht, zu welchem Konto sie gehört", zh: "文件未说明属于哪个账户"),
    Clause(
      "no creditor has the account {account}: add it to the accounts of the creditor",
      en: "no creditor has the account {account}",
      de: "kein Gläubiger hat das Konto {account}", zh: "没有债权人使用账户 {account}"),
    Clause("it was taken in before", de: "sie wurde schon eingelesen", zh: "先前已读入"),
    Clause("a person has decided about it", de: "jemand hat darüber entschieden", zh: "已由人决定"),
    Clause("it has come further since", de: "sie ist inzwischen weiter", zh: "此后已有进展"),
    Clause(
      "no creditor has this account: add it to the creditor's accounts", en: "no creditor has this account",
      de: "kein Gläubiger hat dieses Konto", zh: "没有债权人使用该账户"),
    Clause(
      "it was closed or cancelled: no money moved", de: "sie wurde geschlossen oder storniert: kein Geld floss",
      zh: "已关闭或取消：没有资金变动"),
    Clause("no money moved", de: "kein Geld floss", zh: "没有资金变动"),
    Clause("it is between the creditor's own accounts", de: "sie geht zwischen eigenen Konten", zh: "属于自有账户之间的转账"),
    Clause("the bank only tells of it", de: "die Bank teilt sie nur mit", zh: "银行仅作通知"),
    Clause("the money has not moved yet", de: "das Geld ist noch nicht da", zh: "款项尚未到账"),
    Clause(
      "it is booked on {day:day}, a day to come", de: "sie ist auf den {day} gebucht, der noch kommt",
      zh: "记账日 {day} 尚未到来"),
    Clause(
      "money that the creditor sent comes back", de: "Geld, das der Gläubiger geschickt hatte, kommt zurück",
      zh: "债权人汇出的款项被退回"),
    Clause("its text is too long to be searched", de: "ihr Text ist zu lang, um durchsucht zu werden", zh: "附言过长，无法检索"),
    Clause(
      "several claims are named, and what is open on them is not the sum",
      de: "mehrere Forderungen sind genannt, und was auf ihnen offen ist, ergibt nicht den Betrag",
      zh: "附言提到多笔应收款，但其未付总额与金额不符"),
    Clause(
      "the sum is in another currency than {reference}", de: "der Betrag hat eine andere Währung als {reference}",
      zh: "金额的币种与 {reference} 不同"),
    Clause(
      "something else is named besides {reference}", de: "neben {reference} ist noch etwas genannt",
      zh: "除 {reference} 外还提到其他内容"),
    Clause(
      "nothing is open on {reference}: it is {state:term}", de: "auf {reference} ist nichts offen: {state}",
      zh: "{reference} 没有未付金额：{state}"),
    Clause(
      "no reference is beyond doubt: {why:clause}", de: "keine Nummer ist zweifelsfrei: {why}", zh: "没有确定无疑的编号：{why}"),
    Clause(
      "another number of the same kind stands in it, and what is left may be for that",
      de: "es steht noch eine Nummer derselben Art darin, und der Rest kann für diese sein", zh: "其中还有另一个同类编号，余额可能属于它"),
    Clause("nothing in it names a claim", de: "nichts darin nennt eine Forderung", zh: "其中没有提到任何应收款"),
    Clause(
      "{amount:sum} of it is interest and costs", de: "davon sind {amount} Zinsen und Kosten", zh: "其中 {amount} 为利息和费用"),
    Clause(
      "who paid owes just this sum on another claim than {reference}",
      de: "wer gezahlt hat, schuldet genau diesen Betrag auf einer anderen Forderung als {reference}",
      zh: "付款人在 {reference} 以外的另一笔款项上恰好欠这个金额"),
    Clause("no reference stands whole in it", de: "keine Rechnungsnummer steht vollständig darin", zh: "其中没有完整的编号"),
    Clause(
      "more than {count:count} claims have this sum open: none is held for that alone",
      de: "mehr als {count} Forderungen haben genau diesen Betrag offen: allein deshalb wird keine gehalten",
      zh: "有 {count} 笔以上应收款未付金额与此相同：不因此单独暂缓"),
    Clause("who paid is {debtor}", de: "gezahlt hat {debtor}", zh: "付款人是 {debtor}"),
    Clause(
      "a person confirmed the account for {debtor}", de: "das Konto wurde für {debtor} bestätigt",
      zh: "该账户已确认属于 {debtor}"),
    Clause(
      "its parts come to {parts:number}, not to {sum:sum}", de: "ihre Teile ergeben {parts}, nicht {sum}",
      zh: "各部分合计 {parts}，而非 {sum}"),
    Clause(
      "gross, fee and sum do not add up", de: "Brutto, Gebühr und Betrag passen nicht zusammen", zh: "总额、手续费与金额不符"),
    Clause(
      "{gross:sum} was paid, of which {fee:sum} is the wallet's fee",
      de: "{gross} wurden gezahlt, davon {fee} Gebühr des Zahlungsdienstes", zh: "支付 {gross}，其中 {fee} 为支付平台手续费"),
    Clause(
      "{gross:sum} was paid, and the wallet gave {fee:sum} of its fee back",
      de: "{gross} wurden gezahlt, und der Zahlungsdienst gab {fee} seiner Gebühr zurück",
      zh: "支付 {gross}，支付平台退还手续费 {fee}"),
    Clause(
      "{whole:sum} was ordered, of which {charges:sum} is stated as charges",
      de: "{whole} wurden beauftragt, davon sind {charges} als Spesen genannt", zh: "汇出 {whole}，其中 {charges} 为费用"),
  ]

  /// What speaks for a claim.
  static let candidates: [Clause] = [
    Clause("exactly this sum is open", de: "genau dieser Betrag ist offen", zh: "未付金额恰好相同"),
    Clause(
      "its reference is nearly what stands in it", de: "ihre Nummer ist fast die, die darin steht", zh: "其编号与附言几乎一致"),
    Clause(
      "{debtor} has paid from this account, and exactly this sum is open",
      de: "{debtor} hat von diesem Konto gezahlt, und genau dieser Betrag ist offen", zh: "{debtor} 曾用此账户付款，且未付金额恰好相同"),
    Clause("{debtor} has paid from this account", de: "{debtor} hat von diesem Konto gezahlt", zh: "{debtor} 曾用此账户付款"),
    Clause(
      "the name is the debtor's, and exactly this sum is open",
      de: "der Name ist der des Schuldners, und genau dieser Betrag ist offen", zh: "姓名与债务人一致，且未付金额恰好相同"),
    Clause("the name is the debtor's", de: "der Name ist der des Schuldners", zh: "姓名与债务人一致"),
    Clause(
      "{notice}, which it names, asked for it", de: "das Schreiben {notice}, das darin genannt ist, bat darum",
      zh: "其中提到的通知 {notice} 曾要求付款"),
    Clause("it is named, but {why:said}", de: "sie ist genannt, aber {why}", zh: "附言提到它，但{why}"),
    Clause("the payment of {day:day} was for it", de: "die Zahlung vom {day} war dafür", zh: "{day} 的付款是付给它的"),
    Clause(
      "exactly this sum is open with the discount of {sum:sum}, which ended on {day:day}",
      de: "genau dieser Betrag ist offen, mit dem Skonto von {sum}, das am {day} endete",
      zh: "扣除现金折扣 {sum} 后未付金额恰好相同，折扣已于 {day} 截止"),
    Clause(
      "exactly this sum is open with the discount of {sum:sum}, which lasts until {day:day}",
      de: "genau dieser Betrag ist offen, mit dem Skonto von {sum}, das bis {day} gilt",
      zh: "扣除现金折扣 {sum} 后未付金额恰好相同，折扣有效至 {day}"),
    Clause(
      "this sum is open without interest and costs", de: "dieser Betrag ist ohne Zinsen und Kosten offen",
      zh: "不计利息和费用，未付金额恰好相同"),
    Clause(
      "{debtor} has paid from this account, and {sum:clause}", de: "{debtor} hat von diesem Konto gezahlt, und {sum}",
      zh: "{debtor} 曾用此账户付款，且{sum}"),
    Clause(
      "the name is the debtor's, and {sum:clause}", de: "der Name ist der des Schuldners, und {sum}",
      zh: "姓名与债务人一致，且{sum}"),
    Clause("{named:clause}, and {sum:clause}", de: "{named}, und {sum}", zh: "{named}，且{sum}"),
    Clause(
      "{notice} asked for it, with interest and costs", de: "das Schreiben {notice} bat darum, mit Zinsen und Kosten",
      zh: "通知 {notice} 曾要求支付，含利息和费用"),
    Clause(
      "{named:clause}, but it is in {currency}", de: "{named}, aber sie lautet auf {currency}",
      zh: "{named}，但币种为 {currency}"),
    Clause(
      "{named:clause}, but nothing is open on it", de: "{named}, aber darauf ist nichts offen", zh: "{named}，但没有未付金额"),
    Clause(
      "{named:clause}, and exactly this sum is open", de: "{named}, und genau dieser Betrag ist offen",
      zh: "{named}，且未付金额恰好相同"),
    Clause("{named:clause}; {sum:sum} is open", de: "{named}; offen sind {sum}", zh: "{named}；未付 {sum}"),
    Clause("{named:clause}, but {doubt:clause}", de: "{named}, aber {doubt}", zh: "{named}，但{doubt}"),
    Clause(
      "the checked reference {quote} of {reference} stands whole in it",
      de: "die Nummer {quote} mit Prüfziffer von {reference} steht vollständig darin",
      zh: "其中完整写有 {reference} 的带校验编号 {quote}"),
    Clause("{reference} stands whole in it", de: "{reference} steht vollständig darin", zh: "其中完整写有 {reference}"),
    Clause(
      "{quote} behind it completes {reference}", de: "{quote} dahinter ergänzt {reference}",
      zh: "其后的 {quote} 补全 {reference}"),
    Clause(
      "{quote} stands in it, which is {reference} without letters or noughts",
      de: "{quote} steht darin, das ist {reference} ohne Buchstaben oder Nullen",
      zh: "其中写有 {quote}，即去掉字母或零的 {reference}"),
  ]

  /// Why a reference is doubted.
  static let cautions: [Clause] = [
    Clause("other digits stand before it", de: "davor stehen andere Ziffern", zh: "前面有其他数字"),
    Clause("other digits stand beside it", de: "daneben stehen andere Ziffern", zh: "旁边有其他数字"),
    Clause("{word} before it may belong to it", de: "„{word}“ davor kann dazugehören", zh: "前面的“{word}”可能属于它"),
    Clause(
      "{word} before it may say that it is no invoice", de: "„{word}“ davor kann heißen, dass es keine Rechnung ist",
      zh: "前面的“{word}”可能表示并非发票"),
    Clause(
      "{word} before it is not how {reference} begins", de: "„{word}“ davor ist nicht der Anfang von {reference}",
      zh: "前面的“{word}”不是 {reference} 的开头"),
    Clause(
      "letters hang on it: it may be another reference", de: "Buchstaben hängen daran: es kann eine andere Nummer sein",
      zh: "带有字母：可能是别的编号"),
    Clause(
      "{word} hangs on it: it may be another reference", de: "„{word}“ hängt daran: es kann eine andere Nummer sein",
      zh: "带有“{word}”：可能是别的编号"),
    Clause("{word} behind it may belong to it", de: "„{word}“ dahinter kann dazugehören", zh: "后面的“{word}”可能属于它"),
    Clause("it may be an amount", de: "es kann ein Betrag sein", zh: "可能是金额"),
    Clause(
      "a line ends behind it, and {word} may belong to it",
      de: "dahinter endet eine Zeile, und „{word}“ kann dazugehören", zh: "其后换行，“{word}”可能属于它"),
    Clause(
      "a line ends before it, and {word} may belong to it", de: "davor endet eine Zeile, und „{word}“ kann dazugehören",
      zh: "其前换行，“{word}”可能属于它"),
    Clause("it is only the end of a reference", de: "es ist nur das Ende einer Nummer", zh: "只是编号的末尾"),
    Clause("it seems to be a date", de: "es scheint ein Datum zu sein", zh: "似乎是日期"),
    Clause("it seems to be an account number", de: "es scheint eine Kontonummer zu sein", zh: "似乎是账号"),
    Clause("it seems to be an amount", de: "es scheint ein Betrag zu sein", zh: "似乎是金额"),
    Clause("it seems to be a telephone number", de: "es scheint eine Telefonnummer zu sein", zh: "似乎是电话号码"),
    Clause(
      "it seems to be the number of a customer or a contract",
      de: "es scheint eine Kunden- oder Vertragsnummer zu sein", zh: "似乎是客户号或合同号"),
    Clause("it is a number of the one who paid", de: "es ist eine Nummer dessen, der gezahlt hat", zh: "是付款人自己的编号"),
    Clause(
      "it is a short number without its letters or noughts",
      de: "es ist eine kurze Nummer ohne ihre Buchstaben oder Nullen", zh: "是缺少字母或零的短编号"),
    Clause("it is a short number", de: "es ist eine kurze Nummer", zh: "编号较短"),
    Clause("it may be a date", de: "es kann ein Datum sein", zh: "可能是日期"),
    Clause("it may be a span of time", de: "es kann ein Zeitraum sein", zh: "可能是一段时间"),
    Clause("it is a short reference", de: "es ist eine kurze Nummer", zh: "编号较短"),
    Clause("its letters or noughts are missing", de: "seine Buchstaben oder Nullen fehlen", zh: "缺少字母或零"),
    Clause(
      "it may be {count:count} claims or more", de: "es können {count} Forderungen sein oder mehr",
      zh: "可能是 {count} 笔或更多应收款"),
  ]

  /// How a sum fits what is open.
  static let settling: [Clause] = [
    Clause(
      "the sum is all that is open on {references:names}", de: "der Betrag ist alles, was auf {references} offen ist",
      zh: "金额等于 {references} 的全部未付金额"),
    Clause(
      "{sum:sum} is more than is open on {reference}", de: "{sum} mehr, als auf {reference} offen ist",
      zh: "比 {reference} 的未付金额多 {sum}"),
    Clause(
      "{sum:sum} stays open on {reference}: the discount ended on {day:day}",
      de: "{sum} bleiben auf {reference} offen: das Skonto endete am {day}",
      zh: "{reference} 仍有 {sum} 未付：现金折扣已于 {day} 结束"),
    Clause(
      "{sum:sum} stays open on {reference}: likely charges of a bank",
      de: "{sum} bleiben auf {reference} offen: wohl Bankspesen", zh: "{reference} 仍有 {sum} 未付：可能是银行费用"),
    Clause(
      "{sum:sum} stays open on {reference}", de: "{sum} bleiben auf {reference} offen", zh: "{reference} 仍有 {sum} 未付"),
    Clause(
      "{sum:sum} is credited on {reference}: less than the tolerance of {most:sum}",
      de: "{sum} werden auf {reference} gutgeschrieben: weniger als die Toleranz von {most}",
      zh: "{reference} 记贷项 {sum}：低于容差 {most}"),
    Clause(
      "{sum:sum} is credited on {reference}: {percent} % discount until {day:day}",
      de: "{sum} werden auf {reference} gutgeschrieben: {percent} % Skonto bis {day}",
      zh: "{reference} 记贷项 {sum}：{day} 前 {percent}% 现金折扣"),
  ]

  /// Money that went.
  static let returns: [Clause] = [
    Clause(
      "money that may go: nothing is owed because of it yet",
      de: "Geld, das vielleicht abgeht: deswegen ist noch nichts geschuldet", zh: "可能转出的款项：尚未因此产生应付"),
    Clause(
      "money that went out, and no payment that came back",
      de: "Geld, das hinausging, und keine Zahlung, die zurückkam", zh: "转出的款项，并非退回的付款"),
    Clause(
      "money went to a debtor, perhaps a refund", de: "Geld ging an einen Schuldner, vielleicht eine Erstattung",
      zh: "款项转给债务人，可能是退款"),
    Clause(
      "the creditor gave it back; whether it is owed again a person says",
      de: "der Gläubiger gab es zurück; ob es wieder geschuldet ist, sagt ein Mensch",
      zh: "债权人已退还；是否重新欠款由人决定"),
    Clause("the bank took {sum:sum} for it", de: "die Bank nahm dafür {sum}", zh: "银行为此收取 {sum}"),
    Clause("the bank's reason is {code}", de: "der Grund der Bank ist {code}", zh: "银行给出的原因是 {code}"),
    Clause(
      "the payment that it takes back is not known", de: "die Zahlung, die sie zurücknimmt, ist nicht bekannt",
      zh: "所退回的付款未知"),
    Clause("it may take back several payments", de: "sie kann mehrere Zahlungen zurücknehmen", zh: "可能退回多笔付款"),
    Clause(
      "one payment is like it, but the sum or the kind differs",
      de: "eine Zahlung ist ihr ähnlich, aber Betrag oder Art sind anders", zh: "有一笔付款相似，但金额或类型不同"),
    Clause(
      "the end-to-end id is that of the payment of {day:day}",
      de: "die Ende-zu-Ende-Nummer ist die der Zahlung vom {day}", zh: "端到端编号与 {day} 的付款相同"),
    Clause(
      "the mandate and sum is that of the payment of {day:day}", de: "Mandat und Betrag sind die der Zahlung vom {day}",
      zh: "授权与金额与 {day} 的付款相同"),
    Clause(
      "the bank's reference is that of the payment of {day:day}",
      de: "die Nummer der Bank ist die der Zahlung vom {day}", zh: "银行编号与 {day} 的付款相同"),
  ]
}
