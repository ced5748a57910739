import DunningAPI

extension Consequences {
  /// Whether the notice would leave as it is, told before it is let go.
  func leaving() async throws -> HTML { visit.lapse(try await visit.get(NoticeDetail.self, target.api)) ?? .empty }
}

extension Visit {
  /// That a notice would not leave as it is, and what happens instead; nil where it would.
  func lapse(_ detail: NoticeDetail) -> HTML? {
    detail.lapses.map { "<p class=\"banner\">\(words(.leavesNot, words.clause($0) ?? $0))</p>" }
  }
}
