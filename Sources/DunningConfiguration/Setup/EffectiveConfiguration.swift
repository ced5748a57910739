import Dunning
import Yams

/// What a configuration comes to: each value with the place that it is from, secrets left out.
package struct EffectiveConfiguration: Sendable {
  package struct Entry: Hashable, Sendable {
    /// Such as `creditors.acme.language`, or `policies.standard.steps[0].name`.
    package let key: String
    /// `…` for a secret.
    package let value: String
    /// `FILE:LINE`, or `default`.
    package let origin: String
  }

  /// In the order of the file; what has its default comes last.
  package let entries: [Entry]

  /// - Throws: ``ConfigurationError`` when it could not be put in force.
  package init(_ places: Setup.Places, credential: (@Sendable (String) -> String?)? = nil) throws(ConfigurationError) {
    let setup = try Setup.load(places, .needed, credential: credential)
    var entries: [Entry] = []
    if let file = places.file {
      let text = try ConfigurationText(file: file)
      let findings = Findings(text)
      if let root = text.compose(findings) {
        Self.flatten(root, "", findings) { entries.append(Entry(key: $0, value: $1, origin: $2)) }
      }
    }
    let known = Set(entries.map(\.key))
    self.entries = entries + Self.defaults(setup.configuration).filter { !known.contains($0.key) }
  }

  private static func flatten(
    _ node: Node, _ key: String, _ findings: Findings, _ add: (String, String, String) -> Void
  ) {
    switch node {
    case .mapping(let mapping):
      for (name, value) in mapping {
        let name = name.scalar?.string ?? "?"
        flatten(value, key.isEmpty ? name : "\(key).\(name)", findings, add)
      }
    case .sequence(let sequence):
      for (index, value) in sequence.enumerated() { flatten(value, "\(key)[\(index)]", findings, add) }
    case .scalar(let scalar): add(key, shown(scalar.string, key), findings.place(node.mark))
    case .alias: add(key, "*", findings.place(node.mark))
    }
  }

  /// A secret is not shown; where it is kept elsewhere, its place is.
  private static func shown(_ value: String, _ key: String) -> String {
    let isElsewhere = value.isEmpty || value.hasPrefix("{credential ") || value.hasPrefix("{file ")
    return Findings.isSecretKey(key) && !isElsewhere ? "…" : value
  }

  /// What is in force where the file says nothing.
  private static func defaults(_ configuration: Configuration) -> [Entry] {
    let delivery = configuration.delivery
    var values = [("mode", "held"), ("delivery.transport", delivery.transport.rawValue)]
    switch delivery.transport {
    case .maildir: values.append(("delivery.maildir", delivery.maildir))
    case .smtp, .lmtp:
      let (name, server) = ("delivery.\(delivery.transport.rawValue)", delivery.server)
      if server.socket == nil { values += [("\(name).host", server.host), ("\(name).port", "\(server.port)")] }
      if delivery.transport == .smtp { values.append(("\(name).tls", server.encryption.rawValue)) }
      values.append(("\(name).connections", "\(server.connections)"))
    }
    values += [
      ("delivery.in_doubt", delivery.inDoubt.rawValue),
      ("delivery.brake", delivery.limits.brake.map { "\($0)" } ?? "off"),
      ("inbound.on_reply", configuration.inbound.onReply.rawValue),
    ]
    return values.map { Entry(key: $0.0, value: $0.1, origin: "default") }
  }
}
