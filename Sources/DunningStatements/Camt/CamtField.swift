/// What a camt message says, by its place below the statement (`Stmt`), report (`Rpt`) or notification (`Ntfctn`).
enum CamtField: Sendable {
  // Groups.
  case statement, balance, entry, detail
  // Of a statement.
  case ownAccount, ownCurrency, copy
  // Of a balance.
  case balanceKind, balanceAmount, balanceCurrency, balanceDirection, balanceDay
  // Of an entry or a detail of it.
  case amount, currency, direction, reversal, status, booked, value, bankReference, bankText
  case transactionAmount, transactionCurrency, counterAmount, counterCurrency, instructed, instructedCurrency
  case endToEnd, mandate, returnReason, chargesTotal, charge
  case debtor, debtorAccount, ultimateDebtor, creditor, creditorAccount, ultimateCreditor
  case line, document, structured
}

extension XMLPlaces where Field == CamtField {
  /// All versions at once, camt.052, 053 and 054 from 001.01 to 001.14: nothing changed its meaning among them.
  ///
  /// - Source: the ISO 20022 catalogue of messages.
  static let camt = XMLPlaces(
    under: ["BkToCstmrStmt/Stmt", "BkToCstmrAcctRpt/Rpt", "BkToCstmrDbtCdtNtfctn/Ntfctn"],
    values: statement + entry + detail,
    groups: [("", .statement), ("Bal", .balance), ("Ntry", .entry), ("Ntry/NtryDtls/TxDtls", .detail)])

  private static let statement: [(String, CamtField)] = [
    ("Acct/Id/IBAN", .ownAccount), ("Acct/Id/Othr/Id", .ownAccount), ("Acct/Id/PrtryAcct/Id", .ownAccount),
    ("Acct/Ccy", .ownCurrency), ("CpyDplctInd", .copy),
    ("Bal/Tp/CdOrPrtry/Cd", .balanceKind), ("Bal/Tp/Cd", .balanceKind), ("Bal/Amt", .balanceAmount),
    ("Bal/Amt@Ccy", .balanceCurrency), ("Bal/CdtDbtInd", .balanceDirection), ("Bal/Dt/Dt", .balanceDay),
    ("Bal/Dt/DtTm", .balanceDay),
  ]

  private static let entry: [(String, CamtField)] =
    placed(
      "Ntry",
      shared + [
        ("Sts", .status), ("Sts/Cd", .status), ("BookgDt/Dt", .booked), ("BookgDt/DtTm", .booked), ("ValDt/Dt", .value),
        ("ValDt/DtTm", .value), ("AcctSvcrRef", .bankReference), ("AddtlNtryInf", .bankText),
      ])

  private static let detail: [(String, CamtField)] =
    placed(
      "Ntry/NtryDtls/TxDtls",
      shared + parties + [
        ("Refs/AcctSvcrRef", .bankReference), ("Refs/EndToEndId", .endToEnd), ("Refs/MndtId", .mandate),
        ("RtrInf/Rsn/Cd", .returnReason), ("RtrInf/Rsn/Prtry", .returnReason),
        ("RtrInf/RtrRsn/Cd", .returnReason), ("RtrInf/RtrRsn/Prtry", .returnReason),
        ("RmtInf/Ustrd", .line), ("RmtInf/Strd/AddtlRmtInf", .line), ("RmtInf/Strd/RfrdDocInf/Nb", .document),
        ("RmtInf/Strd/RfrdDocInf/RfrdDocNb", .document), ("RmtInf/Strd/CdtrRefInf/Ref", .structured),
        ("RmtInf/Strd/CdtrRefInf/CdtrRef", .structured), ("AddtlTxInf", .bankText),
      ])

  private static let shared: [(String, CamtField)] = [
    ("Amt", .amount), ("Amt@Ccy", .currency), ("CdtDbtInd", .direction), ("RvslInd", .reversal),
    ("AmtDtls/TxAmt/Amt", .transactionAmount), ("AmtDtls/TxAmt/Amt@Ccy", .transactionCurrency),
    ("AmtDtls/CntrValAmt/Amt", .counterAmount), ("AmtDtls/CntrValAmt/Amt@Ccy", .counterCurrency),
    ("AmtDtls/InstdAmt/Amt", .instructed), ("AmtDtls/InstdAmt/Amt@Ccy", .instructedCurrency),
    ("Chrgs/TtlChrgsAndTaxAmt", .chargesTotal), ("Chrgs/Amt", .charge), ("Chrgs/Rcrd/Amt", .charge),
  ]

  /// The name of a party stood in it until version 07, and stands in its `Pty` since.
  private static let parties: [(String, CamtField)] =
    [
      ("Dbtr", CamtField.debtor), ("UltmtDbtr", .ultimateDebtor), ("Cdtr", .creditor), ("UltmtCdtr", .ultimateCreditor),
    ].flatMap { party, field in
      [("RltdPties/\(party)/Nm", field), ("RltdPties/\(party)/Pty/Nm", field)]
    }
    + [
      ("DbtrAcct", CamtField.debtorAccount), ("CdtrAcct", .creditorAccount),
    ].flatMap { account, field in
      [("RltdPties/\(account)/Id/IBAN", field), ("RltdPties/\(account)/Id/Othr/Id", field)]
    }

  private static func placed(_ place: String, _ table: [(String, CamtField)]) -> [(String, CamtField)] {
    table.map { path, field in ("\(place)/\(path)", field) }
  }
}
