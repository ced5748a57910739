/// Days on which the calendars and the second source differ, and why. What stands here was looked at; whatever does not
/// is a mistake until somebody has.
struct KnownDisagreement: Sendable {
  /// Who has the holiday.
  enum Side: Sendable { case ours, theirs }

  let side: Side
  /// The country, with all its regions.
  let country: String
  /// How many days of how many calendars it is about in all.
  let count: Int
  let reason: String
  /// What the days are called by the side that has them.
  let names: Set<String>

  init(_ side: Side, _ country: String, _ count: Int, _ reason: String, _ names: Set<String>) {
    self.side = side
    self.country = country
    self.count = count
    self.reason = reason
    self.names = names
  }

  static let all: [KnownDisagreement] = [
    .init(
      .ours, "AU", 23, "Proclaimed once or every year anew, which rules do not know.",
      [
        "National Day of Mourning for Queen Elizabeth II", "Special Public Holiday",
        "Friday before the AFL Grand Final", "ANZAC Day (observed)",
      ]),
    .init(
      .ours, "AU", 35,
      "Queensland moved the days in 2012 and 2016, Western Australia proclaims the birthday; the other has neither.",
      ["King's Birthday", "Queen's Birthday", "Labour Day"]),
    .init(.theirs, "AU", 14, "As above: the days on which they were until then.", ["Queen's Birthday", "Labour Day"]),
    .init(.ours, "AU", 20, "A holiday in Brisbane, which we count for Queensland.", ["The Royal Queensland Show"]),
    .init(
      .ours, "AU", 8, "Holidays until 2010 by laws that covered a part of the trades.",
      ["Bank Holiday", "Easter Tuesday"]),
    .init(.ours, "AU", 1, "In 2007 it was the third Monday of March still.", ["Canberra Day"]),
    .init(.theirs, "AU", 1, "As above.", ["Canberra Day"]),
    .init(
      .theirs, "AU", 9,
      "The other gives every place a Monday; the law differs from place to place and from year to year.", ["Anzac Day"]),
    .init(
      .theirs, "AU", 5,
      "Not settled: the Mondays of 2009 and 2010 in New South Wales and Queensland. Both lie in the past.",
      ["Boxing Day Shift"]),
    .init(.theirs, "AU", 2, "Until 2008 a holiday in the city of Melbourne only.", ["Melbourne Cup"]),
    .init(.theirs, "AU", 20, "In the north of Tasmania only.", ["Recreation Day"]),
    .init(
      .ours, "CA", 60, "Ours has the general holidays of the Canada Labour Code, the other what all provinces share.",
      ["Boxing Day", "Boxing Day (observed)", "Christmas Day (observed)", "Thanksgiving Day", "Victoria Day"]),
    .init(
      .ours, "CA", 40, "As above; in Quebec employers choose Good Friday or Easter Monday, and ours has the former.",
      ["Good Friday"]),
    .init(.theirs, "CA", 20, "As above.", ["Easter Monday"]),
    .init(
      .ours, "CA", 28, "Federal since 2021, in the provinces since laws of 2022 to 2024 that the other does not know.",
      ["National Day for Truth and Reconciliation", "National Day for Truth and Reconciliation (observed)"]),
    .init(.ours, "CA", 6, "Proclaimed once.", ["Funeral of Her Majesty the Queen Elizabeth II"]),
    .init(
      .ours, "CA", 50,
      "The other leaves it out in Newfoundland and federally; for its Mondays laws and practice differ.",
      ["Remembrance Day", "Remembrance Day (observed)"]),
    .init(.theirs, "CA", 10, "As above.", ["Remembrance Day (Shift)"]),
    .init(.ours, "CA", 40, "A holiday by the laws of the Northwest Territories and Nunavut.", ["Civic Holiday"]),
    .init(
      .theirs, "CA", 40, "No holiday by law in Manitoba and Ontario.", ["Civic Holiday", "Civic Holiday (Not for all)"]),
    .init(
      .ours, "CA", 17, "New Brunswick since 2018; Prince Edward Island on the second Monday in 2009; Yukon since 2017.",
      ["Family Day", "Islander Day", "National Aboriginal Day"]),
    .init(.theirs, "CA", 5, "They began in 2008, 2009 and 2008.", ["Family Day", "Islander Day", "Louis Riel Day"]),
    .init(
      .theirs, "CA", 19,
      "A Saturday does not move (Holidays Act, s. 2), only a Sunday does, and that not in Nova Scotia since 2018.",
      ["Canada Day Shift"]),
    .init(
      .theirs, "CA", 17,
      "Nunavut Day is a holiday by law since 2020; a Saturday does not move, nor Boxing Day in Ontario.",
      ["Nuvanut Day", "Nuvanut Day (Shift)", "St Jean Baptiste (Shift)", "Boxing Day (Shift)"]),
    .init(.ours, "CH", 28, "In some districts of Aargau, which we count for all.", ["Assumption Day", "Labor Day"]),
    .init(
      .ours, "CH", 17, "The first Thursday of April, or a week later in Holy Week.", ["Battle of Naefels Victory Day"]),
    .init(.theirs, "CH", 10, "As above: always 3 April there.", ["Näfels Ride"]),
    .init(
      .ours, "CH", 99, "Treated like holidays in Valais, Nidwalden and St. Gallen.",
      ["Easter Monday", "Pentecost Monday", "Saint Berchtold's Day", "Saint Stephen's Day"]),
    .init(.theirs, "CH", 15, "No holiday in the canton of Zürich; its banks close.", ["Berchtold's Day"]),
    .init(
      .theirs, "CH", 80,
      "Ours has for the country what all cantons share; and none in Appenzell and Uri between Monday and a weekend.",
      ["Boxing Day", "Easter Monday", "Good Friday", "Whit Monday"]),
    .init(
      .theirs, "CH", 163, "Single communes or half days of cantons in which most people work then.",
      ["Corpus Christi", "Epiphany", "Immaculate Conception", "St Joseph's Day", "Labour Day"]),
    .init(
      .theirs, "CH", 20, "Not settled for Neuchâtel: a custom that the law leaves to the communes.",
      ["Federal Thanksgiving Monday"]),
    .init(
      .ours, "DE", 1, "Once, in Berlin.",
      ["80th anniversary of the liberation from Nazism and the end of the Second World War in Europe"]),
    .init(
      .ours, "DE", 7, "Mecklenburg since 2023 and Thuringia since 2019, which the other does not know.",
      ["Women's Day", "World Children's Day"]),
    .init(.theirs, "DK", 15, "A day off by agreement, no holiday by law.", ["Christmas Eve"]),
    .init(.theirs, "DK", 3, "Abolished from 2024.", ["Store Bededag"]),
    .init(.theirs, "FR", 1, "From 2005 to 2007 a working day for solidarity (loi 2004-626).", ["Whit Monday"]),
    .init(
      .ours, "GB", 1, "Proclaimed in 2026, after the other was written down.",
      ["Scotland's participation in the FIFA World Cup final"]),
    .init(
      .ours, "HK", 4, "Gazetted: once, and for days that met a Sunday or each other.",
      [
        "National Day (observed)",
        "The 70th anniversary day of the victory of the Chinese people's war of resistance against Japanese aggression",
        "The fourth day of Lunar New Year",
      ]),
    .init(
      .theirs, "HK", 1, "In 2009 the Saturday before stood for the Sunday.", ["Day After Mid-Autumn Festival shift"]),
    .init(
      .ours, "IE", 5, "Once in 2022, and every year from 2023.",
      ["Day of Remembrance and Recognition", "Saint Brigid's Day"]),
    .init(
      .theirs, "IE", 22, "Irish law moves no holiday; it gives employees another day.",
      ["Christmas Shift", "New Year shift", "Saint Patrick substitute", "St. Stephen's Day Shift"]),
    .init(.ours, "IT", 1, "Once, in 2011.", ["Anniversary of the Unification of Italy"]),
    .init(.theirs, "NL", 9, "Off every fifth year; the other has it more often.", ["Liberation Day"]),
    .init(
      .ours, "PL", 3, "By law from 2025, and once in 2018.",
      ["Christmas Eve", "National Independence Day - 100th anniversary"]),
    .init(.theirs, "PL", 2, "A holiday again from 2011.", ["Trzech Kroli"]),
    .init(
      .ours, "SG", 11,
      "As the Ministry of Manpower announced them; the other computes them, and often misses by a day.",
      ["Deepavali (observed)", "Hari Raya Haji", "Hari Raya Haji (observed)", "Hari Raya Puasa"]),
    .init(.theirs, "SG", 8, "As above.", ["Deepavali shift", "Hari Raya Haji", "Hari Raya Puasa"]),
    .init(.ours, "SG", 4, "Once each.", ["Polling Day", "SG50 Public Holiday"]),
    .init(
      .ours, "US", 6, "A federal holiday since 2021.",
      ["Juneteenth National Independence Day", "Juneteenth National Independence Day (observed)"]),
  ]
}
