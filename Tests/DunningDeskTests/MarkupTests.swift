import Testing

@testable import DunningDesk

@Suite("Markup")
struct MarkupTests {
  @Test("a text is no markup")
  func escapes() {
    let name = "<script>alert('1')</script> & \"x\""
    let html: HTML = "<td title=\"\(name)\">\(name)</td>"
    #expect(!html.text.contains("<script"))
    #expect(html.text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"))
  }

  @Test(
    "marks that reorder or hide text do not reach the page", arguments: ["\u{202E}", "\u{2066}", "\u{0}", "\u{FEFF}"])
  func reordering(mark: String) {
    let html: HTML = "\(HTML.foreign("a\(mark)b"))"
    #expect(html.text == "<bdi>a\u{FFFD}b</bdi>")
  }

  @Test(
    "an address within the desk cannot leave it", arguments: ["../../x", "a/b", "a?b#c", "%2F", "javascript:alert(1)"])
  func addresses(name: String) {
    let path = Link.path("claims", name)
    #expect(path.hasPrefix("/claims/"))
    #expect(path.dropFirst("/claims/".count).allSatisfy { $0.isLetter || $0.isNumber || "%-_.~".contains($0) })
  }
}
