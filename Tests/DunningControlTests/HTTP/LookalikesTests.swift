import DunningIntake
import Testing

@Suite("references that look like others")
struct LookalikesTests {
  @Test(
    "what looks like another character is warned of",
    arguments: ["RE\u{A0}17", "\u{420}E-17", "RE\u{2013}17", "\u{391}B-1", "АВ-17"])
  func odd(reference: String) {
    #expect(Lookalikes.warning(about: reference)?.contains("U+") == true)
  }

  @Test(
    "what is written in one script is not", arguments: ["RE-17", "Счёт-17", "Rü-1", "請求書17", "ΤΙΜΟΛΟΓΙΟ-Λ1", "RE 17/3"])
  func plain(reference: String) { #expect(Lookalikes.warning(about: reference) == nil) }
}
