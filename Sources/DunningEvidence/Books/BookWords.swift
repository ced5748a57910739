import Dunning

/// What only the books say in words; `%1` stands for what is filled in.
enum BookPhrase: CaseIterable, Sendable {
  case ageing, notDue, upTo30, upTo60, upTo90, over90, totals
}

/// The words of the register and of the ageing report in one language.
struct BookWords: Sendable {
  /// In which the books are printed; a case file has some of these only (``DossierWords``).
  private enum Tongue {
    case english, german, chinese, japanese
  }

  private let tongue: Tongue
  private let dossier: DossierWords
  /// A BCP 47 tag.
  let language: String

  /// In the language that fits this tag; English where there are no words of its own.
  init(for tag: String) {
    dossier = DossierWords(for: tag)
    if tag.lowercased().split(separator: "-").first == "ja" {
      (tongue, language) = (.japanese, "ja")
      return
    }
    language = dossier.language
    tongue =
      switch dossier.language {
      case "de": .german
      case "zh-Hans": .chinese
      default: .english
      }
  }

  /// In the language of all these creditors; English when they have several.
  init(for creditors: some Sequence<Creditor?>) {
    let tags = Set(creditors.map { $0?.language ?? "en" })
    self.init(for: tags.count == 1 ? tags.first ?? "en" : "en")
  }

  /// A sum without its currency, as it is written in the language.
  func number(_ money: Money) -> String {
    guard tongue == .german else { return money.decimal }
    let parts = money.decimal.split(separator: ".")
    let (sign, digits) = parts[0].hasPrefix("-") ? ("-", parts[0].dropFirst()) : ("", parts[0])
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { whole += "." }
      whole.append(digit)
    }
    return sign + ([whole] + parts.dropFirst().map(String.init)).joined(separator: ",")
  }

  func callAsFunction(_ phrase: DossierPhrase) -> String {
    (tongue == .japanese ? phrase.japanese : nil) ?? dossier(phrase)
  }

  func callAsFunction(_ phrase: BookPhrase) -> String {
    switch tongue {
    case .english: phrase.english
    case .german: phrase.german
    case .chinese: phrase.chinese
    case .japanese: phrase.japanese
    }
  }

  func callAsFunction(kind: RegisterEntry.Kind) -> String {
    switch tongue {
    case .english: kind.rawValue
    case .german: kind.german
    case .chinese: kind.chinese
    case .japanese: kind.japanese
    }
  }

  func callAsFunction(state: Claim.State) -> String {
    switch tongue {
    case .english: state.rawValue
    case .german: state.german
    case .chinese: state.chinese
    case .japanese: state.japanese
    }
  }
}

extension BookPhrase {
  fileprivate var english: String {
    switch self {
    case .ageing: "Open claims on %1 by days late"
    case .notDue: "Not due"
    case .upTo30: "1–30"
    case .upTo60: "31–60"
    case .upTo90: "61–90"
    case .over90: "Over 90"
    case .totals: "Totals"
    }
  }

  fileprivate var german: String {
    switch self {
    case .ageing: "Offene Forderungen am %1 nach Tagen seit Fälligkeit"
    case .notDue: "Nicht fällig"
    case .over90: "Über 90"
    case .totals: "Summen"
    case .upTo30, .upTo60, .upTo90: english
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .ageing: "截至%1未清债权账龄表"
    case .notDue: "未到期"
    case .upTo30: "逾期1–30天"
    case .upTo60: "31–60天"
    case .upTo90: "61–90天"
    case .over90: "超过90天"
    case .totals: "合计"
    }
  }

  fileprivate var japanese: String {
    switch self {
    case .ageing: "%1現在の未回収債権（期日経過日数別）"
    case .notDue: "期日前"
    case .upTo30: "1–30日"
    case .upTo60: "31–60日"
    case .upTo90: "61–90日"
    case .over90: "90日超"
    case .totals: "合計"
    }
  }
}

extension DossierPhrase {
  /// The words that the books share with a case file; nil for the others, since case files are not written in Japanese
  /// yet.
  fileprivate var japanese: String? {
    switch self {
    case .transactions: "取引記録簿"
    case .bookedAt: "記帳日時"
    case .kind: "区分"
    case .claim: "債権"
    case .debtor: "債務者"
    case .value: "発生日"
    case .reference: "照合番号"
    case .amount: "金額"
    case .balance: "残高"
    case .status: "状態"
    case .total: "合計"
    case .opening: "期首"
    case .closing: "期末"
    case .page: "%1 / %2 ページ"
    default: nil
    }
  }
}

extension RegisterEntry.Kind {
  fileprivate var german: String {
    switch self {
    case .claim: "Forderung"
    case .payment: "Zahlung"
    case .creditNote: "Gutschrift"
    case .refund: "Erstattung"
    case .chargeback: "Rückbelastung"
    case .discount: "Skonto"
    case .charges: "Zinsen und Kosten"
    case .correction: "Berichtigung"
    case .withdrawal: "Rücknahme"
    case .writeOff: "Ausbuchung"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .claim: "债权"
    case .payment: "收款"
    case .creditNote: "贷项通知"
    case .refund: "退款"
    case .chargeback: "退单"
    case .discount: "现金折扣"
    case .charges: "利息及费用"
    case .correction: "更正"
    case .withdrawal: "撤回"
    case .writeOff: "核销"
    }
  }

  fileprivate var japanese: String {
    switch self {
    case .claim: "債権"
    case .payment: "入金"
    case .creditNote: "減額"
    case .refund: "返金"
    case .chargeback: "支払取消"
    case .discount: "割引"
    case .charges: "利息・費用"
    case .correction: "訂正"
    case .withdrawal: "取下げ"
    case .writeOff: "貸倒"
    }
  }
}

extension Claim.State {
  fileprivate var german: String {
    switch self {
    case .open: "offen"
    case .paused: "ausgesetzt"
    case .promised: "zugesagt"
    case .disputed: "bestritten"
    case .stopped: "gestoppt"
    case .paid: "bezahlt"
    case .withdrawn: "zurückgenommen"
    case .writtenOff: "ausgebucht"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .open: "未清"
    case .paused: "暂停"
    case .promised: "已承诺付款"
    case .disputed: "有异议"
    case .stopped: "停止联系"
    case .paid: "已付清"
    case .withdrawn: "已撤回"
    case .writtenOff: "已核销"
    }
  }

  fileprivate var japanese: String {
    switch self {
    case .open: "未払"
    case .paused: "保留"
    case .promised: "支払約束"
    case .disputed: "異議"
    case .stopped: "連絡停止"
    case .paid: "支払済"
    case .withdrawn: "取下げ"
    case .writtenOff: "貸倒"
    }
  }
}
