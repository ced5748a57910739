import Dunning
import DunningLetters
import Testing

/// Facts of letters from Shanghai and from Osaka.
enum AsianSamples {
  static func creditor(_ language: String) throws -> Creditor {
    language == "ja" ? try osaka() : try shanghai()
  }

  static func debtor(_ language: String, kind: Debtor.Kind? = .business, country: String? = nil) throws -> Debtor {
    let isJapanese = language == "ja"
    let name =
      kind == .consumer ? (isJapanese ? "𠮷田 花子" : "张伟") : (isJapanese ? "株式会社さくら商事" : "杭州明川贸易有限公司")
    let address =
      isJapanese ? ["〒604-8005", "京都府京都市中京区恵比須町534-1", "さくらビル5階"] : ["浙江省杭州市西湖区文三路90号2幢301室", "邮编310012"]
    return Debtor(
      key: "D-7", name: name, email: try EmailAddress(parsing: "keiri@example.com"), kind: kind, country: country,
      address: address)
  }

  static func item(
    _ language: String, _ reference: String = "2026-0042", due: String = "2026-11-03", amount: String = "128600",
    paid: String = "0", contract: String? = nil
  ) throws -> NoticeFacts.Item {
    try Samples.item(
      reference, due: due, contract: contract, amount: amount, paid: paid, currency: language == "ja" ? "JPY" : "CNY")
  }

  static func late(_ language: String) throws -> NoticeFacts.Item {
    let isJapanese = language == "ja"
    let amount = try Samples.money("1200000", isJapanese ? "JPY" : "CNY")
    return NoticeFacts.Item(
      reference: "2026-0017", issued: try Samples.date("2026-05-15"), contract: "HT-2026-007",
      due: try Deadline(parsing: "2026-06-30"),
      amount: amount, paid: Money(minorUnits: 0, currency: amount.currency), outstanding: amount,
      late: NoticeFacts.LateCharge(
        interest: try Samples.money(isJapanese ? "14400" : "21600.50", amount.currency.code),
        compensation: Money(minorUnits: 0, currency: amount.currency),
        periods: [
          .init(
            rate: try Percent(parsing: isJapanese ? "3" : "4.5"), from: try Samples.date("2026-07-01"),
            until: try Samples.date("2026-11-23"), days: 146, base: amount)
        ], basis: isJapanese ? "民法第404条、第419条第1項" : "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第十八条",
        isProvisional: false))
  }

  /// Every kind of letter, named.
  static func shapes(_ language: String) throws -> [(String, NoticeFacts)] {
    let creditor = try creditor(language)
    let several = [
      try item(language, paid: "28600"), try item(language, "2026-0057", due: "2026-11-10", amount: "89000"),
    ]
    let (firm, person) = (try debtor(language), try debtor(language, kind: .consumer))
    return [
      (
        "courtesy",
        try Samples.facts(
          language, .courtesy, creditor: creditor, debtor: firm, items: [try item(language, due: "2026-11-26")],
          payBy: nil)
      ),
      ("reminder", try Samples.facts(language, .reminder, creditor: creditor, debtor: firm, items: several)),
      (
        "second-reminder",
        try Samples.facts(
          language, .reminder, creditor: creditor, debtor: person, items: [try item(language)],
          previous: ["2026-11-10"])
      ),
      (
        "demand",
        try Samples.facts(
          language, .demand, creditor: creditor, debtor: firm, items: several + [try late(language)],
          previous: ["2026-11-06", "2026-11-13"])
      ),
      (
        "demand-one",
        try Samples.facts(
          language, .demand, creditor: creditor, debtor: person, items: [try item(language, contract: "C-2026-3")])
      ),
    ]
  }

  private static func shanghai() throws -> Creditor {
    Creditor(
      id: "hs", name: "上海恒信科技有限公司", address: ["上海市浦东新区世纪大道1568号12层", "邮编200122"], country: "CN",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "caiwu@hengxin.example")), iban: nil,
      account: "1001 2345 6789 0123 456", bankName: "中国工商银行上海市浦东支行", phone: "021-5555 0100", language: "zh-Hans",
      timeZone: "Asia/Shanghai",
      letterhead: Letterhead(
        foot: ["统一社会信用代码：91310115MA1K0000XX", "网址：www.hengxin.example"], place: "上海", signatory: "李敏",
        authority: "财务总监"))
  }

  private static func osaka() throws -> Creditor {
    Creditor(
      id: "kt", name: "株式会社北浜テクノロジー", address: ["〒541-0041", "大阪府大阪市中央区北浜1丁目8番16号"], country: "JP",
      from: Creditor.Sender(name: nil, address: try EmailAddress(parsing: "keiri@kitahama.example")), iban: nil,
      account: "普通 1234567", bankName: "三井住友銀行 大阪本店営業部", phone: "06-5555-0100", language: "ja",
      timeZone: "Asia/Tokyo",
      letterhead: Letterhead(foot: ["登録番号：T1234567890123"], signatory: "山田 太郎", authority: "代表取締役"))
  }
}
