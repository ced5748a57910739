import DunningAPI
import Hummingbird

/// Asks for what an act needs, says what it will do, and does it when that was confirmed.
struct ActPage: Sendable {
  let visit: Visit
  let act: Act
  let target: ActTarget

  /// - Throws: ``Refusal`` when there is no such act, or the caller may not do it.
  init(_ visit: Visit, _ name: String, of target: ActTarget) throws {
    guard let act = Act.named(name, of: target.subject) else {
      throw Refusal(.noSuchRoute, visit.words(.noSuchPage))
    }
    guard visit.may(act.route) else { throw Refusal(.notAllowed, visit.words(.notYours)) }
    (self.visit, self.act, self.target) = (visit, act, target)
  }

  private var words: Words { visit.words }

  /// The form, filled with what the address says.
  ///
  /// - Parameter before: what stands above the form.
  func ask(before: HTML = .empty) -> Response {
    isConfirmedAtOnce
      ? confirm(Entries(), visit.query, .empty) : formPage(values: visit.query, trouble: nil, before: before)
  }

  /// What a form has sent: looked at first, and done when it was confirmed.
  func answer() async throws -> Response {
    do {
      let entries = try read(visit.form)
      guard visit.form["sure"] == "1" else {
        return confirm(
          entries, visit.form, try await Consequences(visit: visit, act: act, target: target).html(entries))
      }
      return try await carryOut(entries)
    } catch let refusal as Refusal {
      return formPage(values: visit.form, trouble: visit.trouble(refusal))
    } catch let problem as Problem where problem.status < 500 {
      return formPage(values: visit.form, trouble: visit.trouble(problem))
    }
  }

  private func carryOut(_ entries: Entries) async throws -> Response {
    let body = act.fields.isEmpty ? [] : try WireCoding.encode(entries.body)
    let answer = try await visit.send(act.method, target.path(of: act), body, once: visit.form.text("once"))
    let aftermath = Aftermath(visit: visit, act: act, target: target)
    let said = [words(.done, words(act.title), target.title), try await aftermath.says(answer)].compactMap { $0 }
    visit.desk.sessions.say(
      .init(
        text: said.joined(separator: " "), undo: try await aftermath.undo(answer),
        undoTitle: act.undoTitle.map { words($0) }), to: visit.token)
    let page = try aftermath.page(answer) ?? (act.subject == .followUp ? "/" : target.page)
    return .seeOther(visit.form.text("back").flatMap(Self.own) ?? page)
  }

  /// Nothing to ask: the first page is what it will do.
  private var isConfirmedAtOnce: Bool { act.fields.isEmpty }

  /// A path of the desk; nil for an address elsewhere.
  private static func own(_ path: String) -> String? {
    path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
      ? path : nil
  }
}

// MARK: - What was entered

extension ActPage {
  /// What the form said, as it is sent and as it is read back.
  struct Entries {
    var body: [String: ActValue] = [:]
    var shown: [(label: Phrase, before: String?, after: String)] = []
  }

  /// - Throws: ``Refusal`` with the field that cannot be read.
  private func read(_ form: Form) throws -> Entries {
    var entries = Entries()
    for field in act.fields {
      guard let text = form.text(field.name) else {
        guard !field.isNeeded else {
          throw Refusal(.missingField, words(.isMissing, words(field.label)), field: field.name)
        }
        continue
      }
      let (value, shown) = try read(text, field)
      // A page that fills in what is known asks for no change of it.
      if field.kind == .lines, target.known[field.name] == text.replacing("\r\n", with: "\n") { continue }
      entries.body[field.name] = value
      guard field.kind != .hidden else { continue }
      entries.shown.append((field.label, target.known[field.name].map { show($0, field) }, shown))
    }
    if act.method == .patch, entries.body.count < 2 {
      throw Refusal(.missingField, words(.nothingCorrected))
    }
    return entries
  }

  private func read(_ text: String, _ field: Act.Field) throws -> (ActValue, String) {
    switch field.kind {
    case .amount:
      let amount = try amount(text, field)
      return (.text(amount), show(amount, field))
    case .count:
      guard let count = Int(text), count > 0 else {
        throw Refusal(.invalidValue, words(.notANumber, text), field: field.name)
      }
      return (.number(count), words.number(count))
    case .shares:
      let shares = try text.split(whereSeparator: \.isNewline).map { try share(String($0), field) }
      let shown = shares.map { share in
        share.amount.map { "\(share.claim): \(show($0, field))" } ?? share.claim
      }
      return (.shares(shares), shown.joined(separator: "; "))
    case .choice(let choices):
      guard choices.contains(text) else {
        throw Refusal(.invalidValue, words(.notAChoice, text), field: field.name)
      }
      return (.text(text), words.term(text))
    case .span(let choices):
      guard choices.contains(text) else {
        throw Refusal(.invalidValue, words(.notAChoice, text), field: field.name)
      }
      return (.text(text), words.span(text) ?? text)
    case .creditor, .policy: return (.text(text), text)
    case .currency: return (.text(text.uppercased()), text.uppercased())
    case .flag: return (.flag(text == "true"), words(.yes))
    case .day, .line, .lines, .hidden:
      let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      let plain = lines.joined(separator: field.name == "address" ? "|" : "\n")
      return (.text(plain), show(lines.joined(separator: "\n"), field))
    }
  }

  private func amount(_ text: String, _ field: Act.Field) throws -> String {
    guard let amount = Words.amount(typed: text) else {
      throw Refusal(.invalidValue, words(.notAnAmount, text), field: field.name, hint: words(.notAnAmountHint))
    }
    return amount
  }

  /// `RE-1` or `RE-1 12,50`.
  private func share(_ line: String, _ field: Act.Field) throws -> PaymentShareRequest {
    let parts = line.split(separator: " ")
    guard parts.count > 1, let last = parts.last, last.contains(where: \.isNumber),
      last.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," })
    else { return PaymentShareRequest(claim: line) }
    return PaymentShareRequest(
      claim: parts.dropLast().joined(separator: " "), amount: try amount(String(last), field))
  }

  private func show(_ text: String, _ field: Act.Field) -> String {
    switch field.kind {
    case .amount, .shares: target.currency.map { words.amount(text, $0) } ?? words.sum(text)
    case .day: words.day(text)
    case .lines: text.split(whereSeparator: \.isNewline).joined(separator: ", ")
    default: text
    }
  }
}

// MARK: - The pages

extension ActPage {
  private var title: String { act.subject == .book ? words(act.title) : "\(words(act.title)): \(target.title)" }

  private func formPage(values: Form, trouble: Trouble?, before: HTML = .empty) -> Response {
    let problem: HTML = trouble?.html ?? .empty
    let fields = act.fields.map { field in
      let known = [.lines, .hidden].contains(field.kind) ? target.known[field.name] : nil
      return input(field, values[field.name] ?? known ?? "", isWrong: trouble?.field == field.name)
    }
    return visit.page(
      title,
      """
      \(before)\(problem)<section>
      <p>\(words(act.says))</p>
      <form class="form" method="post" action="\(target.page(of: act.name))">\(visit.formToken)\(back(values))
      \(fields)
      <div class="actions"><button class="main">\(words(.goOn))</button>
      <a class="button quiet" href="\(cancel(values))">\(words(.cancel))</a></div>
      </form>
      </section>
      """, status: trouble == nil ? .ok : .unprocessableContent)
  }

  private func confirm(_ entries: Entries, _ values: Form, _ consequences: HTML) -> Response {
    let hidden = act.fields.compactMap { field in
      values.text(field.name).map { text -> HTML in
        "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(text)\">\n"
      }
    }
    let kind = act.isGrave ? "main danger" : "main"
    return visit.page(
      title,
      """
      <section>
      <h2>\(words(.willHappen))</h2>
      <p>\(words(act.says))</p>
      \(summary(entries))
      \(consequences)
      \(plan)
      <p class="soft">\(words(act.undoSays))</p>
      <form method="post" action="\(target.page(of: act.name))">\(visit.formToken)\(back(values))
      \(hidden)<input type="hidden" name="sure" value="1">
      <input type="hidden" name="once" value="\(visit.desk.sessions.token())">
      <div class="actions"><button class="\(kind)" autofocus>\(words(act.title))</button>
      <a class="button quiet" href="\(cancel(values))">\(words(.cancel))</a></div>
      </form>
      </section>
      """)
  }

  private func summary(_ entries: Entries) -> HTML {
    var facts = Facts()
    for entry in entries.shown {
      let before: HTML = act.method == .patch ? entry.before.map { "<del>\($0)</del> → " } ?? .empty : .empty
      facts.add(words(entry.label), "\(before)\(HTML.foreign(entry.after))")
    }
    return entries.shown.isEmpty ? .empty : facts.html
  }

  /// What is planned as things stand, so that nobody has to look for it.
  private var plan: HTML {
    guard let next = target.next else { return .empty }
    return
      "<p class=\"soft\">\(words(.plannedNow)) <b>\(words.step(next.step))</b>, \(HTML(plain: words(.earliest, words.day(next.at))))</p>"
  }

  private func cancel(_ values: Form) -> String {
    values.text("back").flatMap(Self.own) ?? (act.subject == .followUp ? "/" : target.page)
  }

  private func back(_ values: Form) -> HTML {
    values.text("back").flatMap(Self.own).map { "<input type=\"hidden\" name=\"back\" value=\"\($0)\">" } ?? .empty
  }

  private func input(_ field: Act.Field, _ value: String, isWrong: Bool) -> HTML {
    let name = field.name
    if field.kind == .hidden { return "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
    var more: HTML = isNeeded(field) ? " required" : .empty
    if isWrong { more = "\(more) aria-invalid=\"true\"" }
    let known = target.known[name].map { show($0, field) } ?? ""
    let hint: HTML = field.hint.map { "<p class=\"hint\" id=\"hint-\(name)\">\(words($0))</p>" } ?? .empty
    if field.hint != nil { more = "\(more) aria-describedby=\"hint-\(name)\"" }
    if field.kind == .flag {
      let mark: HTML = value == "true" ? " checked" : .empty
      return """
        <label class="check"><input type="checkbox" name="\(name)" value="true"\(mark)> \(words(field.label))</label>

        """
    }
    let label: HTML =
      isNeeded(field)
      ? "<label for=\"\(name)\">\(words(field.label))</label>"
      : "<label for=\"\(name)\">\(words(field.label)) <span class=\"hint\">\(words(.optional))</span></label>"
    return "<div class=\"field\">\(label)\(hint)\(control(field, value, known, more))</div>\n"
  }

  /// Where there are several creditors, one has to be named.
  private func isNeeded(_ field: Act.Field) -> Bool {
    field.isNeeded || (field.kind == .creditor && names.creditors.count > 1)
  }

  private var names: DeskNames { visit.desk.house.names }

  private func select(
    _ field: Act.Field, _ value: String, _ choices: [(value: String, title: String)], _ more: HTML
  ) -> HTML {
    let none: HTML = field.isNeeded && !value.isEmpty ? .empty : "<option value=\"\">–</option>"
    let options = choices.map { choice -> HTML in
      let mark: HTML = choice.value == value ? " selected" : .empty
      return "<option value=\"\(choice.value)\"\(mark)>\(choice.title)</option>"
    }
    return "<select id=\"\(field.name)\" name=\"\(field.name)\"\(more)>\(none)\(options)</select>"
  }

  private func control(_ field: Act.Field, _ value: String, _ known: String, _ more: HTML) -> HTML {
    let name = field.name
    switch field.kind {
    case .amount:
      return
        "<input id=\"\(name)\" name=\"\(name)\" inputmode=\"decimal\" value=\"\(value)\" placeholder=\"\(known)\"\(more)>"
    case .day: return "<input id=\"\(name)\" name=\"\(name)\" type=\"date\" value=\"\(value)\"\(more)>"
    case .count: return "<input id=\"\(name)\" name=\"\(name)\" inputmode=\"numeric\" value=\"\(value)\"\(more)>"
    case .lines, .shares:
      return "<textarea id=\"\(name)\" name=\"\(name)\" rows=\"4\"\(more)>\(value)</textarea>"
    case .choice(let choices):
      return select(field, value, choices.map { ($0, words.term($0)) }, more)
    case .span(let choices): return select(field, value, choices.map { ($0, words.span($0) ?? $0) }, more)
    case .creditor: return select(field, value, names.creditors.map { ($0, $0) }, more)
    case .policy: return select(field, value, names.policies.map { ($0, $0) }, more)
    case .currency:
      let known = names.currencies.map { code -> HTML in "<option value=\"\(code)\">" }
      return """
        <input id="\(name)" name="\(name)" list="currencies" maxlength="3" \
        value="\(value.isEmpty && names.currencies.count == 1 ? names.currencies[0] : value)"\(more)>\
        <datalist id="currencies">\(known)</datalist>
        """
    case .line, .hidden, .flag:
      return
        "<input id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" placeholder=\"\(known)\" maxlength=\"1000\"\(more)>"
    }
  }
}

extension Visit {
  /// Links to what can be done to a thing, as far as the caller may.
  func actions(_ names: [String], of target: ActTarget, main: String? = nil) -> HTML {
    let links = names.compactMap { Act.named($0, of: target.subject) }.filter { may($0.route) }.map { act -> HTML in
      let kind = act.name == main ? "button main" : act.isGrave ? "button danger" : "button"
      return "<li><a class=\"\(kind)\" href=\"\(target.page(of: act.name))\">\(words(act.title))</a></li>\n"
    }
    return links.isEmpty ? .empty : "<ul class=\"actions\">\n\(links)</ul>"
  }
}
