extension FailureCause {
  /// What servers say, in the order in which it counts: `relay access denied for unknown user` is about the relay.
  static let byWords: [(cause: FailureCause, phrases: [Phrase])] = [
    (.policy, tooMuchWords), (.route, notNowWords), (.mailbox, fullWords), (.content, contentWords),
    (.policy, senderWords),
    (.address, surelyAddressWords), (.policy, policyWords), (.mailbox, disabledWords), (.address, addressWords),
    (.route, routeWords),
  ]

  /// That the sender has sent too much, which also speaks of limits that were exceeded.
  private static let tooMuchWords: [Phrase] = [
    "too many recipients this", "sent to too many", "sending quota", "sending limit", "send limit", "sending rate",
    "message rate", "recipients per hour", "messages per hour", "emails per hour", "recipients per day",
    "messages per day", "emails per day", "this hour", "hourly", "daily*limit", "receiving mail at a rate",
    "too many messages from", "sent too many", "too fast", "rate limit", "ratelimit",
  ]

  private static let fullWords: [Phrase] = [
    "mailbox*full", "over quota", "quota exceeded", "exceed*quota", "over*disk quota", "out of storage",
    "mailfolder is full",
    "disk quota", "quota violation", "exceeding their quota", "mailbox size limit", "exceeded storage", "storage limit",
    "account is full", "maildir over", "insufficient disk", "insufficient storage", "not enough*space",
    "maildir delivery failed",
    "too much mail", "mailbox has exceeded", "mailbox limit", "inbox is full", "overquota", "exceeded*local limit",
    "speicherplatz", "postfach*voll", "boite*pleine", "buzón*lleno", "casella*piena", "skrzynka*pełna", "переполнен",
    "メールボックスが一杯", "邮箱已满", "邮箱空间", "over its quota", "user has too many messages", "has exceeded his/her quota",
    "over the allowed quota", "is over quota", "quota full", "box full", "quota*exceeded", "disc quota",
    "over the quota", "over*storage", "enough space", "enough disk", "mailbox exceeds", "full mailbox", "store is full",
    "storage*full", "exceeded the allocation", "quota*reached", "espacio*agotado", "casilla*llena",
  ]

  private static let contentWords: [Phrase] = [
    "message*too large", "message*too big", "max message size", "exceeds*size limit", "size limit exceeded",
    "exceeds*maximum*size",
    "maximum message size", "message size exceeds", "virus", "message file too big", "attachment", "too many hops",
    "exceeded maximum*size", "larger than*limit", "5.3.4", "header*not rfc",
    "malformed*message", "malformed*header", "malformed*mime", "malformed*content", "message*malformed",
    "header*malformed", "without to: field",
  ]

  /// About the sender, whatever is said of users and domains beside it.
  private static let senderWords: [Phrase] = [
    "sender verify", "verify sender", "sender address rejected", "sender*rejected", "sender domain", "callback",
    "my name was rejected",
    "relaying denied", "relay access denied", "relay not permitted", "unable to relay", "no relaying",
    "user unknown in virtual*blocked",
    "not allowed to send", "sender user unknown", "couldn't create", "spamhaus", "blacklisted by", "client host",
  ]

  /// What may pass, whatever else is said.
  private static let notNowWords: [Phrase] = [
    "host not found, try again", "unexpected name server reply", "temporary lookup failure", "dns error, try",
    "malformed dns", "malformed or unexpected", "malformed*name server", "temporary failure in name resolution",
    "servfail", "dns lookup failed", "dns server failure",
  ]

  /// What is said of nothing but an address that is not there.
  private static let surelyAddressWords: [Phrase] = [
    "user unknown", "unknown user", "no such user", "user does not exist", "user doesn't exist", "unknown recipient",
    "recipient unknown", "no mailbox here", "address couldn't be found", "no such recipient", "addressee unknown",
    "recipient address rejected: access denied", "no such domain", "user not found", "does not accept mail",
    "account that you tried to reach does not exist", "domain name not found", "host or domain name not found",
    "couldn't find a mail exchanger", "couldn't find any host", "no such host", "host does not exist",
  ]

  private static let policyWords: [Phrase] = [
    "spam", "blacklist", "block list", "blocklist", "black list", "blackholed", "dnsbl", "rbl", "spamhaus",
    "senderbase",
    "spf", "dkim", "dmarc", "reverse dns", "reverse lookup", "ptr record", "rdns", "fcrdns", "no ptr", "reputation",
    "relaying denied", "relay access denied", "relay not permitted", "relaying not allowed", "unable to relay",
    "not permitted to relay", "not relay", "cannot relay", "relay denied", "relaying prohibited",
    "relaying is prohibited",
    "policy", "content rejected", "unsolicited", "banned", "blocked", "denied by", "rejected by*filter",
    "message rejected", "message refused", "refused by", "sender*rejected", "sender address", "sender denied",
    "not allowed to send", "not authorized", "not authorised", "authentication required", "permission denied", "helo",
    "your ip", "ip address*listed", "ip address*block", "ip address*not allowed", "ip address*reject",
    "ip address*denied", "ip address*reputation", "ip address*black", "ip address*authori", "ip address*refused",
    "sending ip", "client ip", "client host", "rate limit", "too many connections", "greylist", "graylist",
    "suspicious",
    "junk", "bulk mail", "message content", "sender verify", "your message was rejected", "mail from", "verify sender",
    "prohibited", "not a member", "not accept*from", "unauthenticated", "restricted", "access denied",
    "administrative", "domain filter", "sender is not", "bad reputation", "not rfc compliant", "must have",
    "open relay", "listed by", "is listed at", "is listed in", "are listed", "requires confirmation", "n't authorized",
    "not be authenticated", "to confirm you are",
  ]

  private static let disabledWords: [Phrase] = [
    "disabled", "inactive", "suspended", "not active", "deactivated", "expired account", "account*expired",
    "mailbox temporarily", "temporary locked", "on hold", "temporarily unavailable", "temporarily locked",
    "account*locked", "discontinued",
    "account*closed", "not currently accepting", "is frozen", "account is not available",
    "account that you tried to reach is",
    "mailbox is not available at this time", "not receiving mail", "no longer accepting", "been blocked by the owner",
    "casilla ha expirado", "account unavailable",
  ]

  static let addressWords: [Phrase] = [
    "user*unknown", "unknown*user", "no such user", "no such person", "no such recipient", "no such account",
    "no such address", "no such mailbox", "no mailbox here", "not a valid mailbox", "invalid mailbox",
    "mailbox not found",
    "mailbox unknown", "unknown mailbox", "unknown recipient", "recipient*unknown", "unknown address",
    "address*unknown",
    "unknown account", "unknown local", "invalid recipient", "invalid user", "invalid address",
    "invalid final delivery",
    "user*not found", "recipient*not found", "account*not found", "address*not found", "address couldn't be found",
    "address wasn't found", "user*does not exist", "user*doesn't exist", "does not exist", "doesn't exist",
    "user not exist", "no account", "doesn't have*account", "not have*account", "not a known user", "not known here",
    "not our customer", "no longer*valid", "no longer available", "no longer in use", "no longer with", "not listed in",
    "not a valid*account", "not a valid user", "is not a user", "not recognized", "not recognised", "bad destination",
    "bad address", "bad recipient", "undeliverable address", "mailbox unavailable", "mailbox is unavailable",
    "mailbox not available", "addressee unknown", "no recipient",
    "recipient*not exist", "no such domain", "domain is not reachable", "no mx found", "indicated no smtp",
    "illegal host/domain", "illegal domain", "couldn't find a mail exchanger", "見つかりません", "not a registered",
    "isn't listed", "user is unknown", "nicht gefunden", "existiert nicht", "unbekannter empf",
    "empfänger unbekannt", "n'existe pas", "inconnu", "no existe", "desconocid", "non esiste", "sconosciut",
    "nieznany", "nie istnieje", "不存在", "用户不存在", "не существует", "не найден", "ユーザー不明", "存在しません",
    "host unknown", "unknown host", "host not found", "name or service not known", "domain*not found", "unrouteable",
    "unroutable", "no route to domain", "unknown domain", "invalid domain", "domain name not found",
    "couldn't find any host",
    "no valid recipients", "no matches to nameserver query", "null mx", "does not accept mail", "doesn't accept mail",
    "no longer on server", "misspelled", "has moved", "receiver not found", "resolver.adr",
    "recipnotfound", "nosuchuser", "user invalid", "no user", "not a valid recipient", "no mx",
    "nxdomain", "mailbox for", "account has been deleted", "deleted", "has been removed", "not a local", "not local",
    "isn't in my control/locals", "recipient verify", "unknown: user", "unknown to address", "not an active address",
    "no mail box", "not unique", "no one at this address", "unknown email", "user has left", "undefined mail alias",
    "no such alias", "no such name", "recipient cannot be verified", "recipient*not ok", "domain must exist",
    "recipient address rejected", "address*could not be found", "not a mailbox", "unresolvable",
  ]

  private static let routeWords: [Phrase] = [
    "timed out", "timeout", "time out", "connection refused", "could not connect", "connection*lost", "not responding",
    "no answer", "retry time", "retry timeout", "too long in queue", "was not reachable", "unreachable", "loop",
    "too many hops", "network error", "host*down", "queue*expired", "delivery time expired", "conversation with",
    "max retries", "maximum delivery attempts", "over a period of", "bad reply", "server error", "system error",
    "internal error", "local error", "local delivery failed", "mailer error", "starttls", "tls",
    "temporary failure", "temp_failure", "have been failing", "service*unavailable", "delivery expired",
    "message expired", "hop count", "no route to host", "name service error", "name server", "dns", "retry limit",
    "loops back",
  ]
}
