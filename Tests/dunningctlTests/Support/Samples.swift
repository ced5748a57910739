/// What the daemon answers in the tests. The days lie far ahead, where tables have no "in 8 days".
enum Samples {
  static func claim(
    _ number: Int = 17, debtor: String = "Müller GmbH", state: String = "open", until: String = "null",
    reason: String = "null", cause: String = "null"
  ) -> String {
    """
    {"id":"c\(number)","reference":"RE-\(number)","creditor":"acme","debtor":"\(debtor)","debtor_id":null,\
    "email":"ap@mueller.example","state":"\(state)","due":"2098-12-31","overdue":false,"amount":"1190.00",\
    "paid":"0.00","outstanding":"1190.00","overpaid":"0.00","currency":"EUR","policy":"standard","language":"de",\
    "time_zone":"Europe/Berlin","next":{"step":"reminder","at":"2099-01-05T09:00:00+01:00"},\
    "nothing_because":null,"paused_until":\(until),"reason":\(reason),"cause":\(cause),\
    "enqueued_at":"2020-11-23T10:00:00+01:00","from_a_later_version":[1.50]}
    """
  }

  static let promised = claim(
    state: "promised", until: #""2099-01-13""#, reason: #""Ms Li will pay in three parts""#, cause: #""third-party""#)

  /// Nothing is owed any more, and more than that came in.
  static let overpaid = claim(state: "paid").replacing(
    #""outstanding":"1190.00","overpaid":"0.00""#, with: #""outstanding":"0.00","overpaid":"10.00""#)

  static let debtorPayment = """
    {"payment":"p7","creditor":"acme","debtor":"Nordlicht GmbH","debtor_id":"K-7","kind":"payment","amount":"2900.00",
    "currency":"EUR","date":"2020-11-20","id":"N2","recorded_at":"2020-11-21T09:00:00+01:00","undone_at":null,
    "unallocated":"1400.00","credit":"1400.00","allocations":[
    {"claim":"c1","reference":"RE:1","amount":"500.00","made_at":"2020-11-21T09:00:00+01:00","undone_at":null},
    {"claim":"c2","reference":"RE-2","amount":"1000.00","made_at":"2020-11-21T09:00:00+01:00","undone_at":null}]}
    """

  static func payment(_ kind: String = "payment", amount: String = "500.00", id: String = "NTRF-1") -> String {
    """
    {"kind":"\(kind)","amount":"\(amount)","currency":"EUR","date":"2020-11-20","id":"\(id)",\
    "recorded_at":"2020-11-20T10:00:00Z"}
    """
  }

  static let promises = """
    [{"state":"partly-kept","made_at":"2020-11-20T10:00:00+01:00","instalments":[\
    {"due":"2020-11-21","amount":"1190.00","outcome":"partly-kept"}]},\
    {"state":"running","made_at":"2020-11-23T10:00:00+01:00","instalments":[\
    {"due":"2098-12-12","amount":"230.00","outcome":"kept"},{"due":"2099-01-12","amount":"230.00","outcome":null},\
    {"due":"2099-02-12","amount":"230.00","outcome":null}]}]
    """

  static func followUp(_ number: Int = 3, state: String = "due") -> String {
    """
    {"id":"f\(number)","claim":"c17","reference":"RE-17","creditor":"acme","debtor":"Müller GmbH","kind":"note",\
    "state":"\(state)","day":"2098-12-02","note":"has the transfer come through?","contact":"Bank support, Ms Li",\
    "staff_number":"4711","reply_by":"2098-12-01"}
    """
  }

  static let followUps = """
    {"follow_ups":[\(followUp()),{"id":"f4","claim":"c18","reference":"RE-18","creditor":"acme","debtor":"株式会社",\
    "kind":"note","state":"waiting","day":"2099-01-02","note":"call again","contact":null,"staff_number":null,\
    "reply_by":null}],"next_cursor":null}
    """

  static let noted = #"{"claims":[\#(claim(1)),\#(claim(2))],"follow_up":"f3"}"#

  static let debtor = """
    {"debtor_id":"D-4711","debtor":"Müller GmbH","email":"ap@mueller.example","creditor":"acme","state":"paused",\
    "until":"2099-01-11","reason":"on holiday","grade":"B","grade_because":"12 days late on average over 7 paid; \
    2 promises kept, 1 broken","settled":7,"days_late_on_average":12,"days_late_now":4,"promises_kept":2,\
    "promises_broken":1,"written_off":1,"exposure":[\
    {"currency":"CNY","outstanding":"300.00","overdue":"0.00"},\
    {"currency":"EUR","outstanding":"2380.00","overdue":"1190.00"}],"claims":[\(claim(1)),\
    \(claim(2, state: "disputed"))]}
    """

  static let ageing = """
    {"as_of":"2098-12-31","rows":[\
    {"creditor":"acme","debtor":"Müller GmbH","debtor_id":"D-4711","currency":"EUR","not_due":"1190.00",\
    "days_1_30":"0.00","days_31_60":"200.00","days_61_90":"0.00","days_over_90":"12000.00","total":"13390.00"},\
    {"creditor":"acme","debtor":"株式会社","debtor_id":"D-5","currency":"EUR","not_due":"0.00",\
    "days_1_30":"10.00","days_31_60":"0.00","days_61_90":"0.00","days_over_90":"0.00","total":"10.00"}],"totals":[\
    {"creditor":"acme","debtor":null,"debtor_id":null,"currency":"EUR","not_due":"1190.00",\
    "days_1_30":"10.00","days_31_60":"200.00","days_61_90":"0.00","days_over_90":"12000.00","total":"13400.00"}]}
    """

  static func notice(_ state: String = "in-doubt") -> String {
    """
    {"id":"n7","claims":["RE-17","RE-18"],"claim_ids":["c17","c18"],"creditor":"acme","debtor":"株式会社サンプル",\
    "recipient":"ap@sample.example","policy":"standard","step":"reminder","tone":"reminder","state":"\(state)",\
    "opened_at":"2020-11-23T09:00:00+09:00","outstanding":"2380.00","currency":"EUR","pay_by":"2098-12-31",\
    "message_id":"<n7@acme.example>","attempts":1,"next_attempt_at":null,"completed_at":null,\
    "last_reply":"451 =try, later"}
    """
  }

  static let event = """
    {"id":5,"at":"2020-11-23T09:00:00Z","event":"notice-sent","claim":"c17","notice":"n7","actor":"uid 1000",\
    "data":{"step":"reminder","via":"smtp"}}
    """

  static let said = """
    {"id":6,"at":"2020-11-23T09:30:00Z","event":"claim-promised","claim":"c17","notice":null,"actor":"uid 1000",\
    "data":{"by":"2098-12-12","cause":"third-party","reason":"Ms Li will pay"}}
    """

  static let claimDetail = """
    {"claim":\(promised),"payments":[\(payment()),\(payment("chargeback", amount: "500.00", id: "CB-1"))],\
    "promises":\(promises),"follow_ups":[\(followUp())],"notices":[\(notice())],"events":[\(event),\(said)]}
    """

  static let explanation = """
    {"claim":"c17","reference":"RE-17","state":"promised","next":{"step":"reminder","at":"2099-01-08T09:00:00+01:00"},\
    "gates":[{"gate":"mode","holds":false,"opens_at":null,"because":"the daemon is armed"},{"gate":"state",\
    "holds":true,"opens_at":"2099-01-08T09:00:00+01:00","because":"the debtor promised to pay by Wed 7 January 2099"}],\
    "ladder":[{"step":"heads-up","at":"2098-12-26T09:00:00+01:00","state":"sent","because":"it went out on \
    Fri 26 December 2098 at 09:00"},{"step":"reminder","at":"2099-01-08T09:00:00+01:00","state":"next",\
    "because":"it is promised until 2099-01-08"}],"sentences":["RE-17 of Müller GmbH: 1190.00 of 1190.00 EUR is open, \
    due on Wed 31 December 2098.","Next comes reminder on Thu 8 January 2099 at 09:00, since it is promised until \
    2099-01-08."],"from_a_later_version":1}
    """

  static let noticeDetail = """
    {"notice":\(notice()),"attempts":[{"number":1,"phase":"in-doubt","channel":"email","transport":"smtp",\
    "started_at":"2020-11-23T09:00:01+09:00","ended_at":null,"server":"mx.example","reply":null,\
    "dialogue":["> DATA","< 354 go on"]}],"deliveries":[\
    {"channel":"email","state":"in-doubt","completed_at":null,"last_reply":null},\
    {"channel":"letter","state":"sent","completed_at":"2020-11-23T09:00:01+09:00","last_reply":"delivered to n7.pdf"}],\
    "message":{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","bytes":2417},\
    "letter":{"sha256":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752","bytes":30211},\
    "posting":{"date":"2020-11-24","carrier":"Post","tracking":"RR1","delivered":null}}
    """

  static let claims = #"{"claims":[\#(claim(1)),\#(claim(2, debtor: "株式会社", state: "paused"))],"next_cursor":null}"#
  static let notices = #"{"notices":[\#(notice()),\#(notice("sent"))],"next_cursor":null}"#
  static let changed = #"{"claims":[\#(claim(1)),\#(claim(2))]}"#

  static let plan = """
    {"until":"2099-12-31","notices":[{"at":"2099-01-05T09:00:00+01:00","claim":"c17","reference":"RE-17",\
    "references":["RE-17","RE-18"],"debtor":"Müller GmbH","step":"reminder","tone":"reminder","outstanding":"1190.00","currency":"EUR",\
    "pay_by":null,"because":"due 2098-12-31 + 3 working days"}]}
    """

  static func status(mode: String = "held", next: String = #"{"at":"2099-01-05T09:00:00+01:00","count":3}"#) -> String {
    """
    {"version":"0.1.0","mode":"\(mode)","held_because":"a fresh installation sends nothing until it is armed",\
    "now":"2020-11-23T16:00:00Z","claims":{"open":12,"paid":3,"paused":0},"notices":{"in-doubt":1,"sent":4},\
    "causes":{"technical":3,"third-party":1},"follow_ups_due":2,\
    "approvals":{"count":2,"oldest":"2020-11-20T09:00:00Z"},\
    "next":\(next),"transport":{"kind":"maildir","healthy":true,"last_error":null},\
    "print_spool":{"path":"/var/spool/dunningd/letters","healthy":true,"last_error":null},\
    "store":{"kind":"sqlite","bytes":1234567},\
    "seals":{"count":12,"last_at":"2020-11-23T00:00:05Z",\
    "public_key":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8",\
    "fingerprint":"a050837d85070582ccf7394b0988847c","timestamps":{"url":"https://tsa.example/tsr","waiting":3,\
    "oldest_waiting":"2020-11-20T00:00:05Z","late":true}},\
    "configuration":{"file":"/etc/dunningd/dunningd.yaml",\
    "loaded_at":"2020-11-23T10:00:00Z","last_error":null},"started_at":"2020-11-23T10:00:00Z"}
    """
  }

  static let dueNow = status(next: #"{"at":"2020-11-23T15:00:00Z","count":3}"#)
  static let mode = #"{"mode":"armed","held_because":null,"due_now":3}"#
  static let reload = #"{"file":"/etc/dunningd/dunningd.yaml","warnings":["w: warning: x"],"moved":2}"#
}
