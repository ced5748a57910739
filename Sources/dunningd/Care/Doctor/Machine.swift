import DunningAPI
import DunningBytes
import DunningConfiguration
import FoundationEssentials
import Glibc

/// What the machine has for the daemon: room, permissions, time zones.
struct Machine {
  private let places: Setup.Places

  init(_ places: Setup.Places) { self.places = places }

  func checks() -> [DoctorResponse.Check] { [space(), folder(), secrets(), zones()].compactMap { $0 } }

  /// Free MiB beside the docket, below which somebody should look, and below which it is bad.
  private static let room = (warning: 2_048, critical: 256)

  private func space() -> DoctorResponse.Check {
    var volume = statvfs()
    guard statvfs(places.stateDirectory, &volume) == 0 else { return notSeen("space") }
    let free = (Int(volume.f_bavail) * Int(volume.f_frsize)) >> 20
    let text = "\(free) MiB are free beside the docket"
    guard free < Self.room.warning else { return .init("space", .ok, text) }
    return .init("space", free < Self.room.critical ? .critical : .warning, text, hint: "df \(places.stateDirectory)")
  }

  /// - Precondition: the call before has failed.
  private func notSeen(_ name: String) -> DoctorResponse.Check {
    let words = String(cString: strerror(errno))
    return .init(
      name, .warning, "cannot look at \(places.stateDirectory): \(words)", hint: "ls -ld \(places.stateDirectory)")
  }

  private func folder() -> DoctorResponse.Check {
    var status = stat()
    guard stat(places.stateDirectory, &status) == 0 else { return notSeen("permissions") }
    guard status.st_mode & 0o077 == 0 else {
      return .init(
        "permissions", .warning, "others may look into \(places.stateDirectory)",
        hint: "chmod 700 \(places.stateDirectory)")
    }
    return .init("permissions", .ok, "nobody else looks into \(places.stateDirectory)")
  }

  /// Whether a password stands in a configuration that everybody may read.
  private func secrets() -> DoctorResponse.Check? {
    var status = stat()
    guard let file = places.file, stat(file, &status) == 0, status.st_mode & 0o004 != 0,
      let text = FileReader.text(of: file, atMost: 1 << 20), Self.holdsPassword(text)
    else { return nil }
    return .init(
      "secrets", .warning, "a password stands in \(file), which everybody may read",
      hint: "put it into a credential, `password: \"{credential smtp-password}\"`; see dunningd(8)")
  }

  private static func holdsPassword(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let line = line.drop { $0 == " " }
      guard !line.hasPrefix("#"), let key = line.firstRange(of: "password:") else { return false }
      let value = line[key.upperBound...].drop { $0 == " " || $0 == "\"" || $0 == "'" }
      return !value.isEmpty && !value.hasPrefix("{credential") && !value.hasPrefix("#")
    }
  }

  /// The version of the time zone database, as its first line says: `# version 2026a`.
  private func zones() -> DoctorResponse.Check {
    let folder = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
    // Without the text form the database itself may be there all the same.
    let head = (try? FileReader("\(folder)/tzdata.zi").next(atMost: 64)).map { String(decoding: $0, as: UTF8.self) }
    if let version = head?.split(separator: "\n").first?.split(separator: " ").last {
      return .init("time-zones", .ok, "tzdata \(version)")
    }
    return access("\(folder)/Europe/Berlin", R_OK) == 0
      ? .init("time-zones", .ok, "\(folder), of a version that it does not say")
      : .init("time-zones", .critical, "\(folder) has no time zones", hint: "apt install tzdata")
  }
}
