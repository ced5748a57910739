extension Clause {
  /// Why nothing is sent.
  static let holds: [Clause] = [
    Clause("by an operator", en: "somebody has switched it off", de: "jemand hat ihn ausgeschaltet", zh: "有人将其关闭"),
    Clause(
      "fresh installation", en: "nobody has switched it on yet", de: "noch niemand hat ihn eingeschaltet", zh: "尚未有人开启"),
    Clause(
      "the mail server refuses one recipient after the other in the same words: {words}",
      de: "der Mailserver lehnt einen Empfänger nach dem anderen mit denselben Worten ab: {words}",
      zh: "邮件服务器以相同理由逐一拒绝收件人：{words}"),
    Clause(
      "one notice after the other failed: {words}", de: "ein Schreiben nach dem anderen ist gescheitert: {words}",
      zh: "通知接连失败：{words}"),
    Clause(
      "this docket seems to be restored, moved or new: {why:clause}; what left meanwhile is not on record ({more}): {how}",
      en: "the database seems to be restored, moved or new: {why}; what left meanwhile is not on record ({more})",
      de:
        "die Datenbank scheint zurückgespielt, umgezogen oder neu zu sein: {why}; was inzwischen hinausging, steht nicht darin ({more})",
      zh: "数据库似乎被恢复、移动或新建：{why}；其间发出的内容没有记录（{more}）"),
    Clause(
      "this docket seems to be restored, moved or new: {why:clause}; what left meanwhile is not on record: {how}",
      en: "the database seems to be restored, moved or new: {why}; what left meanwhile is not on record",
      de:
        "die Datenbank scheint zurückgespielt, umgezogen oder neu zu sein: {why}; was inzwischen hinausging, steht nicht darin",
      zh: "数据库似乎被恢复、移动或新建：{why}；其间发出的内容没有记录"),
    Clause("{one:clause}, and {two:clause}", de: "{one}, und {two}", zh: "{one}；{two}"),
    Clause(
      "it was last used on another machine", de: "sie wurde zuletzt auf einem anderen Rechner benutzt",
      zh: "上次在另一台机器上使用"),
    Clause(
      "its file was put here as a copy, as when a backup is restored",
      de: "ihre Datei ist eine Kopie, wie nach dem Zurückspielen einer Sicherung", zh: "其文件是副本，例如恢复备份之后"),
    Clause(
      "its files were written over by a copy, as when a backup is restored in place",
      de: "ihre Dateien wurden mit einer Kopie überschrieben, wie beim Zurückspielen einer Sicherung",
      zh: "其文件被副本覆盖，例如原位恢复备份时"),
    Clause(
      "its journal ends with entry {last:count}, but had come to entry {before:count}, as {file} says",
      de: "ihr Journal endet mit Eintrag {last}, war aber schon bei Eintrag {before}, wie {file} sagt",
      zh: "其日志止于第 {last} 条，而 {file} 显示曾到第 {before} 条"),
    Clause(
      "the clock jumped forward by {days:count} days", de: "die Uhr sprang um {days} Tage vor", zh: "时钟向前跳了 {days} 天"),
  ]
}
