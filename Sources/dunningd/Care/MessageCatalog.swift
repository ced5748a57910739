/// The message ids of what somebody should know more of, by the event's name: `journalctl -x` explains each from
/// `dunningd.catalog`. An id never changes, and none is given twice.
enum MessageCatalog {
  /// 32 hexadecimal digits each.
  static let ids = [
    "held": "c58e319ed2bc565689a74b9debb37f5d",
    "config-rejected": "36187cf92dab5b7ab3e9b69413cff82f",
    "claims-stranded": "95dda89bf34b5a7abbd3daa70749858e",
    "notice-failed": "206b4517531254618dbc83241e5490bb",
    "notice-in-doubt": "ab684333a2a85f248bea8e1a55deb805",
    "transport-unhealthy": "e6514313dc225d51abb310234c811b60",
    "relay-refuses": "2e00233223a558258c69afb99a0ab7bd",
    "print-spool-unhealthy": "b73596afafe45c7a98e484fd260a41d1",
    "mail-set-aside": "752dfab27c7e5741ba91e81113019baf",
    "docket-lost": "f27929f03a0554689003d20b9df334ee",
    "clock-was-set": "f8487b4fbecd5d6e87f48ef7e8285aff",
    "mark-not-written": "d81daf033d6d5954a97a4a0b56c38da9",
    "seal-failed": "9a2eca10d48f566a98c01ce78a68ad42",
    "backup-made": "982d35627d7b56f6b304a0d65c98e553",
  ]
}
