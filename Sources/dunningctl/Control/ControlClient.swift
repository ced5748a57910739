/// Speaks HTTP/1.1 with the daemon, one request a connection.
struct ControlClient {
  let socket: ControlSocket
  var timeoutMilliseconds = ClientLimits.readMilliseconds

  /// Sends the request and answers with a response that is not a refusal; its body has yet to be read.
  ///
  /// - Throws: the problem of the daemon, or why there was no answer.
  func send(_ request: ControlRequest) throws(Failure) -> ControlAnswer {
    let connection = try UnixConnection(path: socket.path, timeoutMilliseconds: timeoutMilliseconds)
    // A small request goes in one piece.
    try connection.send(request.head + (request.body ?? []))
    try request.spooled?.each { piece throws(Failure) in try connection.send(piece) }
    let reader = try HTTPResponseReader { () throws(Failure) in try connection.receive() }
    var answer = ControlAnswer(reader: reader)
    guard (200..<300).contains(answer.status) else { throw Self.refusal(answer.status, try answer.bytes()) }
    return answer
  }

  private static func refusal(_ status: Int, _ body: [UInt8]) -> Failure {
    // What is no problem document comes from another program or version, and is reported as unexpected below.
    if let problem = try? Wire.decode(ShownProblem.self, from: body) { return Failure(problem) }
    return Failure(
      ShownProblem(
        title: "Unexpected answer", status: status, code: "unexpected-answer",
        detail: "the daemon answered with status \(status) and no explanation",
        hint: "compare the versions: dunningctl version"))
  }
}
