import Foundation
import PaperTesting
import TestFonts
import Testing

@testable import DunningPaper

@Suite("The fonts of the tests")
struct TestFontsTests {
  @Test(
    "only the fonts of the dependency list are there, whatever the machine has, and in every program that is started")
  func onlyThose() throws {
    let file = String(cString: test_fonts_file())
    #expect(ProcessInfo.processInfo.environment["FONTCONFIG_FILE"] == file)
    #expect(FileManager.default.fileExists(atPath: file))
    let families = try Self.families()
    #expect(families.contains("Noto Sans"), "install the packages of FONTS in the Makefile: \(families)")
    #expect(families.allSatisfy { $0.hasPrefix("Noto Sans") || $0.hasPrefix("Noto Serif CJK") }, "\(families)")
    #expect(!families.contains { $0.contains("Emoji") || $0.contains("Mono") && !$0.contains("CJK") }, "\(families)")
  }

  @Test("each family that letters ask for is among them, but the one for bare systems")
  func allThose() throws {
    let families = try Self.families()
    for language in ["de", "ja", "ko", "zh-Hans", "zh-Hant", "zh-HK"] {
      for family in PaperFonts.seriffed(for: language) where family != "DejaVu Sans" {
        #expect(families.contains(family))
      }
    }
  }

  /// Each font's names, the English ones among them.
  private static func families() throws -> Set<String> {
    let names = try Tool.run("fc-list", [":", "family"], on: [])
    return Set(names.split { $0 == "\n" || $0 == "," }.map(String.init))
  }
}
