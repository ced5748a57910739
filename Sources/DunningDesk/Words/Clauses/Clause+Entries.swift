extension Clause {
  /// What became of entries of statements beside the rule of matching, and why they were decided anew.
  static let entries: [Clause] = [
    Clause(
      "{sum:sum} is the discount of {reference} until {day:day}", de: "{sum} sind das Skonto von {reference} bis {day}",
      zh: "{sum} 为 {reference} 的现金折扣，有效至 {day}"),
    Clause(
      "it is payment {payment}, which a person recorded",
      de: "sie ist die Zahlung {payment}, die jemand eingetragen hat",
      zh: "即人工登记的付款 {payment}"),
    Clause(
      "it has the number of {payment}, which a person recorded for {place}; undo that, or ignore the entry",
      de:
        "sie hat die Nummer von {payment}, die jemand für {place} eingetragen hat; nehmen Sie diese zurück, oder lassen Sie die Buchung außer Acht",
      zh: "与人工为 {place} 登记的 {payment} 编号相同；请撤销该付款，或忽略此记录"),
    Clause(
      "it looks like {payment}, recorded by hand on {day:day}; ignore the entry if it is that one",
      de:
        "sie sieht aus wie {payment}, von Hand eingetragen am {day}; lassen Sie die Buchung außer Acht, wenn sie das ist",
      zh: "与 {day} 人工登记的 {payment} 相似；若为同一笔，请忽略此记录"),
    Clause(
      "it may be {entry}, which {file} told of in other words",
      de: "sie kann {entry} sein, die {file} in anderen Worten nannte", zh: "可能即 {file} 以其他措辞记载的 {entry}"),
    Clause(
      "its statement stands in the file twice", de: "ihr Kontoauszug steht zweimal in der Datei", zh: "该对账单在文件中出现两次"),
    Clause("it is not booked: {why:said}", de: "sie ist nicht gebucht: {why}", zh: "未记账：{why}"),
    Clause("it cannot be booked: {why:said}", de: "sie lässt sich nicht buchen: {why}", zh: "无法记账：{why}"),
    Clause(
      "a person has taken it back from there", de: "jemand hat sie von dort zurückgenommen", zh: "已由人工从该处撤回"),
    Clause(
      "a claim that it may be for was opened again", de: "eine Forderung, für die sie sein kann, wurde wieder geöffnet",
      zh: "可能属于它的应收款被重新开启"),
    Clause("a claim came in later", de: "eine Forderung kam später hinzu", zh: "应收款后来才登记"),
    Clause(
      "the payment that it takes back came in later", de: "die Zahlung, die sie zurücknimmt, kam später",
      zh: "所退回的付款后来才到"),
    Clause(
      "payment {payment}, which told of the same money, was undone",
      de: "die Zahlung {payment}, die dasselbe Geld meinte, wurde zurückgenommen", zh: "记载同一款项的付款 {payment} 已撤销"),
    Clause(
      "several claims are called so, and who paid does not tell which",
      de: "mehrere Forderungen heißen so, und wer gezahlt hat, sagt nicht, welche", zh: "多笔应收款同名，付款人也无法区分"),
    Clause(
      "several claims are called so, and who paid is {debtor}",
      de: "mehrere Forderungen heißen so, und gezahlt hat {debtor}", zh: "多笔应收款同名，付款人是 {debtor}"),
    Clause("several claims are called so", de: "mehrere Forderungen heißen so", zh: "多笔应收款同名"),
    Clause(
      "it is what {notice} quoted as well", de: "auch das Schreiben {notice} nannte sie", zh: "通知 {notice} 也引用了它"),
    Clause(
      "it is written otherwise, and short", de: "sie ist anders geschrieben, und kurz", zh: "写法不同，且较短"),
    Clause("it is written otherwise", de: "sie ist anders geschrieben", zh: "写法不同"),
    Clause(
      "the creditor's own money, moved at the wallet", de: "eigenes Geld, beim Zahlungsdienst bewegt",
      zh: "债权人在支付平台内的自有资金变动"),
    Clause(
      "the transaction that it names is that of the payment of {day:day}",
      de: "der Vorgang, den sie nennt, ist der der Zahlung vom {day}", zh: "所指交易即 {day} 的付款"),
    Clause("the wallet gave {sum:sum} back", de: "der Zahlungsdienst gab {sum} zurück", zh: "支付平台退还 {sum}"),
    Clause("the wallet took {sum:sum} for it", de: "der Zahlungsdienst nahm dafür {sum}", zh: "支付平台为此收取 {sum}"),
    Clause(
      "{sum:sum} went back, and the wallet took {fee:sum} for it",
      de: "{sum} gingen zurück, und der Zahlungsdienst nahm dafür {fee}", zh: "退回 {sum}，支付平台为此收取 {fee}"),
    Clause(
      "{sum:sum} went back, of which {fee:sum} is the wallet's fee",
      de: "{sum} gingen zurück, davon {fee} Gebühr des Zahlungsdienstes", zh: "退回 {sum}，其中 {fee} 为支付平台手续费"),
    Clause("{text} is no sum in {currency}", de: "{text} ist kein Betrag in {currency}", zh: "{text} 不是 {currency} 金额"),
  ]
}
