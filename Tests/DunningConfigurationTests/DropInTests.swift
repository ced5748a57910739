import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("Drop-ins, and what a configuration comes to")
struct DropInTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(example.replacing("send: [email, letter]", with: "send: [email]"), to: "dunningd.yaml")
  }

  private var file: String { folder.path + "/dunningd.yaml" }
  private var places: Setup.Places {
    Setup.Places(
      file: file, dataDirectory: Fixtures.vendor.path, ownDirectory: folder.path, stateDirectory: "/var/lib/dunningd")
  }

  private func value(_ key: String) throws -> EffectiveConfiguration.Entry? {
    try EffectiveConfiguration(places).entries.first { $0.key == key }
  }

  @Test("they are laid over the file key by key, in the order of their names; a list takes the place of a list")
  func laid() throws {
    try folder.write("delivery: {smtp: {host: first.example}}\n", to: "dunningd.yaml.d/10-relay.yaml")
    try folder.write(
      "\ndelivery:\n  smtp: {host: last.example}\ncreditors: {acme: {address: [Nebenweg 2]}}\n",
      to: "dunningd.yaml.d/20-relay.yaml")
    try folder.write("delivery: {smtp: {host: never.example}}\n", to: "dunningd.yaml.d/30-not.yml")
    let setup = try Setup.load(places)
    #expect(setup.configuration.delivery.server.host == "last.example")
    #expect(setup.configuration.delivery.server.connections == 20)
    #expect(setup.configuration.rulebook.creditors["acme"]?.address == ["Nebenweg 2"])
    #expect(setup.configuration.rulebook.creditors["acme"]?.name == "ACME GmbH")
    #expect(try value("delivery.smtp.host")?.origin == "\(file).d/20-relay.yaml:3")
    #expect(try value("delivery.smtp.port")?.origin == "\(file):4")
  }

  @Test("a mistake is told by the file and line in which it stands")
  func mistakes() throws {
    try folder.write("# a relay\ndelivery:\n  smpt: {host: x}\n", to: "dunningd.yaml.d/10.yaml")
    try folder.write("mode: armed\nmode: held\n", to: "dunningd.yaml.d/20.yaml")
    let check = ConfigurationCheck(places)
    #expect(check.errors.contains { $0.hasPrefix("\(file).d/10.yaml:3:3: error: unknown key \"smpt\"") })
    #expect(check.errors.contains { $0.hasPrefix("\(file).d/20.yaml:2:") && $0.contains("stands here twice") })
    #expect(check.errors.contains { $0.contains("\n  \u{20} smpt: {host: x}\n") || $0.contains("  smpt: {host: x}") })
  }

  @Test("another drop-in is another configuration, so that everything is planned anew")
  func fingerprint() throws {
    let before = try Setup.load(places).configuration.fingerprint
    try folder.write("mode: armed\n", to: "dunningd.yaml.d/10.yaml")
    #expect(try Setup.load(places).configuration.fingerprint != before)
  }

  @Test(
    "a folder that is there and cannot be read is not empty", arguments: ["dunningd.yaml.d", "rates", "rules", "guard"])
  func unreadable(name: String) throws {
    // Whoever is root may read all but what leads nowhere.
    let path = "\(folder.path)/\(name)"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
    let errors = ConfigurationCheck(places).errors
    #expect(errors.contains { $0.hasPrefix("\(path): error: the folder cannot be read: ") }, "\(errors)")
    #expect(throws: ConfigurationError.self) { try Setup.load(places) }
  }

  @Test("secrets are not shown, and what is nowhere has its default")
  func shown() throws {
    try folder.write("delivery: {smtp: {user: me, password: hunter2}}\n", to: "dunningd.yaml.d/10.yaml")
    let entries = try EffectiveConfiguration(places).entries
    #expect(!entries.contains { $0.value.contains("hunter2") })
    #expect(entries.first { $0.key == "delivery.smtp.password" }?.value == "…")
    #expect(entries.contains { $0.key == "delivery.brake" && $0.value == "500" && $0.origin == "default" })
    #expect(entries.contains { $0.key == "policies.standard.steps[1].name" && $0.value == "reminder" })
    #expect(Set(entries.map(\.key)).count == entries.count)
  }

  @Test("for somebody who helps, nothing is shown that says who anybody is, and the rules are")
  func withoutPeople() throws {
    try folder.write(
      """
      delivery: {smtp: {user: anna, password: hunter2}}
      access: {clerk: ["user:root"]}
      notify: {webhooks: [{url: "https://example.org/hook/anna", secret: "whsec_aGlkZGVuLWhpZGRlbi1oaWRkZW4taGlkZGVu"}]}
      creditors: {acme: {phone: "+49 30 1", letterhead: {signatory: Anna Muster}, reply_to: anna@acme.example}}
      """, to: "dunningd.yaml.d/10.yaml")
    let entries = try EffectiveConfiguration(places).withoutPeople
    let shown = entries.map(\.value).joined(separator: "\n")
    for word in ["ACME", "Muster", "anna", "Anna", "hunter2", "root", "whsec", "DE89", "@", "+49"] {
      #expect(!shown.contains(word), "\(word)")
    }
    let values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    #expect(values["creditors.acme.name"] == EffectiveConfiguration.hidden)
    #expect(values["creditors.acme.language"] == "de")
    #expect(values["delivery.smtp.host"] == "localhost")
    #expect(values["policies.standard.steps[0].name"] == "heads-up")
  }
}

@Suite("The first configuration")
struct ConfigurationDraftTests {
  private static let countries = (try? ConfigurationDraft.countries(dataDirectory: Fixtures.vendor.path)) ?? []

  private static func answers(_ country: String) -> ConfigurationDraft.Answers {
    .init(
      id: "acme", name: #"ACME "Söhne" & Co: #1"#, address: ["Hauptstraße 1, Hof", "12345 Ort"], country: country,
      from: "ACME <ar@acme.example>", iban: "DE89370400440532013000",
      mailServer: .init(host: "mail.acme.example", port: 2525))
  }

  @Test("there is one for each country with a ladder")
  func known() { #expect(Self.countries == ["CN", "DE", "ES", "FR", "GB", "IT", "JP", "NL", "US"]) }

  @Test("it has no mistakes, and says what was answered", arguments: countries)
  func good(country: String) throws {
    let folder = try Folder()
    let draft = try ConfigurationDraft(Self.answers(country), dataDirectory: Fixtures.vendor.path)
    try folder.write(draft.text, to: "dunningd.yaml")
    let places = Setup.Places(
      file: folder.path + "/dunningd.yaml", dataDirectory: Fixtures.vendor.path, ownDirectory: folder.path,
      stateDirectory: "/var/lib/dunningd")
    #expect(ConfigurationCheck(places).errors == [])
    let creditor = try #require(try Setup.load(places).configuration.rulebook.creditors["acme"])
    #expect(creditor.name == #"ACME "Söhne" & Co: #1"#)
    #expect(creditor.address == ["Hauptstraße 1, Hof", "12345 Ort"])
    #expect(creditor.country == country)
    #expect(creditor.policy != nil)
    #expect(try Setup.load(places).configuration.delivery.server.host == "mail.acme.example")
    #expect(try Setup.load(places).configuration.delivery.server.port == 2525)
    // Nobody has said in which region it is.
    #expect(creditor.calendar.map { !$0.contains("-") } ?? true)
  }

  @Test("a country without a ladder is told which there are")
  func unknown() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationDraft(Self.answers("XX"), dataDirectory: Fixtures.vendor.path)
    }
    #expect(error?.diagnostics.first?.suggestion == "there are CN, DE, ES, FR, GB, IT, JP, NL, US")
  }
}
