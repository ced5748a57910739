import DunningAPI
import Hummingbird

/// How the daemon is: what `dunningctl status` says.
struct HealthPage: Sendable {
  let visit: Visit

  private var words: Words { visit.words }

  func show() async throws -> Response {
    let status: StatusResponse = try await visit.get("/v1/status")
    let act = status.mode == "armed" ? "hold" : "arm"
    return visit.page(
      words(.health),
      """
      \(Banners(visit: visit, status: status).html)
      <section>
      \(facts(status))
      \(visit.actions([act], of: visit.houseTarget))
      </section>
      \(horizons(status.horizons ?? []))
      \(stranded(status.stranded ?? []))
      """)
  }

  private func facts(_ status: StatusResponse) -> HTML {
    var facts = Facts()
    facts.add(words(.mode), words.badge(status.mode))
    facts.add(words(.mailServer), health(status.transport.kind, status.transport.healthy))
    facts.add(words(.printSpool), status.printSpool.map { health($0.path, $0.healthy) })
    facts.add(words(.version), "\(status.version)")
    facts.add(words(.runsSince), words.time(status.startedAt))
    facts.add(words(.store), store(status.store))
    facts.add(words(.configuration), HTML.foreign(status.configuration.file ?? "–"))
    facts.add(words(.loadedAt), words.time(status.configuration.loadedAt))
    facts.add(
      words(.lastReload),
      status.configuration.lastError.map { "<span class=\"badge bad\">\(words(.rejected))</span> \(HTML.foreign($0))" })
    facts.add(words(.unreadableMail), status.mail.map(aside))
    return facts.html
  }

  private func store(_ store: StatusResponse.Store) -> HTML {
    let size: HTML = "\(HTML.foreign(store.kind)), \(words.number(Int(store.bytes / 1_024))) KiB"
    guard let trouble = store.trouble else { return size }
    let mark: HTML = "<span class=\"badge bad\">\(words(.fails))</span>"
    let said: HTML = "<span lang=\"en\">\(HTML.foreign("\(trouble.reason); \(trouble.hint)"))</span>"
    return "\(size) \(mark) \(words.time(trouble.since)): \(said)"
  }

  /// What lies in a folder that cannot be read is not nothing.
  private func aside(_ mail: StatusResponse.Mail) -> HTML {
    guard let reason = mail.notReadable else { return "\(words.number(mail.setAside))" }
    let mark: HTML = "<span class=\"badge bad\">\(words(.fails))</span>"
    return "\(words.number(mail.setAside)) \(mark) <span lang=\"en\">\(HTML.foreign(reason))</span>"
  }

  private func health(_ name: String, _ isHealthy: Bool) -> HTML {
    let mark: HTML =
      isHealthy
      ? "<span class=\"badge good\">\(words(.works))</span>" : "<span class=\"badge bad\">\(words(.fails))</span>"
    return "\(HTML.foreign(name)) \(mark)"
  }

  private func horizons(_ horizons: [StatusResponse.Horizon]) -> HTML {
    guard !horizons.isEmpty else { return .empty }
    let rows = horizons.map { horizon -> [HTML] in
      [
        HTML.foreign(horizon.name), "\(words.term("horizon-\(horizon.kind)", else: horizon.kind))",
        words.time(horizon.until),
        horizon.warning.map { "<span class=\"badge asks\">!</span> \(words.reason($0))" }
          ?? .empty,
      ]
    }
    let table = Table(
      caption: words(.horizons),
      columns: [.init(words(.name)), .init(words(.kind)), .init(words(.knownUntil)), .init(words(.note))], rows: rows)
    return "<section><h2>\(words(.horizons))</h2>\(table.html)</section>"
  }

  private func stranded(_ missing: [StatusResponse.Missing]) -> HTML {
    guard !missing.isEmpty else { return .empty }
    let rows = missing.map { missing -> [HTML] in
      ["\(words.term(missing.kind))", HTML.foreign(missing.name), "\(words.number(missing.claims))"]
    }
    let table = Table(
      caption: words(.strandedTitle),
      columns: [.init(words(.kind)), .init(words(.name)), .init(words(.claims), isNumber: true)], rows: rows)
    return "<section><h2>\(words(.strandedTitle))</h2><p>\(words(.strandedSays))</p>\(table.html)</section>"
  }
}
