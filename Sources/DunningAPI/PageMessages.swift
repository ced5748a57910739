/// `POST /v1/page`: a link to the desk, the page in a browser.
package struct PageResponse: Codable, Hashable, Sendable {
  /// Works once.
  package var url: String
  /// Until when it waits for that.
  package var until: String

  package init(url: String, until: String) {
    self.url = url
    self.until = until
  }
}

/// `POST /v1/page/close`: how many sessions of the caller were ended.
package struct PageClosedResponse: Codable, Hashable, Sendable {
  package var sessions: Int

  package init(sessions: Int) { self.sessions = sessions }
}
