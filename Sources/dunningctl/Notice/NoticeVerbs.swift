import ArgumentParser

/// `dunningctl notice …`: one notice.
struct NoticeVerbs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "Look at one notice, or decide about it.",
    discussion: """
      EXAMPLES
        dunningctl notice show n7
        dunningctl notice message n7 > n7.eml
        dunningctl notice letter n7 --out n7.pdf
        dunningctl notice resolve n7 --as sent --reason "the relay's log has it"
      """,
    subcommands: [
      NoticeShowVerb.self, NoticeMessageVerb.self, NoticeLetterVerb.self, NoticePostedVerb.self, NoticeApproveVerb.self,
      NoticeHoldVerb.self,
      NoticeReleaseVerb.self, NoticeRetryVerb.self,
      NoticeResolveVerb.self,
    ])
}

/// The notice that a verb is about, and why.
struct NoticeAction: ParsableArguments {
  @Argument(help: ArgumentHelp("The notice, e.g. n7.", valueName: "notice"), completion: .notices)
  var notice: String

  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String?
}
