/// What programs call the fields of ours, in lower case; the one that is meant most surely first.
struct FieldWords {
  let field: String
  let headings: [String]

  static func all(_ kind: TableMap.Kind) -> [FieldWords] { kind == .claims ? claims : statement }

  /// What is open of a claim, which may be less than it was about.
  static let openBalances = [
    "open balance", "balance due", "amount due", "outstanding", "outstanding amount", "amount_due",
    "invoiceamountdue", "invoice balance", "balance", "remaining", "amount_remaining", "offener betrag", "offen",
    "offener saldo", "restbetrag", "noch offen", "saldo", "amount due signed", "solde dû", "restant dû",
    "montant dû", "reste à payer", "importe pendiente", "pendiente", "openstaand", "openstaand bedrag", "未收金额",
    "欠款余额", "未结算金额", "应收余额", "余额", "残高", "未収金額",
  ]

  private static let claims = [
    FieldWords(
      "reference",
      [
        "reference", "invoice number", "invoice no", "invoice no.", "invoice #", "invoice id", "invoicenumber",
        "number",
        "no.", "rechnungsnummer", "rechnungsnr.", "rechnungsnr", "rechnungs-nr.", "rechnung nr.", "belegnummer",
        "belegnr.", "beleg-nr.", "belegfeld 1", "nummer", "numéro de facture", "n° facture", "numéro", "núm. factura",
        "número de factura", "número", "factuurnummer", "numero fattura", "发票号码", "发票号", "单据编号", "单据号", "编号",
        "請求書番号", "請求番号", "doc number", "document number", "num", "transaction number", "id",
      ]),
    FieldWords(
      "debtor",
      [
        "debtor", "customer", "customer name", "client", "client name", "contact name", "contactname", "company name",
        "organization", "company", "kunde", "kundenname", "debitor", "empfänger", "firma", "name", "partner",
        "invoice partner display name", "client/fournisseur", "nom du client", "cliente", "contacto", "klant",
        "customer_name", "往来单位", "客户", "客户名称", "购买方名称", "取引先", "顧客名",
      ]),
    FieldWords(
      "debtor_id",
      [
        "debtor_id", "customer number", "customer no.", "customer id", "client number", "client id", "kundennummer",
        "kunden-nr.", "kundennr.", "kundennr", "debitorennummer", "debitor-nr.", "debitorenkonto", "account number",
        "kd.-nr.", "kd-nr.", "kd.nr.", "kdnr.", "kdnr", "kunden-nr", "kunden nr.", "customer_id", "code client", "nif",
        "客户编码", "客户代码", "取引先コード",
      ]),
    FieldWords(
      "email",
      [
        "email", "e-mail", "e-mail-adresse", "email address", "emailaddress", "contact email", "client email",
        "customer email", "customer_email", "mail", "e-mail adresse", "courriel", "adresse e-mail",
        "correo electrónico",
        "correo", "e-mailadres", "邮箱", "电子邮箱", "电子邮件", "メールアドレス",
      ]),
    FieldWords(
      "amount",
      openBalances + [
        "amount", "total", "betrag", "bruttobetrag",
        "gesamtbetrag", "montant ttc", "montant", "importe", "bedrag", "价税合计", "金额",
      ]),
    FieldWords(
      "currency",
      [
        "currency", "currency code", "currencycode", "client currency", "währung", "wkz umsatz", "devise", "divisa",
        "moneda", "valuta", "币种", "币别", "通貨",
      ]),
    FieldWords(
      "due",
      [
        "due", "due date", "duedate", "invoice due date", "due_date", "payment due date", "fällig", "fällig am",
        "fälligkeit", "fälligkeitsdatum", "zahlbar bis", "belegfeld 2", "date d'échéance", "échéance", "echéance",
        "fecha de vencimiento", "vencimiento", "vervaldatum", "scadenza", "到期日", "到期日期", "收款到期日", "支払期限", "支払期日",
      ]),
    FieldWords(
      "issued",
      [
        "issued", "invoice date", "invoicedate", "date", "issue date", "posting date", "rechnungsdatum", "belegdatum",
        "datum", "date de facture", "date d'émission", "date facture", "fecha", "fecha de factura", "factuurdatum",
        "data fattura", "开票日期", "单据日期", "业务日期", "日期", "請求日", "発行日",
      ]),
    FieldWords("country", ["country", "country code", "land", "ländercode", "pays", "país", "国家"]),
    FieldWords("language", ["language", "sprache", "langue", "idioma"]),
    FieldWords("payment_link", ["payment_link", "payment link", "hosted_invoice_url", "zahlungslink", "invoice link"]),
    FieldWords("contract", ["contract", "po number", "purchase order", "vertragsnummer", "bestellnummer", "合同号"]),
    FieldWords("received", ["received", "eingang beim kunden", "zugang", "date de réception", "fecha de recepción"]),
    FieldWords(
      "payment_reference",
      [
        "payment_reference", "payment reference", "zahlungsreferenz", "qr-referenz", "référence de paiement", "kid",
        "viite",
      ]),
    FieldWords("contracted", ["contracted", "contract date", "vertragsdatum", "date du contrat", "合同签订日期"]),
    FieldWords("due_basis", ["due_basis", "due basis"]),
    FieldWords(
      "discount",
      [
        "discount", "cash discount", "early payment discount", "discount amount", "skonto", "skontobetrag", "escompte",
        "descuento por pronto pago", "pronto pago", "betalingskorting", "sconto cassa", "现金折扣", "早期支払割引",
      ]),
    FieldWords(
      "discount_until",
      [
        "discount_until", "discount until", "discount date", "discount due date", "skonto bis", "skontofrist",
        "skontodatum", "skonto-datum", "date d'escompte", "fecha pronto pago", "betalingskorting tot", "sconto entro",
        "现金折扣截止日", "割引期限",
      ]),
    FieldWords("address", ["address", "adresse", "anschrift", "dirección", "地址", "住所"]),
  ]

  /// Columns that are an address together: its street, its number where that stands apart, its postcode and its town.
  static let street = FieldWords(
    "address",
    ["street", "straße", "strasse", "str.", "straße und hausnummer", "straße/hausnr.", "rue", "calle", "straat"])
  static let postcode = FieldWords(
    "address", ["postcode", "postal code", "zip", "zip code", "plz", "postleitzahl", "code postal", "código postal"])
  static let town = FieldWords("address", ["town", "city", "ort", "stadt", "wohnort", "ville", "ciudad", "plaats"])

  private static let statement = [
    FieldWords(
      "booked",
      [
        "booked", "booking date", "buchungstag", "buchungsdatum", "buchung", "date", "completed date",
        "transaction date",
        "datum", "buchungsdatum (booking date)", "created on", "date de comptabilisation", "fecha", "fecha operación",
        "交易时间", "交易日期", "记账日期",
      ]),
    FieldWords(
      "value",
      [
        "value", "value date", "valutadatum", "wertstellung", "wertstellungsdatum", "wert", "valuta", "date de valeur",
        "fecha valor", "起息日",
      ]),
    FieldWords(
      "amount",
      [
        "amount", "amount (eur)", "betrag", "betrag (eur)", "betrag (€)", "betrag in eur", "betrag in euro", "umsatz",
        "umsatz (eur)", "umsatz (€)", "umsatz in eur", "umsatz in €", "umsatz in euro", "montant", "importe", "金额",
        "金额(元)", "交易金额",
      ]),
    FieldWords("credit", ["credit", "haben", "gutschrift", "crédit", "abono", "收入金额", "贷方金额", "收入", "贷方发生额"]),
    FieldWords("debit", ["debit", "soll", "belastung", "débit", "cargo", "支出金额", "借方金额", "支出", "借方发生额"]),
    FieldWords("direction", ["direction", "收/支", "借贷标志"]),
    FieldWords("currency", ["currency", "währung", "devise", "divisa", "币种"]),
    FieldWords(
      "name",
      [
        "name", "payee", "partner name", "beguenstigter/zahlungspflichtiger", "zahlungsempfänger*in",
        "zahlungspflichtige*r", "auftraggeber/empfänger", "auftraggeber / empfänger", "auftraggeber/begünstigter",
        "auftraggeber / begünstigter", "empfänger/auftraggeber", "auftraggeber", "begünstigter", "zahlungspflichtiger",
        "name zahlungsbeteiligter", "zahlungsbeteiligter", "gegenpartei", "交易对方", "对方户名", "对方账户名称", "description",
      ]),
    FieldWords(
      "account",
      [
        "account", "iban", "iban zahlungsbeteiligter", "iban/kontonummer", "gegenkonto", "partner iban",
        "kontonummer/iban", "对方账号", "对方账户",
      ]),
    FieldWords(
      "text",
      [
        "text", "verwendungszweck", "vermerk", "vorgang/verwendungszweck", "buchungsinformation", "umsatztext",
        "reference", "payment reference", "buchungstext", "libellé", "concepto", "摘要",
        "附言", "商品说明", "商品", "备注",
      ]),
    FieldWords("status", ["status", "state", "umsatztyp", "交易状态", "当前状态"]),
    FieldWords(
      "bank_reference",
      ["bank_reference", "transaction id", "id", "transferwise id", "交易订单号", "交易单号", "balance_transaction_id", "流水号"]),
    FieldWords("gross", ["gross", "brutto"]),
    FieldWords("fee", ["fee", "fees", "gebühr", "服务费"]),
    FieldWords("balance", ["balance", "saldo nach buchung", "saldo", "kontostand", "solde", "余额", "账户余额"]),
  ]

  private init(_ field: String, _ headings: [String]) {
    self.field = field
    self.headings = headings
  }

  /// The heading that is most surely meant, and its place; nil when none is.
  func best(of headings: [String], except taken: Set<Int>) -> Int? {
    let names = headings.map(HeadingName.init)
    for heading in self.headings {
      let name = HeadingName(heading)
      if let place = names.indices.first(where: { names[$0] == name && !taken.contains($0) }) { return place }
    }
    return nil
  }

  static func isOpenBalance(_ heading: String) -> Bool {
    openBalances.contains { HeadingName($0) == HeadingName(heading) }
  }

  /// How many of these cells are called like a field.
  static func count(in cells: [String], _ kind: TableMap.Kind) -> Int {
    let known = Set(all(kind).flatMap(\.headings).map(HeadingName.init))
    return cells.count { known.contains(HeadingName($0)) }
  }
}
