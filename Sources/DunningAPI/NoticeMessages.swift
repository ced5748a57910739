/// A notice as `notices` and `show` answer it.
package struct NoticeResponse: Codable, Hashable, Sendable {
  /// `n7`.
  package var id: String
  /// The references of the claims it is about.
  package var claims: [String]
  package var claimIds: [String]
  package var creditor: String
  package var debtor: String
  package var recipient: String
  package var policy: String
  package var step: String
  package var tone: String
  /// `awaiting-approval`, `held`, `pending`, `sending`, `deferred`, `sent`, `failed`, `in-doubt` or `dropped`.
  package var state: String
  package var openedAt: String
  package var outstanding: String
  package var currency: String
  @Nullable package var payBy: String?
  package var messageId: String
  package var attempts: Int
  @Nullable package var nextAttemptAt: String?
  @Nullable package var completedAt: String?
  /// The mail server's last words, or why the notice was dropped.
  @Nullable package var lastReply: String?

  private enum CodingKeys: String, CodingKey {
    case id
    case claims
    case claimIds = "claim_ids"
    case creditor
    case debtor
    case recipient
    case policy
    case step
    case tone
    case state
    case openedAt = "opened_at"
    case outstanding
    case currency
    case payBy = "pay_by"
    case messageId = "message_id"
    case attempts
    case nextAttemptAt = "next_attempt_at"
    case completedAt = "completed_at"
    case lastReply = "last_reply"
  }

  package init(
    id: String, claims: [String], claimIds: [String], creditor: String, debtor: String, recipient: String,
    policy: String, step: String, tone: String, state: String, openedAt: String, outstanding: String, currency: String,
    payBy: String?, messageId: String, attempts: Int, nextAttemptAt: String?, completedAt: String?, lastReply: String?
  ) {
    self.id = id
    self.claims = claims
    self.claimIds = claimIds
    self.creditor = creditor
    self.debtor = debtor
    self.recipient = recipient
    self.policy = policy
    self.step = step
    self.tone = tone
    self.state = state
    self.openedAt = openedAt
    self.outstanding = outstanding
    self.currency = currency
    self.payBy = payBy
    self.messageId = messageId
    self.attempts = attempts
    self.nextAttemptAt = nextAttemptAt
    self.completedAt = completedAt
    self.lastReply = lastReply
  }
}

/// `GET /v1/notices`: one page, newest first.
package struct NoticeList: Codable, Hashable, Sendable {
  package var notices: [NoticeResponse]
  @Nullable package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case notices
    case nextCursor = "next_cursor"
  }

  package init(notices: [NoticeResponse], nextCursor: String?) {
    self.notices = notices
    self.nextCursor = nextCursor
  }
}

/// `GET /v1/notices/{id}`: the notice with every try to hand it over.
package struct NoticeDetail: Codable, Hashable, Sendable {
  package struct Attempt: Codable, Hashable, Sendable {
    package var number: Int
    /// `taken`, `dot-sent`, `accepted`, `deferred`, `refused`, `in-doubt` or `abandoned`.
    package var phase: String
    /// `email` or `letter`.
    package var channel: String
    package var transport: String
    package var startedAt: String
    @Nullable package var endedAt: String?
    @Nullable package var server: String?
    @Nullable package var reply: String?
    /// The lines of the dialogue, secrets masked.
    package var dialogue: [String]

    private enum CodingKeys: String, CodingKey {
      case number
      case phase
      case channel
      case transport
      case startedAt = "started_at"
      case endedAt = "ended_at"
      case server
      case reply
      case dialogue
    }

    package init(
      number: Int, phase: String, channel: String = "email", transport: String, startedAt: String, endedAt: String?,
      server: String?,
      reply: String?, dialogue: [String]
    ) {
      self.number = number
      self.phase = phase
      self.channel = channel
      self.transport = transport
      self.startedAt = startedAt
      self.endedAt = endedAt
      self.server = server
      self.reply = reply
      self.dialogue = dialogue
    }
  }

  /// The bytes of a message or a letter, by their hash.
  package struct Part: Codable, Hashable, Sendable {
    /// In hexadecimal digits.
    package var sha256: String
    package var bytes: Int

    package init(sha256: String, bytes: Int) {
      self.sha256 = sha256
      self.bytes = bytes
    }
  }

  /// One way of a notice that also goes by post.
  package struct Delivery: Codable, Hashable, Sendable {
    /// `email` or `letter`.
    package var channel: String
    /// `waiting`, `sending`, `sent`, `failed`, `in-doubt` or `dropped`.
    package var state: String
    @Nullable package var completedAt: String?
    @Nullable package var lastReply: String?

    private enum CodingKeys: String, CodingKey {
      case channel
      case state
      case completedAt = "completed_at"
      case lastReply = "last_reply"
    }

    package init(channel: String, state: String, completedAt: String?, lastReply: String?) {
      self.channel = channel
      self.state = state
      self.completedAt = completedAt
      self.lastReply = lastReply
    }
  }

  /// One of several whom the message goes to.
  package struct Recipient: Codable, Hashable, Sendable {
    /// `to`, `cc`, or `copy` for the creditor's own.
    package var part: String
    package var address: String
    @Nullable package var name: String?
    /// `waiting`, `sent`, `refused` or `returned`.
    package var fate: String
    /// The server's words.
    @Nullable package var words: String?

    package init(part: String, address: String, name: String?, fate: String, words: String?) {
      self.part = part
      self.address = address
      self.name = name
      self.fate = fate
      self.words = words
    }
  }

  package var notice: NoticeResponse
  package var attempts: [Attempt]
  /// The ways of a notice that also goes by post; none of one that is only mailed.
  package var deliveries: [Delivery]
  @Nullable package var message: Part?
  @Nullable package var letter: Part?
  /// What somebody said of the letter's way by post.
  @Nullable package var posting: PostingRequest?
  /// All whom the message goes to, where they are several; none where it goes to one alone.
  package var recipients: [Recipient]?
  /// How many invoices do not go with the message: too large, or not there any more. Left out where all go.
  package var leftOut: Int?
  /// What it asks the debtor to pay, while it has not left and asks for more than what is open; else left out.
  package var asks: Asked?
  /// Why it would not leave but be dropped, and what is due then be written anew, were it let go now; left out where it
  /// would leave, or has nothing to wait for.
  package var lapses: String?
  /// When it would leave at the earliest, were it let go now; left out where that is at once.
  package var leavesAt: String?

  package struct Asked: Codable, Hashable, Sendable {
    /// What is open of the claims.
    package var outstanding: String
    package var interest: String
    package var compensation: String
    /// All of it together.
    package var total: String

    package init(outstanding: String, interest: String, compensation: String, total: String) {
      (self.outstanding, self.interest) = (outstanding, interest)
      (self.compensation, self.total) = (compensation, total)
    }
  }

  package init(
    notice: NoticeResponse, attempts: [Attempt], deliveries: [Delivery] = [], message: Part? = nil,
    letter: Part? = nil, posting: PostingRequest? = nil, recipients: [Recipient]? = []
  ) {
    self.notice = notice
    self.attempts = attempts
    self.deliveries = deliveries
    self.message = message
    self.letter = letter
    self.posting = posting
    self.recipients = recipients
  }

  private enum CodingKeys: String, CodingKey {
    case notice
    case attempts
    case deliveries
    case message
    case letter
    case posting
    case recipients
    case leftOut = "left_out"
    case asks
    case lapses
    case leavesAt = "leaves_at"
  }

  /// The sum that it asks for, for a person: `3171.27 EUR (3100.00 open, interest 31.27, costs 40.00)`.
  package var sumWords: String {
    guard let asks else { return "\(notice.outstanding) \(notice.currency)" }
    return
      "\(asks.total) \(notice.currency) (\(asks.outstanding) open, interest \(asks.interest), costs \(asks.compensation))"
  }
}

/// `POST /v1/notices/{id}/posting`: what somebody says of a letter's way by post; what is left out stays as it was.
package struct PostingRequest: Codable, Hashable, Sendable {
  /// The day of posting, `2026-12-04`; needed the first time.
  @Nullable package var date: String?
  @Nullable package var carrier: String?
  /// The carrier's number for the letter.
  @Nullable package var tracking: String?
  /// The day of delivery.
  @Nullable package var delivered: String?

  package init(date: String? = nil, carrier: String? = nil, tracking: String? = nil, delivered: String? = nil) {
    self.date = date
    self.carrier = carrier
    self.tracking = tracking
    self.delivered = delivered
  }

  /// The fields that the daemon reads.
  package static let knownFields = ["date", "carrier", "tracking", "delivered"]
}

/// `POST /v1/notices/{id}/hold`, `/release`, `/retry`; `sha256` is for `/approve` alone, `as` and `channel` for
/// `/resolve`.
package struct NoticeActionRequest: Codable, Hashable, Sendable {
  package var reason: String?
  /// What a person found out about a notice in doubt: `sent`, or `not-sent` (it is sent again, the same bytes).
  package var `as`: String?
  /// The SHA-256 of the message or the letter that was looked at: other bytes are not approved.
  package var sha256: String?
  /// Which way was in doubt, where both were: `email` or `letter`.
  package var channel: String?

  package init(
    reason: String? = nil, as resolution: String? = nil, sha256: String? = nil, channel: String? = nil
  ) {
    self.reason = reason
    self.as = resolution
    self.sha256 = sha256
    self.channel = channel
  }
}
