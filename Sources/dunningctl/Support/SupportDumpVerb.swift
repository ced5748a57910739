import ArgumentParser
import Dunning
import DunningAPI
import Glibc

/// `dunningctl support dump`.
struct SupportDumpVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Write a file for those who help, without anything about any debtor.",
    discussion: """
      A tar file: what the daemon is and how it is, its settings, counts of claims,
      notices and journal entries, what doctor finds, metrics, and the versions of
      client and system. Names, addresses, accounts, passwords, references and the
      words of mail servers are left out. What is in it is told; look into it before
      you send it. A daemon that is away is told in it, and the exit status is 1.

      EXAMPLES
        dunningctl support dump dunningd-support.tar
      """)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["tar"]))
  var file: String
  @OptionGroup var global: GlobalOptions

  func run(in session: Session) throws(Failure) {
    guard file.hasSuffix(".tar") else {
      throw .usage("\(printable(file)) does not end with .tar", hint: "dunningctl support dump dunningd-support.tar")
    }
    var bundle = SupportBundle(madeAt: Clock.now())
    try bundle.add("client.json", Array(Self.client.json.utf8))
    do {
      for (name, request) in Self.questions { try bundle.add(name, try session.ask(request)) }
    } catch {
      // Why there is no more is what those who help need then; the daemon's words may hold names, the code does not.
      try bundle.add("daemon-is-away.txt", Array("\(error.problem.code)\n".utf8))
      try session.note("the daemon cannot be asked: \(error.problem.detail)")
      session.exitStatus = .partlyDone
    }
    for (name, size) in bundle.contents { try session.note("\(name)  \(counted(size, "byte", "bytes"))") }
    try session.save(bundle.archive, to: file)
  }

  private static var questions: [(name: String, request: ControlRequest)] {
    [
      ("daemon.json", ControlRequest(method: "GET", root: "", path: "/")), ("support.json", .get(["support"])),
      ("metrics.txt", ControlRequest(method: "GET", root: "", path: "/metrics")),
    ]
  }

  /// This program, and the system that it runs on.
  private static var client: JSONValue {
    var name = utsname()
    uname(&name)
    let text = { (field: Any) in
      let bytes = Mirror(reflecting: field).children.compactMap { $0.value as? CChar }
      return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return .object([
      .init(key: "version", value: .string(Version.current)),
      .init(key: "kernel", value: .string(text(name.release))),
      .init(key: "machine", value: .string(text(name.machine))),
      .init(key: "system", value: .string(SupportBundle.systemName ?? "unknown")),
    ])
  }
}
