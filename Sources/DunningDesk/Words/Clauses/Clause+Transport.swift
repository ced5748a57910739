extension Clause {
  /// Why the mail server was not reached. What the system says of it has no other language and is left out.
  static let transport: [Clause] = [
    Clause(
      "not tried: {why:said}; the server is tried again in {span:span}",
      de: "nicht versucht: {why}; der Server wird in {span} wieder versucht", zh: "未尝试：{why}；{span}后重试服务器"),
    Clause(
      "stopped before a connection was free", de: "angehalten, bevor eine Verbindung frei war", zh: "在有空闲连接前已停止"),
    Clause(
      "{host} refuses connections: nothing listens on that port, or a firewall turns us away",
      de: "{host} nimmt keine Verbindung an: dort läuft kein Mailserver, oder eine Firewall weist ab",
      zh: "{host} 拒绝连接：该端口没有邮件服务器，或被防火墙拒绝"),
    Clause(
      "nobody listens on {place}: is the server started?", de: "{place}: niemand antwortet; läuft der Mailserver?",
      zh: "{place} 无人应答：邮件服务器是否已启动？"),
    Clause(
      "there is no socket {place}: is the server started?", de: "{place} fehlt; läuft der Mailserver?",
      zh: "没有 {place}：邮件服务器是否已启动？"),
    Clause(
      "the daemon may not open {place}: its user needs the right to write to it",
      de: "{place} darf nicht geöffnet werden: dem Benutzer des Dienstes fehlt das Recht zu schreiben",
      zh: "无权打开 {place}：服务用户缺少写入权限"),
    Clause("there is no way to {host}: {words}", de: "zu {host} führt kein Weg", zh: "无法到达 {host}"),
    Clause(
      "this machine does not let the daemon connect to {host}: {words}",
      de: "dieser Rechner lässt keine Verbindung zu {host} zu", zh: "本机不允许连接 {host}"),
    Clause("cannot connect to {host}: {words}", de: "keine Verbindung zu {host}", zh: "无法连接 {host}"),
    Clause(
      "{host} cannot be found: there is no such name, or the name server does not answer",
      de: "{host} ist nicht zu finden: den Namen gibt es nicht, oder der Nameserver antwortet nicht",
      zh: "找不到 {host}：名称不存在，或域名服务器无应答"),
    Clause(
      "no answer from {host} within {span:span}: it is down, or a firewall swallows what is sent to it",
      de: "keine Antwort von {host} binnen {span}: er ist aus, oder eine Firewall verschluckt, was an ihn geht",
      zh: "{span}内 {host} 无应答：已停机，或被防火墙拦截"),
    Clause(
      "no answer from {host}: it is down, or a firewall swallows what is sent to it",
      de: "keine Antwort von {host}: er ist aus, oder eine Firewall verschluckt, was an ihn geht",
      zh: "{host} 无应答：已停机，或被防火墙拦截"),
    Clause("the connection broke: {words}", de: "die Verbindung brach ab", zh: "连接中断"),
    Clause("the connection was closed", de: "die Verbindung wurde geschlossen", zh: "连接已关闭"),
  ]
}
