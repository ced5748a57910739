import ArgumentParser

/// `dunningctl notice hold`.
struct NoticeHoldVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keep a notice from going out, or all in a state.",
    discussion: """
      Many are meant by --state; their number has to be typed, or --yes given.
      Exit status 1 when one of them could not be held.

      EXAMPLES
        dunningctl notice hold n7 --reason "wrong address"
        dunningctl notice hold --state pending --reason "prices are wrong"
      """)

  @OptionGroup var notices: ManyNotices
  @OptionGroup var question: YesOption
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try session.change(notices, "hold", did: "held", asking: question)
  }
}
