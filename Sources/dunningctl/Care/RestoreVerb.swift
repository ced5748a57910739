import ArgumentParser

/// `dunningctl restore`.
struct RestoreVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put a backup back; no daemon may run.",
    discussion: """
      Compares every file with the manifest, looks through the docket, and puts all
      of it into place or nothing. A docket that is there stays unless --replace
      sets it aside. The configuration is laid beside the docket and not put in
      force. The daemon starts held afterwards: what left since the backup is not
      on record, so look at `dunningctl plan` before you arm it.

      EXAMPLES
        systemctl stop dunningd.socket dunningd.service
        dunningctl restore /backup/dunningd.tar --replace
        systemctl start dunningd.socket dunningd.service
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"), completion: .file(extensions: ["tar"]))
  var file: String
  @Option(
    help: ArgumentHelp(
      "The folder of the docket; /var/lib/dunningd, or the user's own, when left out.", valueName: "dir"),
    completion: .directory)
  var stateDir: String?
  @Flag(help: "Set aside a docket that is there; it is never removed.")
  var replace = false
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    if stateDir == nil, let socket = session.namedSocket {
      throw Failure(
        .usage, code: "no-state-dir",
        "which folder the daemon of \(socket) keeps its docket in cannot be told from here",
        hint: "say it: --state-dir DIR")
    }
    let folder = stateDir.map { ["--state-dir", $0] } ?? []
    try DaemonProgram.run(["--restore", file] + folder + (replace ? ["--replace"] : []), after: session)
  }
}
