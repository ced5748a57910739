/// Whether two mail addresses are those of one person or firm, as far as addresses tell it.
package enum MailKinship {
  /// Whether they are the same, written another way, or of one domain that is not everybody's; of text that is no
  /// address, never.
  package static func isKin(_ one: String, _ other: String) -> Bool {
    guard let one = Parts(one), let other = Parts(other) else { return false }
    if one == other { return true }
    if isShared(one.domain) || isShared(other.domain) { return false }
    return isSameOrBelow(one.domain, other.domain) || isSameOrBelow(other.domain, one.domain)
  }

  /// An address as its provider reads it.
  private struct Parts: Hashable {
    let local: String
    let domain: String

    init?(_ text: String) {
      let text = text.lowercased()
      guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return nil }
      let domain = String(text[text.index(after: at)...])
      guard !domain.isEmpty else { return nil }
      self.domain = domain == "googlemail.com" ? "gmail.com" : domain
      // What stands behind the plus is the owner's own sorting.
      let name = text[..<at]
      let plain = name.first == "+" ? name : name.prefix { $0 != "+" }
      // Gmail knows no dots.
      local = self.domain == "gmail.com" ? plain.filter { $0 != "." } : String(plain)
    }
  }

  private static func isSameOrBelow(_ domain: String, _ upper: String) -> Bool {
    domain == upper || upper.contains(".") && domain.hasSuffix(".\(upper)")
  }

  /// Whether people who have nothing to do with each other have addresses in the domain.
  private static func isShared(_ domain: String) -> Bool {
    if providers.contains(domain) { return true }
    // yahoo.co.jp, hotmail.fr, outlook.com.br: one name in many countries.
    let labels = domain.split(separator: ".")
    return labels.count <= 3 && labels.first.map { everywhere.contains($0) } == true
  }

  private static let everywhere: Set<Substring> = [
    "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "gmx", "yandex", "zoho", "protonmail",
  ]

  private static let providers: Set<String> = [
    // Anywhere.
    "gmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aim.com", "rocketmail.com", "passport.com", "proton.me",
    "pm.me", "tutanota.com", "tutanota.de", "tuta.io", "tuta.com", "fastmail.com", "fastmail.fm", "mail.com",
    "email.com",
    "hey.com", "hushmail.com", "mailbox.org", "posteo.de", "posteo.net", "startmail.com", "runbox.com", "disroot.org",
    // German-speaking countries.
    "web.de", "t-online.de", "freenet.de", "arcor.de", "vodafone.de", "online.de", "onlinehome.de", "kabelmail.de",
    "unitybox.de", "ewe.net", "ewetel.net", "htp-tel.de", "aon.at", "chello.at", "a1.net", "bluewin.ch", "hispeed.ch",
    "sunrise.ch",
    // France, Belgium, the Netherlands.
    "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "neuf.fr", "bbox.fr", "numericable.fr", "skynet.be",
    "telenet.be", "proximus.be", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "xs4all.nl", "home.nl",
    "hetnet.nl", "upcmail.nl", "casema.nl", "quicknet.nl",
    // Italy, Spain, Portugal.
    "libero.it", "virgilio.it", "alice.it", "tin.it", "tim.it", "tiscali.it", "inwind.it", "iol.it", "fastwebnet.it",
    "telefonica.net", "terra.es", "ono.com", "movistar.es", "sapo.pt", "mail.telepac.pt",
    // United Kingdom and Ireland.
    "btinternet.com", "btopenworld.com", "talktalk.net", "sky.com", "virginmedia.com", "blueyonder.co.uk",
    "ntlworld.com",
    "tiscali.co.uk", "plusnet.com", "o2.co.uk", "eircom.net",
    // The north and the east of Europe.
    "telia.com", "bredband.net", "comhem.se", "online.no", "elisanet.fi", "kolumbus.fi", "tdcadsl.dk", "stofanet.dk",
    "wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl", "poczta.fm", "seznam.cz", "email.cz", "centrum.cz",
    "centrum.sk",
    "azet.sk", "freemail.hu", "citromail.hu", "abv.bg", "mail.bg", "inbox.lv", "mail.ru", "bk.ru", "list.ru",
    "inbox.ru",
    "rambler.ru", "ukr.net", "i.ua", "otenet.gr",
    // Asia and Oceania.
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "189.cn",
    "wo.cn", "aliyun.com", "21cn.com", "tom.com", "hinet.net", "pchome.com.tw", "docomo.ne.jp", "ezweb.ne.jp",
    "au.com", "softbank.ne.jp", "i.softbank.jp", "nifty.com", "biglobe.ne.jp", "ocn.ne.jp", "so-net.ne.jp", "naver.com",
    "daum.net", "hanmail.net", "nate.com", "rediffmail.com", "bigpond.com", "optusnet.com.au", "iinet.net.au",
    "xtra.co.nz",
    // The Americas.
    "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net",
    "earthlink.net",
    "juno.com", "optonline.net", "frontier.com", "windstream.net", "rogers.com", "bell.net", "sympatico.ca", "shaw.ca",
    "telus.net", "videotron.ca", "uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br", "globo.com", "prodigy.net.mx",
    "ciudad.com.ar", "fibertel.com.ar",
  ]
}
