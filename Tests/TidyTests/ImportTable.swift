/// Which target may import which of ours: the directions of the design. What is not named here is not allowed.
enum ImportTable {
  static let allowed: [String: Set<String>] = [
    // Layer 0: know nothing of claims.
    "DunningBytes": [],
    "DunningChain": ["DunningBytes"],
    "DunningConfinement": ["CLinux"],
    "Systemd": ["CSystemd"],
    "DunningTLS": [],
    "DunningMail": ["CGMime", "DunningBytes", "DunningTLS"],
    "DunningInbound": ["CGMime"],
    "DunningStatements": ["DunningTables", "DunningXML"],
    "DunningInvoices": ["CQPDF", "DunningXML"],
    "DunningTables": ["CArchive", "DunningBytes", "DunningXML"],
    "DunningXML": ["CXML"],
    "DunningPaper": ["CPango", "CQREncode"],
    "DunningTimestamp": ["DunningTLS"],
    "DunningWebhook": ["DunningTLS"],
    "DunningAPI": [],
    "DunningSQL": [],
    "DunningDossier": ["CArchive", "DunningBytes", "DunningChain"],
    // Layer 1: the rules.
    "Dunning": [],
    // Layer 2: rules made concrete.
    "DunningConfiguration": ["Dunning", "DunningBytes", "DunningLetters", "DunningTables"],
    "DunningStore": ["Dunning", "DunningBytes", "DunningChain", "DunningSQL"],
    "DunningLetters": ["Dunning", "DunningPaper"],
    "DunningIntake": ["Dunning", "DunningAPI"],
    "DunningEvidence": [
      "CQPDF", "Dunning", "DunningBytes", "DunningChain", "DunningConfinement", "DunningDossier", "DunningInbound",
      "DunningPaper", "DunningStore",
    ],
    // Layer 3: siblings that meet only in the docket.
    "DunningEngine": [
      "Dunning", "DunningBytes", "DunningEvidence", "DunningLetters", "DunningMail", "DunningStore",
    ],
    "DunningControl": [
      "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningEvidence", "DunningIntake", "DunningStore",
    ],
    "DunningMailroom": [
      "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningConfinement", "DunningInbound", "DunningIntake",
      "DunningInvoices", "DunningStatements", "DunningStore", "DunningTables",
    ],
    "DunningDesk": ["Dunning", "DunningAPI", "DunningInbound"],
    // Layer 4: the composition root and the client.
    "dunningd": [
      "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningConfiguration", "DunningControl", "DunningDesk",
      "DunningEngine",
      "DunningEvidence", "DunningInbound", "DunningIntake", "DunningLetters", "DunningMail", "DunningMailroom",
      "DunningStore", "DunningTables", "DunningTimestamp", "DunningWebhook", "Systemd",
    ],
    "dunningctl": [
      "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningConfiguration", "DunningDossier", "DunningIntake",
      "DunningInvoices", "DunningStatements", "DunningTables",
    ],
  ]

  /// Targets in C and modules of system libraries: they have no Swift files, but are ours to import.
  static let foreign: Set<String> = [
    "CArchive", "CLinux", "CGMime", "CPango", "CQPDF", "CQREncode", "CSystemd", "CXML",
  ]

  /// `FILE:LINE: …` for every import against the directions.
  static func violations(in files: [SourceFile]) -> [String] {
    let ours = foreign.union(allowed.keys)
    return files.flatMap { file -> [String] in
      guard let mayImport = allowed[file.target] else {
        return ["\(file.target)/\(file.path): the target \(file.target) is not in the table of imports"]
      }
      return imports(of: file).compactMap { line, module in
        // The rules are values and functions of the language alone.
        let isForbidden =
          file.target == "Dunning" && module != "Swift" || ours.contains(module) && !mayImport.contains(module)
        return isForbidden ? "\(file.target)/\(file.path):\(line): \(file.target) must not import \(module)" : nil
      }
    }
  }

  /// What imports what of ours, as `A --> B`, without the C faces of libraries that have one user each.
  static func edges(in files: [SourceFile]) -> Set<String> {
    let drawn = foreign.subtracting(["CArchive", "CGMime", "CPango", "CQPDF", "CQREncode", "CSystemd", "CXML"]).union(
      allowed.keys)
    return Set(
      files.flatMap { file in
        imports(of: file).map(\.module).filter(drawn.contains).map { "\(file.target) --> \($0)" }
      })
  }

  private static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    return file.swift.code.enumerated().compactMap { index, line in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }
      guard let place = words.firstIndex(of: "import"),
        words[..<place].allSatisfy({
          $0.hasPrefix("@") || ["package", "public", "internal", "fileprivate", "private"].contains($0)
        }), let name = words[(place + 1)...].first(where: { !kinds.contains($0) })
      else { return nil }
      return (index + 1, String(name.split(separator: ".")[0]))
    }
  }
}
