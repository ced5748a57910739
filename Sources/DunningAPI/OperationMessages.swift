/// `GET /v1/status`.
package struct StatusResponse: Codable, Hashable, Sendable {
  package struct Next: Codable, Hashable, Sendable {
    package var at: String
    /// How much is due by that moment, or by now when it is past: steps, retries, notes, promises (at most 1,000).
    package var count: Int

    package init(at: String, count: Int) {
      self.at = at
      self.count = count
    }
  }

  package struct Transport: Codable, Hashable, Sendable {
    /// `smtp`, `lmtp` or `maildir`.
    package var kind: String
    package var healthy: Bool
    @Nullable package var lastError: String?
    /// Until when nothing is handed over, since the server is away or a limit is reached; nil: it is handed over.
    @Nullable package var pausedUntil: String?

    private enum CodingKeys: String, CodingKey {
      case kind
      case healthy
      case lastError = "last_error"
      case pausedUntil = "paused_until"
    }

    package init(kind: String, healthy: Bool, lastError: String?, pausedUntil: String? = nil) {
      self.kind = kind
      self.healthy = healthy
      self.lastError = lastError
      self.pausedUntil = pausedUntil
    }
  }

  /// The notices that wait for a person's word.
  package struct Approvals: Codable, Hashable, Sendable {
    package var count: Int
    /// When the oldest of them was opened; nil when there is none.
    @Nullable package var oldest: String?
    /// How many of them are demands whose interest cannot be worked out; nil from a daemon of an earlier version.
    package var withoutInterest: Int?

    private enum CodingKeys: String, CodingKey {
      case count
      case oldest
      case withoutInterest = "without_interest"
    }

    package init(count: Int, oldest: String?, withoutInterest: Int? = 0) {
      self.count = count
      self.oldest = oldest
      self.withoutInterest = withoutInterest
    }
  }

  /// Until when something is known that notices go by.
  package struct Horizon: Codable, Hashable, Sendable {
    /// `rates` or `calendar`.
    package var kind: String
    package var name: String
    package var until: String
    /// What to do about it; nil while the end is far off.
    @Nullable package var warning: String?

    package init(kind: String, name: String, until: String, warning: String?) {
      self.kind = kind
      self.name = name
      self.until = until
      self.warning = warning
    }
  }

  /// A program that is told of the journal's entries.
  package struct Webhook: Codable, Hashable, Sendable {
    /// Scheme, host and port: what stands behind them may be a secret.
    package var url: String
    package var healthy: Bool
    @Nullable package var lastError: String?
    /// Until when it is left alone; nil: it is told at once.
    @Nullable package var pausedUntil: String?
    /// Entries of the journal that were not looked at for it yet; nil before the first look.
    @Nullable package var waiting: Int64?

    private enum CodingKeys: String, CodingKey {
      case url
      case healthy
      case lastError = "last_error"
      case pausedUntil = "paused_until"
      case waiting
    }

    package init(url: String, healthy: Bool, lastError: String?, pausedUntil: String?, waiting: Int64?) {
      self.url = url
      self.healthy = healthy
      self.lastError = lastError
      self.pausedUntil = pausedUntil
      self.waiting = waiting
    }
  }

  /// The folder that letters are printed from.
  package struct PrintSpool: Codable, Hashable, Sendable {
    package var path: String
    package var healthy: Bool
    @Nullable package var lastError: String?

    private enum CodingKeys: String, CodingKey {
      case path
      case healthy
      case lastError = "last_error"
    }

    package init(path: String, healthy: Bool, lastError: String?) {
      self.path = path
      self.healthy = healthy
      self.lastError = lastError
    }
  }

  /// The watched folder of what comes back.
  package struct Mail: Codable, Hashable, Sendable {
    package var path: String
    /// Messages that could not be read and lie aside for a person, as far as they can be counted.
    package var setAside: Int
    /// Why there may be more, or not all is opened; nil, and left out, where neither is so.
    package var notReadable: String?

    private enum CodingKeys: String, CodingKey {
      case path
      case setAside = "set_aside"
      case notReadable = "not_readable"
    }

    package init(path: String, setAside: Int, notReadable: String? = nil) {
      self.path = path
      self.setAside = setAside
      self.notReadable = notReadable
    }
  }

  /// The watched folder of e-invoices.
  package struct Invoices: Codable, Hashable, Sendable {
    package var folder: String
    /// Files about which a person is asked, in its folder `asked`.
    package var asked: Int
    /// Files that are no invoice of a creditor's, in `refused`.
    package var refused: Int
    /// Why there may be more of them, or not all is taken in; nil, and left out, where neither is so.
    package var notReadable: String?

    private enum CodingKeys: String, CodingKey {
      case folder, asked, refused
      case notReadable = "not_readable"
    }

    package init(folder: String, asked: Int, refused: Int, notReadable: String? = nil) {
      self.folder = folder
      self.asked = asked
      self.refused = refused
      self.notReadable = notReadable
    }
  }

  /// The watched folder of what banks and wallets say.
  package struct Statements: Codable, Hashable, Sendable {
    package var path: String
    /// What lies there and is no file, so that nobody takes it in: its name, and what it is.
    package var left: [String]
    /// Why not all is taken in; nil, and left out, where it is.
    package var notReadable: String?

    private enum CodingKeys: String, CodingKey {
      case path, left
      case notReadable = "not_readable"
    }

    package init(path: String, left: [String], notReadable: String? = nil) {
      self.path = path
      self.left = left
      self.notReadable = notReadable
    }
  }

  package struct Store: Codable, Hashable, Sendable {
    package var kind: String
    package var bytes: Int64
    /// Left out while the docket can be written.
    package var trouble: Trouble?

    /// Why the docket cannot be written.
    package struct Trouble: Codable, Hashable, Sendable {
      /// In a few words: `disk full`.
      package var reason: String
      /// When a write failed for the first time since one has worked.
      package var since: String
      /// What to do about it.
      package var hint: String

      package init(reason: String, since: String, hint: String) {
        (self.reason, self.since, self.hint) = (reason, since, hint)
      }
    }

    package init(kind: String, bytes: Int64, trouble: Trouble? = nil) {
      self.kind = kind
      self.bytes = bytes
      self.trouble = trouble
    }
  }

  package struct Configuration: Codable, Hashable, Sendable {
    /// The file; nil for the built-in defaults.
    @Nullable package var file: String?
    package var loadedAt: String
    /// Why the last reload was rejected, when it was.
    @Nullable package var lastError: String?

    private enum CodingKeys: String, CodingKey {
      case file
      case loadedAt = "loaded_at"
      case lastError = "last_error"
    }

    package init(file: String?, loadedAt: String, lastError: String?) {
      self.file = file
      self.loadedAt = loadedAt
      self.lastError = lastError
    }
  }

  /// A creditor or policy that claims name and the configuration does not have: nothing is sent about them.
  package struct Missing: Codable, Hashable, Sendable {
    /// `creditor` or `policy`.
    package var kind: String
    package var name: String
    /// How many claims that are not settled name it.
    package var claims: Int

    package init(kind: String, name: String, claims: Int) {
      self.kind = kind
      self.name = name
      self.claims = claims
    }
  }

  /// What the debtors of one creditor have with it in one currency.
  package struct Credit: Codable, Hashable, Sendable {
    package var creditor: String
    package var currency: String
    package var amount: String
    package var debtors: Int

    package init(creditor: String, currency: String, amount: String, debtors: Int) {
      self.creditor = creditor
      self.currency = currency
      self.amount = amount
      self.debtors = debtors
    }
  }

  /// A claim that is not dunned, since a credit of its debtor's covers it or a part of it.
  package struct HeldClaim: Codable, Hashable, Sendable {
    package var id: String
    package var reference: String
    package var debtor: String
    /// What is still owed of it.
    package var outstanding: String
    /// What of that the credit covers.
    package var covered: String
    package var currency: String
    /// The day of the first payment that the credit is of.
    @Nullable package var since: String?

    package init(
      id: String, reference: String, debtor: String, outstanding: String, covered: String, currency: String,
      since: String?
    ) {
      self.id = id
      self.reference = reference
      self.debtor = debtor
      self.outstanding = outstanding
      self.covered = covered
      self.currency = currency
      self.since = since
    }
  }

  package var version: String
  /// `armed` or `held`.
  package var mode: String
  @Nullable package var heldBecause: String?
  package var now: String
  package var claims: [String: Int]
  /// Why claims stand still although they are owed; nil from a daemon of an earlier version.
  package var stranded: [Missing]?
  package var notices: [String: Int]
  /// Why open claims are not paid, as far as somebody said: counts by ``ClaimResponse/cause``.
  package var causes: [String: Int]
  /// Notes that came back and wait for somebody.
  package var followUpsDue: Int
  /// What debtors have with their creditors; nil from a daemon of an earlier version.
  package var credits: [Credit]?
  /// Claims that are not dunned since such a credit covers them, in whole or in part.
  package var coveredClaims: Int?
  /// Those of them of which most is open; nil from a daemon of an earlier version.
  package var heldByCredit: [HeldClaim]?
  /// How far the accounts are known of which statements were taken in; nil from a daemon of an earlier version.
  package var accounts: [AccountResponse]?
  /// Claims whose step waits for newer statements.
  package var staleClaims: Int?
  package var approvals: Approvals
  /// Claims whose next step has no address to go to.
  package var unreachable: Int?
  /// Claims that wait until somebody says whether their debtor is another of the same name, who is paused or stopped.
  package var heldForNamesakes: Int?
  @Nullable package var next: Next?
  package var transport: Transport
  /// Nil when letters are only mailed.
  @Nullable package var printSpool: PrintSpool?
  /// Nil when no folder is watched.
  @Nullable package var mail: Mail?
  /// Nil when no folder is watched.
  package var invoices: Invoices?
  /// Left out when no folder is watched.
  package var statements: Statements?
  /// Nil from a daemon of an earlier version.
  package var webhooks: [Webhook]?
  package var store: Store
  /// When a backup was handed over whole; nil when none ever was, or from a daemon of an earlier version.
  @Nullable package var lastBackup: String?
  /// Nil from a daemon of an earlier version.
  @Nullable package var seals: SealStatus?
  /// Of the rates and holidays that the configuration goes by; nil from a daemon of an earlier version.
  package var horizons: [Horizon]?
  package var configuration: Configuration
  package var startedAt: String

  private enum CodingKeys: String, CodingKey {
    case version
    case mode
    case heldBecause = "held_because"
    case now
    case claims
    case stranded
    case notices
    case causes
    case followUpsDue = "follow_ups_due"
    case credits
    case coveredClaims = "covered_claims"
    case heldByCredit = "held_by_credit"
    case accounts
    case staleClaims = "stale_claims"
    case approvals
    case unreachable
    case heldForNamesakes = "held_for_namesakes"
    case next
    case transport
    case printSpool = "print_spool"
    case mail
    case invoices
    case statements
    case webhooks
    case store
    case lastBackup = "last_backup"
    case seals
    case horizons
    case configuration
    case startedAt = "started_at"
  }

  package init(
    version: String, mode: String, heldBecause: String?, now: String, claims: [String: Int],
    stranded: [Missing]? = [], notices: [String: Int], causes: [String: Int], followUpsDue: Int,
    credits: [Credit]? = [], coveredClaims: Int? = 0,
    heldByCredit: [HeldClaim]? = [], accounts: [AccountResponse]? = [], staleClaims: Int? = 0,
    approvals: Approvals = Approvals(count: 0, oldest: nil), unreachable: Int? = 0, heldForNamesakes: Int? = 0,
    next: Next?,
    transport: Transport, printSpool: PrintSpool? = nil, mail: Mail? = nil, invoices: Invoices? = nil,
    statements: Statements? = nil, webhooks: [Webhook]? = [], store: Store, lastBackup: String? = nil,
    seals: SealStatus? = nil,
    horizons: [Horizon]? = [], configuration: Configuration, startedAt: String
  ) {
    self.version = version
    self.mode = mode
    self.heldBecause = heldBecause
    self.now = now
    self.claims = claims
    self.stranded = stranded
    self.notices = notices
    self.causes = causes
    self.followUpsDue = followUpsDue
    self.credits = credits
    self.coveredClaims = coveredClaims
    self.heldByCredit = heldByCredit
    self.accounts = accounts
    self.staleClaims = staleClaims
    self.approvals = approvals
    (self.unreachable, self.heldForNamesakes) = (unreachable, heldForNamesakes)
    self.next = next
    self.transport = transport
    self.printSpool = printSpool
    self.mail = mail
    self.invoices = invoices
    self.statements = statements
    self.webhooks = webhooks
    self.store = store
    self.lastBackup = lastBackup
    self.seals = seals
    self.horizons = horizons
    self.configuration = configuration
    self.startedAt = startedAt
  }
}

/// One planned notice of `GET /v1/plan`, in time order.
package struct PlannedNotice: Codable, Hashable, Sendable {
  package var at: String
  /// The claim whose step the notice speaks in; null of a register, which goes to the creditor and is about no claim and
  /// no debtor.
  @Nullable package var claim: String?
  @Nullable package var reference: String?
  /// Every claim that it speaks of, with that one.
  package var references: [String]
  @Nullable package var debtor: String?
  package var step: String
  package var tone: String
  @Nullable package var outstanding: String?
  @Nullable package var currency: String?
  @Nullable package var payBy: String?
  package var because: String

  private enum CodingKeys: String, CodingKey {
    case at
    case claim
    case reference
    case references
    case debtor
    case step
    case tone
    case outstanding
    case currency
    case payBy = "pay_by"
    case because
  }

  package init(
    at: String, claim: String?, reference: String?, references: [String], debtor: String?, step: String, tone: String,
    outstanding: String?, currency: String?, payBy: String?, because: String
  ) {
    self.at = at
    self.claim = claim
    self.reference = reference
    self.references = references
    self.debtor = debtor
    self.step = step
    self.tone = tone
    self.outstanding = outstanding
    self.currency = currency
    self.payBy = payBy
    self.because = because
  }
}

/// `GET /v1/plan?until=DATE`: every notice that would go out by then if nobody paid.
package struct PlanResponse: Codable, Hashable, Sendable {
  /// The last day that is in it, in each debtor's zone.
  package var until: String
  /// In time order.
  package var notices: [PlannedNotice]
  /// Claims of which nothing is planned since a credit of their debtor's covers them, in whole or in part; nil from a
  /// daemon of an earlier version.
  package var coveredClaims: Int?
  /// Where the next page begins; nil after the last, and in a plan that is no page.
  package var nextCursor: String?

  private enum CodingKeys: String, CodingKey {
    case until
    case notices
    case coveredClaims = "covered_claims"
    case nextCursor = "next_cursor"
  }

  package init(until: String, notices: [PlannedNotice], coveredClaims: Int? = 0, nextCursor: String? = nil) {
    self.until = until
    self.notices = notices
    self.coveredClaims = coveredClaims
    self.nextCursor = nextCursor
  }
}

/// One entry of the journal: `GET /v1/events` (server-sent; `id:` is the number) and `show`.
package struct EventResponse: Codable, Hashable, Sendable {
  package var id: Int64
  package var at: String
  /// What happened, e.g. `claim-registered`, `payment-recorded`, `notice-sent`.
  package var event: String
  @Nullable package var claim: String?
  @Nullable package var notice: String?
  /// Who did it: `daemon`, `uid 1000`, or with roles `uid 1000 (clerk)`.
  package var actor: String
  /// What else is known, as texts.
  package var data: [String: String]

  private enum CodingKeys: String, CodingKey {
    case id
    case at
    case event
    case claim
    case notice
    case actor
    case data
  }

  package init(
    id: Int64, at: String, event: String, claim: String?, notice: String?, actor: String, data: [String: String]
  ) {
    self.id = id
    self.at = at
    self.event = event
    self.claim = claim
    self.notice = notice
    self.actor = actor
    self.data = data
  }
}

/// `POST /v1/hold`.
package struct HoldRequest: Codable, Hashable, Sendable {
  package var reason: String?

  package init(reason: String? = nil) { self.reason = reason }
}

/// The answer of `POST /v1/arm` and `POST /v1/hold`.
package struct ModeResponse: Codable, Hashable, Sendable {
  package var mode: String
  @Nullable package var heldBecause: String?
  /// How much is due now: steps, retries, notes, promises (at most 1,000 are counted).
  package var dueNow: Int

  private enum CodingKeys: String, CodingKey {
    case mode
    case heldBecause = "held_because"
    case dueNow = "due_now"
  }

  package init(mode: String, heldBecause: String?, dueNow: Int) {
    self.mode = mode
    self.heldBecause = heldBecause
    self.dueNow = dueNow
  }
}

/// `POST /v1/reload`.
package struct ReloadRequest: Codable, Hashable, Sendable {
  /// Whether a configuration without a creditor or policy that claims name is put in force all the same.
  package var accept: Bool?

  package init(accept: Bool? = nil) { self.accept = accept }
}

/// The answer of `POST /v1/reload` when the new configuration is in force; a rejected one is a problem with the code
/// `configuration-rejected`, whose `errors` hold the lines `FILE:LINE:COLUMN: error: …`. One that takes a creditor or a
/// policy away from claims is a `conflict`, whose `errors` name them.
package struct ReloadResponse: Codable, Hashable, Sendable {
  @Nullable package var file: String?
  package var warnings: [String]
  /// How many claims have another next step or another moment for it than before.
  package var moved: Int

  private enum CodingKeys: String, CodingKey {
    case file
    case warnings
    case moved
  }

  package init(file: String?, warnings: [String], moved: Int) {
    self.file = file
    self.warnings = warnings
    self.moved = moved
  }
}
