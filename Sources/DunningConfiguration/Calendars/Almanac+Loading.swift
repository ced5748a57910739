package import Dunning
import FoundationEssentials
import Glibc

extension Almanac {
  /// The almanac of this machine: its time zones, and the calendars in these folders, a firm's own before the vendor's.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake in the calendars.
  package static func load(calendars directories: [String]) throws(ConfigurationError) -> Almanac {
    let folder = try CalendarFolder(directories)
    return load().adding(folder.calendars, edition: "calendars \(folder.checksum.text)")
  }

  /// Every zone of the time zone database (tzdata) as it stands on disk now, in the directory named, in `$TZDIR` or in
  /// `/usr/share/zoneinfo`.
  package static func load(from directory: String? = nil) -> Almanac {
    let root = directory ?? getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
    var zones: [String: ZoneRules] = [:]
    // Without a database only UTC is known, and every other zone is refused where it is named.
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? [] {
      // The same zones over again, in other counts of seconds.
      if name.hasPrefix("posix") || name.hasPrefix("right") { continue }
      // Whatever is no zone file, tables and leap seconds for instance, is none of ours.
      guard let bytes = FileManager.default.contents(atPath: "\(root)/\(name)"),
        let rules = ZoneRules(name: name, tzif: Array(bytes))
      else { continue }
      zones[name] = rules
    }
    return Almanac(edition: edition(of: root), zones: zones)
  }

  /// The first line of tzdata's text form, `# version 2026a`.
  private static func edition(of root: String) -> String {
    let text = FileManager.default.contents(atPath: root + "/tzdata.zi") ?? Data()
    return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }.prefix(100), as: UTF8.self)
  }
}
