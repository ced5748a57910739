import ArgumentParser

/// `dunningctl correct`: the one verb for what a person corrects, whatever of.
struct CorrectVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Correct what is known; the journal keeps before and after.",
    discussion: """
      From now on every notice says the new, and what was written before and has
      not left does not leave. An empty value takes something away. What was
      corrected is undone by correcting it back.

      EXAMPLES
        dunningctl correct --debtor "Weber Metallbau" \\
          --email info@weber-neu.example --reason "the old one came back"
        dunningctl correct --debtor D-4711 --name "Weber GmbH" \\
          --address "Neuer Weg 1" --address "20095 Hamburg" --reason "moved"
        dunningctl correct --debtor K7 --was sued@hansa.example \\
          --email bau@hansa.example --reason "project office has closed"
      """)

  @Option(help: ArgumentHelp("The debtor's number, name or address.", valueName: "debtor"))
  var debtor: String
  @OptionGroup var whose: WhoseOptions
  @OptionGroup var debtorFields: CorrectDebtor
  @Option(help: ArgumentHelp("Why; it goes into the journal.", valueName: "text"))
  var reason: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    try debtorFields.correct(debtor, whose, because: reason, in: session)
  }
}
