import Dunning
import DunningLetters
import Foundation
import Testing

@Suite("Speed")
struct SpeedTests {
  @Test("the median time of a letter is reported")
  func medianTime() throws {
    let clock = ContinuousClock()
    let load = try clock.measure { _ = try TemplateCatalog.load(directories: [Samples.vendor.path]) }
    print("load, check and try all templates: \(load)")
    let renderer = LetterRenderer(catalog: try Samples.catalog())
    for language in renderer.catalog.languages {
      let facts = try Samples.facts(language, .demand, previous: ["2026-11-06"])
      let times = try (0..<300).map { _ in try clock.measure { _ = try renderer.render(facts) } }.sorted()
      print("\(language): subject, text and HTML of a demand in \(times[times.count / 2]) (median of \(times.count))")
    }
  }
}
