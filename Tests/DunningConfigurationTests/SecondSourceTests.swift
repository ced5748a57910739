import Dunning
import Foundation
import Testing

@testable import DunningConfiguration

/// A day that one side works and the other does not.
private struct Difference: Hashable {
  let side: KnownDisagreement.Side
  let country: String
  let name: String
  let calendar: String
  let date: CivilDate

  var text: String { "\(calendar) \(date.iso) \(name): a holiday only in \(side == .ours ? "ours" : "theirs")" }
}

@Suite("The calendars against a second source, 2007 to 2026")
struct SecondSourceTests {
  private func differences() throws -> [Difference] {
    let ours = try Almanac.load(calendars: [Fixtures.vendor.appending(path: "calendars").path])
    let theirs = try CalendarFolder([Fixtures.folder.appending(path: "calendars").path]).calendars
    #expect(theirs.count == 91)
    return try theirs.flatMap { their in try differences(ours.requireCalendar(their.name), their) }
  }

  private func differences(_ our: WorkCalendar, _ their: WorkCalendar) throws -> [Difference] {
    let (ours, theirs) = (try #require(our.known), try #require(their.known))
    let first = max(ours.lowerBound, theirs.lowerBound), last = min(ours.upperBound, theirs.upperBound)
    return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)).compactMap { date in
      let isWorked = our.isWorkingDay(date)
      guard isWorked != their.isWorkingDay(date) else { return nil }
      let country = our.name.split(separator: "-")[0]
      return Difference(
        side: isWorked ? .theirs : .ours, country: String(country),
        name: (isWorked ? their : our).holidayName(on: date) ?? "a weekend", calendar: our.name, date: date)
    }
  }

  @Test("every day on which they differ is one that somebody has looked at, and each reason is still needed")
  func explained() throws {
    // Given
    var left = try differences()
    // When
    for known in KnownDisagreement.all {
      let explained = left.filter {
        $0.side == known.side && $0.country == known.country && known.names.contains($0.name)
      }
      #expect(explained.count == known.count, "\(known.country): \(known.reason)")
      left.removeAll(where: Set(explained).contains)
    }
    // Then
    #expect(left.map(\.text) == [])
  }

  @Test("they agree on every day in China, Japan and on the calendar of the banks")
  func agreed() throws {
    #expect(try differences().filter { ["CN", "JP", "TARGET"].contains($0.country) }.map(\.text) == [])
  }
}
