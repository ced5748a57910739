import ArgumentParser

/// `dunningctl notice release`.
struct NoticeReleaseVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Let a held notice go out, or all in a state.",
    discussion: """
      Many are meant by --state; their number has to be typed, or --yes given.
      Exit status 1 when one of them could not be released.

      EXAMPLES
        dunningctl notice release n7
        dunningctl notice release --state held --dry-run
      """)

  @OptionGroup var notices: ManyNotices
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.change(notices, "release", did: "released", asking: question)
  }
}
