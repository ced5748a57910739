import Hummingbird

/// Every page of the desk: the one list of them.
enum DeskRoutes {
  static func add(to router: Router<DeskContext>) {
    router.get("/") { _, context in try await TodayPage(visit: context.visit).show() }
    router.get("search") { _, context in try await SearchPage(visit: context.visit).show() }
    router.get("claims") { _, context in try await ClaimsPage(visit: context.visit).show() }
    router.get("claims/bring") { _, context in try BringPage(visit: context.visit).show() }
    router.post("claims/bring/read") { _, context in try await BringPage(visit: context.visit).read() }
    router.post("claims/bring/take") { _, context in try await BringPage(visit: context.visit).take() }
    router.get("claims/new") { _, context in try await NewClaimPage(visit: context.visit).show() }
    router.post("claims/new") { _, context in
      try await ActPage(context.visit, "new", of: context.visit.newClaimTarget).answer()
    }
    for format in ClaimPage.CaseFormat.allCases {
      router.get("claims/:claim/case.\(format.rawValue)") { _, context in
        try await ClaimPage(visit: context.visit).caseFile(try context.name("claim"), format)
      }
    }
    router.get("claims/:claim/preview") { _, context in
      try await PreviewPage(visit: context.visit).show(try context.name("claim"))
    }
    router.get("claims/:claim/preview.pdf") { _, context in
      try await PreviewPage(visit: context.visit).letter(try context.name("claim"))
    }
    router.get("claims/:claim") { _, context in
      try await ClaimPage(visit: context.visit).show(try context.name("claim"))
    }
    router.get("debtors") { _, context in try await DebtorsPage(visit: context.visit).show() }
    router.get("debtors/:creditor/:debtor") { _, context in
      try await DebtorPage(visit: context.visit).show(try context.name("creditor"), try context.name("debtor"))
    }
    router.get("approve") { _, context in try await ApprovePage(visit: context.visit).show() }
    router.get("notices") { _, context in try await NoticesPage(visit: context.visit).show() }
    router.get("notices/:notice") { _, context in
      try await NoticePage(visit: context.visit).show(try context.name("notice"))
    }
    router.get("notices/:notice/letter.pdf") { _, context in
      try await NoticePage(visit: context.visit).letter(try context.name("notice"))
    }
    router.get("notices/:notice/message.eml") { _, context in
      try await NoticePage(visit: context.visit).message(try context.name("notice"))
    }
    router.get("money") { _, context in try await MoneyPage(visit: context.visit).show() }
    router.post("money/read") { _, context in try await UploadPage(visit: context.visit).read() }
    router.post("money/take") { _, context in try await UploadPage(visit: context.visit).take() }
    router.get("money/:payment") { _, context in
      try await PaymentPage(visit: context.visit).show(try context.name("payment"))
    }
    router.get("plan") { _, context in try await PlanPage(visit: context.visit).show() }
    router.get("books") { _, context in try await BooksPage(visit: context.visit).show() }
    router.get("books/register.csv") { _, context in try await BooksPage(visit: context.visit).register() }
    router.get("books/ageing.csv") { _, context in try await BooksPage(visit: context.visit).ageing() }
    router.get("health") { _, context in try await HealthPage(visit: context.visit).show() }
    router.post("close") { _, context in
      context.visit.desk.sessions.end(context.visit.token)
      var response = DoorPages(words: context.visit.words, path: "/").ended()
      response.headers[.setCookie] = DeskCookie.ended.text
      return response
    }
    addActs(to: router)
  }

  /// What is done to a thing: a form at its address, and the deed when it is sent there.
  private static func addActs(to router: Router<DeskContext>) {
    add("claims/:claim/:act", to: router) { try await $0.visit.claimTarget(try $0.name("claim")) }
    add("debtors/:creditor/:debtor/:act", to: router) {
      try await $0.visit.debtorTarget(try $0.name("creditor"), try $0.name("debtor"), for: try $0.name("act"))
    }
    add("notices/:notice/:act", to: router) { try await $0.visit.noticeTarget(try $0.name("notice")) }
    add("money/:payment/:act", to: router) { try await $0.visit.paymentTarget(try $0.name("payment")) }
    add("follow-ups/:follow_up/:act", to: router) { $0.visit.followUpTarget(try $0.name("follow_up")) }
    add("house/:act", to: router) { $0.visit.houseTarget }
  }

  private static func add(
    _ path: RouterPath, to router: Router<DeskContext>,
    target: @escaping @Sendable (DeskContext) async throws -> ActTarget
  ) {
    router.get(path) { _, context in
      try ActPage(context.visit, try context.name("act"), of: try await target(context)).ask()
    }
    router.post(path) { _, context in
      try await ActPage(context.visit, try context.name("act"), of: try await target(context)).answer()
    }
  }
}
