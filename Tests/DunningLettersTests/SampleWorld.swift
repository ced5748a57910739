import Dunning

/// Who writes to whom in the letters of a language, so that each reads as it would where it is spoken.
struct SampleWorld {
  let creditor: Creditor
  /// Without an account and a telephone.
  let bareCreditor: Creditor
  let business: Debtor
  let consumer: Debtor
  let currency: String
  /// The statutes of late payment.
  let basis: String
  /// The fixed sum of those statutes.
  let compensation: String

  init(_ language: String) throws {
    switch language {
    case "en-GB":
      try self.init(
        "Harbour Lane Studio Ltd", ["4 Harbour Lane", "Bristol BS1 4RW"], "GB", iban: "GB82WEST12345698765432",
        phone: "+44 117 496 0123", "Europe/London", language, business: "Harrow & Finch Ltd", consumer: "Ada Whitcombe",
        at: ["12 Mill Road", "Leeds LS1 4AP"], "GBP", "the Late Payment of Commercial Debts (Interest) Act 1998", "100",
        ["Registered in England and Wales No. 01234567", "VAT GB 123 4567 89", "www.harbourlane.example"],
        signed: "Bristol", "Eleanor Marsh", "Credit Controller")
    case "en-US":
      try self.init(
        "Hudson Trail Outfitters LLC", ["212 Canal Street", "New York, NY 10013"], "US", iban: nil,
        account: "Routing 021000021, Account 000123456789", bank: "First Example Bank", phone: "+1 212 555 0142",
        "America/New_York", language, business: "Blue Mesa Outfitters Inc.",
        consumer: "Jordan Ellis", at: ["48 Larimer Street", "Denver, CO 80202"], "USD", "the contract", "0",
        ["A New York limited liability company", "www.hudsontrail.example"], signed: "New York", "Dana Whitfield",
        "Accounts Receivable Manager")
    case "fr":
      try self.init(
        "Atelier des Quais SARL", ["18 quai de la Fosse", "44000 Nantes"], "FR", iban: "FR1420041010050500013M02606",
        phone: "+33 2 40 55 01 42", "Europe/Paris", language, business: "Menuiserie Le Goff SAS",
        consumer: "Camille Perrin", at: ["7 rue Mercière", "69002 Lyon"], "EUR",
        "articles L441-10, II et D441-5 du Code de commerce", "40",
        ["SARL au capital de 20 000 €", "RCS Nantes 123 456 789", "TVA FR12 123456789"], signed: "Nantes",
        "Claire Bonnet", "Responsable comptable")
    case "nl":
      try self.init(
        "Drukkerij De Waag B.V.", ["Waagplein 3", "1811 JP Alkmaar"], "NL", iban: "NL91ABNA0417164300",
        phone: "+31 72 555 0142", "Europe/Amsterdam", language, business: "Bakkerij Visser B.V.",
        consumer: "Sanne de Wit", at: ["Oudegracht 12", "3511 AB Utrecht"], "EUR",
        "artikel 6:119a, artikel 6:120 lid 2 en artikel 6:96 lid 4 BW", "40",
        ["KvK 12345678", "btw NL001234567B01", "www.dewaag.example"], signed: "Alkmaar", "Pieter de Boer",
        "Hoofd debiteurenbeheer")
    case "es":
      try self.init(
        "Talleres del Puerto S.L.", ["Calle del Muelle 9", "46023 Valencia"], "ES", iban: "ES9121000418450200051332",
        phone: "+34 96 355 01 42", "Europe/Madrid", language, business: "Panadería Robles S.A.",
        consumer: "Lucía Herrero Vidal", at: ["Avenida de la Paz 30", "28028 Madrid"], "EUR",
        "artículos 7 y 8 de la Ley 3/2004", "40",
        ["Registro Mercantil de Valencia, tomo 1234, folio 56, hoja V-7890", "NIF B12345678"], signed: "Valencia",
        "Marta Soler", "Responsable de administración")
    case "it":
      try self.init(
        "Officina Bellandi S.r.l.", ["Via dei Mulini 14", "50122 Firenze"], "IT", iban: "IT60X0542811101000000123456",
        phone: "+39 055 555 0142", "Europe/Rome", language, business: "Pasticceria Galli S.n.c.",
        consumer: "Andrea Marchetti", at: ["Corso Umberto I 21", "80138 Napoli"], "EUR",
        "artt. 2, 5 e 6 del D.Lgs. 231/2002", "40",
        ["Registro Imprese di Firenze 01234567890", "P. IVA IT01234567890", "REA FI-123456"], signed: "Firenze",
        "Giulia Bellandi", "Amministratrice")
    case "ja":
      try self.init(
        "株式会社青葉製作所", ["〒980-0811", "仙台市青葉区一番町1丁目2番3号"], "JP", iban: nil, account: "普通預金 1234567",
        bank: "見本銀行 本店営業部", phone: "022-555-0142", "Asia/Tokyo",
        language, business: "株式会社山田商店", consumer: "佐藤 薫", at: ["〒530-0001", "大阪市北区梅田4丁目5番6号"], "JPY",
        "民法 404, 419", "0")
    case "zh-Hans":
      try self.init(
        "上海明远贸易有限公司", ["上海市黄浦区南京东路100号", "200001"], "CN", iban: nil, account: "1001 2345 0920 0123 456",
        bank: "中国工商银行上海市分行营业部", phone: "+86 21 5550 0142", "Asia/Shanghai",
        language, business: "苏州恒达机械有限公司", consumer: "张伟", at: ["苏州市工业园区星湖街328号", "215000"], "CNY",
        "买卖合同解释 (法释〔2020〕17号) 18 (4)", "0")
    default:
      try self.init(
        "ACME GmbH", ["Musterstraße 1", "10115 Berlin"], "DE", iban: "DE89370400440532013000", bic: "COBADEFFXXX",
        bank: "Commerzbank Berlin", phone: "+49 30 1234567", "Europe/Berlin", "de", business: "Beispiel AG",
        consumer: "Alex Weber", at: ["Hauptstraße 5", "20095 Hamburg"], "EUR",
        language == "de" ? "§ 288 Abs. 2 und 5 BGB" : "section 288 (2) and (5) of the German Civil Code (BGB)",
        "40",
        [
          "Amtsgericht Charlottenburg", "HRB 12345 B", "Geschäftsführerin: Erika Mustermann", "USt-IdNr. DE123456789",
          "www.acme.example",
        ], signed: "Berlin", "Erika Mustermann", language == "de" ? "Geschäftsführerin" : "Managing Director")
    }
  }

  private init(
    _ name: String, _ address: [String], _ country: String, iban: String?, account: String? = nil, bic: String? = nil,
    bank: String? = nil,
    phone: String, _ zone: String, _ language: String, business: String, consumer: String, at debtorAddress: [String],
    _ currency: String, _ basis: String, _ compensation: String, _ foot: [String] = [], signed place: String? = nil,
    _ signatory: String? = nil, _ authority: String? = nil
  ) throws {
    let accounts = try EmailAddress(parsing: country == "DE" ? "buchhaltung@acme.example" : "accounts@creditor.example")
    let email = try EmailAddress(parsing: country == "DE" ? "kontakt@beispiel.example" : "office@debtor.example")
    func creditor(_ iban: String?, _ account: String?, _ bic: String?, _ bank: String?, _ phone: String?) -> Creditor {
      Creditor(
        id: "acme", name: name, address: address, country: country,
        from: Creditor.Sender(name: nil, address: accounts), iban: iban, account: account, bic: bic, bankName: bank,
        phone: phone, language: language, timeZone: zone,
        letterhead: Letterhead(foot: foot, place: place, signatory: signatory, authority: authority))
    }
    func debtor(_ name: String, _ kind: Debtor.Kind) -> Debtor {
      Debtor(key: "D-7", name: name, email: email, kind: kind, address: debtorAddress)
    }
    self.creditor = creditor(iban, account, bic, bank, phone)
    bareCreditor = creditor(nil, nil, nil, nil, nil)
    self.business = debtor(business, .business)
    self.consumer = debtor(consumer, .consumer)
    self.currency = currency
    self.basis = basis
    self.compensation = compensation
  }
}
