/// What ties a message that came in to one that went out.
package struct NoticeTies: Sendable, Hashable, Codable {
  /// Envelope identifiers that a report repeats.
  ///
  /// - Source: RFC 3464 2.2.1.
  package var envelopeIDs: [String] = []
  /// What stands behind the `+` of an address that this message was sent to.
  package var addressTags: [String] = []
  /// Message-IDs of returned messages, without brackets.
  package var returned: [String] = []
  /// Message-IDs that the message answers, the latest first, without brackets.
  package var answered: [String] = []
  /// Numbers of notices that a returned message carries in `X-Dunning-Notice`. Anybody can write a number, so that it is
  /// a hint for a person and no tie.
  package var numbers: [String] = []
}
