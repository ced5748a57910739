extension Clause {
  /// When a step goes out and why then, as the plan says it.
  static let moments: [Clause] = [
    Clause(
      "the day after the printed {day:day}: {time:time}", de: "der Tag nach dem genannten Zahlungsziel {day}: {time}",
      zh: "所印付款日 {day} 的次日：{time}"),
    Clause(
      "{span:span} after the last notice to this debtor: {time:time}",
      de: "{span} nach dem letzten Schreiben an diesen Schuldner: {time}", zh: "上次致函该债务人后 {span}：{time}"),
    Clause(
      "{span:span} after it was opened again: {time:time}", de: "{span} nach dem Wiederöffnen: {time}",
      zh: "重新开启后 {span}：{time}"),
    Clause(
      "{span:span} after {step:step}: {time:time}", de: "{span} nach „{step}“: {time}", zh: "“{step}”后 {span}：{time}"),
    Clause(
      "{offset:offset}, after {day:day}, the last day in time: {time:time}",
      de: "{offset}, nach dem {day}, bis zu dem rechtzeitig gezahlt werden konnte: {time}",
      zh: "{offset}，在最后按时付款日 {day} 之后：{time}"),
    Clause("{offset:offset} is {time:time}", de: "{offset}: {time}", zh: "{offset}：{time}"),
    Clause(
      "a payment that may be for it waits until {day:day}: {time:time}",
      de: "eine Zahlung, die dafür sein kann, wartet bis {day}: {time}", zh: "可能属于它的款项等待至 {day}：{time}"),
    Clause(
      "the invoice is of {day:day}: {time:time}", de: "die Rechnung ist vom {day}: {time}", zh: "发票日期 {day}：{time}"),
    Clause("that is past, so now", de: "das ist vorbei, also jetzt", zh: "该时间已过，因此现在"),
    Clause("the send window opens {time:time}", de: "das Sendefenster öffnet {time}", zh: "发送时段开启：{time}"),
    Clause("the next working day is {time:time}", de: "der nächste Werktag: {time}", zh: "下一个工作日：{time}"),
    Clause("{state:term} until {day:day}: {time:time}", de: "{state} bis {day}: {time}", zh: "{state}至 {day}：{time}"),
    Clause(
      "the register of {month} goes to {creditor} on the first working day after it",
      de: "das Buchungsregister {month} geht am ersten Werktag danach an {creditor}",
      zh: "{month} 的登记簿在其后第一个工作日发给 {creditor}"),
    Clause("provisional: {why:said}", de: "vorläufig: {why}", zh: "暂定：{why}"),
  ]

  /// The same in words of a sentence.
  static let causes: [Clause] = [
    // Before what would take the moment for a part of a step's name.
    Clause("{cause:clause} is {time:time}", de: "{cause}: {time}", zh: "{cause}：{time}"),
    Clause("{cause:clause} was {time:time}", de: "{cause}: {time}", zh: "{cause}：{time}"),
    Clause("{span:span} after the deadline", de: "{span} nach der Fälligkeit", zh: "到期后 {span}"),
    Clause("{span:span} before the deadline", de: "{span} vor der Fälligkeit", zh: "到期前 {span}"),
    Clause("the moment of the deadline", de: "der Tag der Fälligkeit", zh: "到期时"),
    Clause(
      "{span:span} after the last notice to this debtor", de: "{span} nach dem letzten Schreiben an diesen Schuldner",
      zh: "上次致函该债务人后 {span}"),
    Clause("{span:span} after the last notice", de: "{span} nach dem letzten Schreiben", zh: "上一通知后 {span}"),
    Clause("the moment of the last notice", de: "der Zeitpunkt des letzten Schreibens", zh: "上一通知之时"),
    Clause("{span:span} after the day to pay by", de: "{span} nach dem Zahlungsziel", zh: "付款期限后 {span}"),
    Clause("{span:span} before the day to pay by", de: "{span} vor dem Zahlungsziel", zh: "付款期限前 {span}"),
    Clause("the moment of the day to pay by", de: "der Tag des Zahlungsziels", zh: "付款期限当天"),
    Clause(
      "the day after {day:day}, until which payment was in time",
      de: "der Tag nach dem {day}, bis zu dem rechtzeitig gezahlt werden konnte", zh: "按时付款截止日 {day} 的次日"),
    Clause(
      "the day after {day:day}, by which the last notice asked to pay",
      de: "der Tag nach dem {day}, bis zu dem das letzte Schreiben um Zahlung bat", zh: "上一通知要求的付款日 {day} 的次日"),
    Clause(
      "the day after {day:day}, until which a payment waits that may be for it",
      de: "der Tag nach dem {day}, bis zu dem eine Zahlung wartet, die dafür sein kann",
      zh: "可能属于它的款项等待至 {day} 的次日"),
    Clause(
      "{span:span} after the claim was opened again", de: "{span} nach dem Wiederöffnen der Forderung",
      zh: "应收款重新开启后 {span}"),
    Clause("{day:day}, the day of the invoice", de: "der {day}, der Tag der Rechnung", zh: "发票日 {day}"),
    Clause(
      "the first chance after its day has passed", de: "die erste Gelegenheit, nachdem ihr Tag vorbei war",
      zh: "原定日期过后的第一次机会"),
    Clause("the next opening of the send window", de: "das nächste Öffnen des Sendefensters", zh: "发送时段的下一次开启"),
    Clause("the next working day", de: "der nächste Werktag", zh: "下一个工作日"),
    Clause("the send window opens then", de: "dann öffnet das Sendefenster", zh: "届时发送时段开启"),
    Clause("that is the next working day", de: "das ist der nächste Werktag", zh: "那是下一个工作日"),
    Clause(
      "it is {cause:clause}", de: "{cause}", zh: "{cause}"),
    Clause(
      "{opens:clause}, after {day:day} ({holiday}), {cause:clause}",
      de: "{opens}, nach dem {day} ({holiday}): {cause}", zh: "{opens}，在 {day}（{holiday}）之后：{cause}"),
    Clause(
      "{opens:clause}, after {day:day}, {cause:clause}", de: "{opens}, nach dem {day}: {cause}",
      zh: "{opens}，在 {day} 之后：{cause}"),
    Clause("{span:span} after {step:step}", de: "{span} nach „{step}“", zh: "“{step}”后 {span}"),
    Clause("{state:term} until {day:day}", de: "{state} bis {day}", zh: "{state}至 {day}"),
  ]

  /// What has gone out, what will, and what is left out.
  static let course: [Clause] = [
    Clause(
      "it went out on {time:time}, to pay by {day:day}", de: "hinausgegangen am {time}, zu zahlen bis {day}",
      zh: "{time} 发出，付款期限 {day}"),
    Clause("it went out on {time:time}", de: "hinausgegangen am {time}", zh: "{time} 发出"),
    Clause("{step:step} went out without it", de: "„{step}“ ging ohne diese Stufe hinaus", zh: "“{step}”已越过此步骤发出"),
    Clause("nobody can say when", de: "wann, kann niemand sagen", zh: "时间未定"),
    Clause(
      "missed; on_missed: {choice}", en: "its day was missed", de: "ihr Tag wurde verpasst", zh: "已错过其日期"),
    Clause(
      "it speaks of a deadline ahead, which has passed", de: "sie spricht von einer Frist, die schon vorbei ist",
      zh: "它所提及的期限已过"),
    Clause(
      "its day, {day:day}, is not after that of the invoice",
      de: "ihr Tag, der {day}, liegt nicht nach dem der Rechnung",
      zh: "其日期 {day} 不在发票日期之后"),
    Clause(
      "its day, {day:day}, is before {first:day}; not_before: {rule}", en: "its day, {day}, is before {first}",
      de: "ihr Tag, der {day}, liegt vor dem {first}", zh: "其日期 {day} 早于 {first}"),
    Clause(
      "its day, {day:day}, was over when the claim was enqueued",
      de: "ihr Tag, der {day}, war vorbei, als die Forderung erfasst wurde", zh: "应收款登记时，其日期 {day} 已过"),
    Clause(
      "{reference} of {debtor}: {open:number} of {amount:number} {currency} is open, due on {day:day}, in time until {last:day}.",
      de:
        "{reference} von {debtor}: von {amount} {currency} sind {open} offen, fällig am {day}, rechtzeitig bis {last}.",
      zh: "{debtor} 的 {reference}：{amount} {currency} 中未付 {open}，{day} 到期，按时付款截止 {last}。"),
    Clause(
      "{reference} of {debtor}: {open:number} of {amount:number} {currency} is open, due on {day:day}.",
      de: "{reference} von {debtor}: von {amount} {currency} sind {open} offen, fällig am {day}.",
      zh: "{debtor} 的 {reference}：{amount} {currency} 中未付 {open}，{day} 到期。"),
    Clause(
      "{reference} of {debtor}: {open:number} of {amount:number} {currency} and {beyond:number} of interest and costs that were demanded is open, due on {day:day}.",
      de:
        "{reference} von {debtor}: von {amount} {currency} sind {open} offen, dazu {beyond} geforderte Zinsen und Kosten, fällig am {day}.",
      zh: "{debtor} 的 {reference}：{amount} {currency} 中未付 {open}，另有已要求的利息和费用 {beyond}，{day} 到期。"),
    Clause(
      "{reference} of {debtor}: {open:number} of {amount:number} {currency} and {beyond:number} of interest and costs that were demanded is open, due on {day:day}, in time until {last:day}.",
      de:
        "{reference} von {debtor}: von {amount} {currency} sind {open} offen, dazu {beyond} geforderte Zinsen und Kosten, fällig am {day}, rechtzeitig bis {last}.",
      zh: "{debtor} 的 {reference}：{amount} {currency} 中未付 {open}，另有已要求的利息和费用 {beyond}，{day} 到期，按时付款截止 {last}。"),
    Clause("Nothing has gone out about it yet.", de: "Dazu ging noch nichts hinaus.", zh: "尚未就此发出任何通知。"),
    Clause(
      "For earlier deadlines and this one, {sent:clauses}.", de: "Zu früheren Fälligkeiten und dieser: {sent}.",
      zh: "此前及本次到期日：{sent}。"),
    Clause("So far {sent:clauses}.", de: "Bisher: {sent}.", zh: "至今：{sent}。"),
    Clause("{step:step} went out on {day:day}", de: "{step} am {day}", zh: "“{step}”于 {day} 发出"),
    Clause(
      "Nothing is planned: {why:clause}. The reason on record: {reason:said}.",
      de: "Nichts ist geplant: {why}. Der Grund, der dazu steht: {reason}.", zh: "没有计划：{why}。记录的原因：{reason}。"),
    Clause("Nothing is planned: {why:clause}.", de: "Nichts ist geplant: {why}.", zh: "没有计划：{why}。"),
    Clause(
      "Next comes {step:step} on {time:time}, together with {others:names}, since {why:clause}. It then waits until {who:clause}.",
      de: "Als Nächstes kommt {step} am {time}, zusammen mit {others}: {why}. Dann wartet es, bis {who}.",
      zh: "接下来是“{step}”，{time}，与 {others} 一起：{why}。然后等待{who}。"),
    Clause(
      "Next comes {step:step} on {time:time}, since {why:clause}. It then waits until {who:clause}.",
      de: "Als Nächstes kommt {step} am {time}: {why}. Dann wartet es, bis {who}.",
      zh: "接下来是“{step}”，{time}：{why}。然后等待{who}。"),
    Clause(
      "Next comes {step:step} on {time:time}, together with {others:names}, since {why:clause}.",
      de: "Als Nächstes kommt {step} am {time}, zusammen mit {others}: {why}.",
      zh: "接下来是“{step}”，{time}，与 {others} 一起：{why}。"),
    Clause(
      "Next comes {step:step} on {time:time}, since {why:clause}.",
      de: "Als Nächstes kommt {step} am {time}: {why}.",
      zh: "接下来是“{step}”，{time}：{why}。"),
    Clause(
      "It is held because {why:clause}; that ends on {time:time}.", de: "Es wird gehalten: {why}; das endet am {time}.",
      zh: "暂缓原因：{why}；至 {time} 结束。"),
    Clause("It is held because {why:clause}.", de: "Es wird gehalten: {why}.", zh: "暂缓原因：{why}。"),
    Clause("{step:step} is left out: {why:clause}.", de: "„{step}“ entfällt: {why}.", zh: "略过“{step}”：{why}。"),
    Clause(
      "After that, if nobody pays: {steps:clauses}.", de: "Danach, wenn niemand zahlt: {steps}.", zh: "此后若无人付款：{steps}。"
    ),
    Clause("{step:step} on {day:day}", de: "{step} am {day}", zh: "{day}“{step}”"),
    Clause("This is provisional: {why:said}.", de: "Das ist vorläufig: {why}.", zh: "暂定：{why}。"),
  ]
}
