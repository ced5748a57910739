import Dunning
import DunningAPI

/// One run of a verb: where it asks and how it answers.
final class Session {
  let format: OutputFormat
  let terminal: Terminal
  let errorTerminal: Terminal
  let dates: HumanDate
  /// How rows are laid out.
  let layout: Layout
  /// The number to leave with when nothing failed.
  var exitStatus = ExitStatus.done
  private let options: GlobalOptions
  private let output = OutputStream(descriptor: 1)
  private let errors = OutputStream(descriptor: 2)

  init(_ options: GlobalOptions) {
    self.options = options
    self.format = options.output
    self.layout = Layout(options)
    self.terminal = Terminal(descriptor: 1)
    self.errorTerminal = Terminal(descriptor: 2)
    let now = Clock.now()
    self.dates = HumanDate(now: now, localOffsetSeconds: Clock.localOffsetSeconds(at: now))
  }

  /// The client for the socket that the options, the environment or the usual places name.
  func client() throws(Failure) -> ControlClient {
    ControlClient(socket: try ControlSocket(option: options.socket), timeoutMilliseconds: options.timeoutMilliseconds)
  }

  /// The socket that the options or the environment name; nil where it is one of the usual places.
  var namedSocket: String? { options.socket ?? Environment.variable("DUNNING_SOCKET") }

  /// Sends a request and answers with the whole body.
  func ask(_ request: ControlRequest) throws(Failure) -> [UInt8] {
    var answer = try client().send(request)
    return try answer.bytes()
  }

  /// Data, for standard output.
  func write(_ text: String) throws(Failure) { try output.write(text) }

  func write(_ bytes: [UInt8]) throws(Failure) { try output.write(bytes) }

  func writeLine(_ line: String) throws(Failure) { try output.write(line + "\n") }

  func flush() throws(Failure) { try output.flush() }

  /// A word to the person at the terminal, for standard error; with JSON output nobody is there to read it.
  func note(_ text: String) throws(Failure) {
    if !format.isJSON { try remark(text + "\n") }
  }

  /// Writes to standard error at once, after the data that came before it.
  func remark(_ text: String) throws(Failure) {
    try output.flush()
    try errors.write(text)
    try errors.flush()
  }
}
