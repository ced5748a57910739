import DunningDossier
import DunningChain

/// What goes with a case file so that anybody can check it with common tools.
enum VerifyTexts {
  /// - Parameters:
  ///   - hasSeals: whether there is anything signed.
  ///   - stamped: the numbers of the seals with a time stamp.
  ///   - hasAuthority: whether the certificates of the authority are in the file.
  static func instructions(hasSeals: Bool, stamped: [Int64], hasAuthority: Bool, seals: [SealText]) -> String {
    """
    How to check this case file
    ===========================

    Nothing below needs the system that made the file. The commands are for a
    shell on Linux, macOS or the Windows Subsystem for Linux; run them in the
    folder into which the archive was unpacked.

    1. Every file is as it was written

         sha256sum -c SHA256SUMS

       Each line must end with OK. SHA256SUMS lists every file but itself.

    2. The journal was not changed, nothing is missing from it, and its order
       is the one in which it was written

         python3 verify.py

       Each entry is a line of journal/journal.jsonl. Its hash, the line of the
       same number in journal/hashes.txt, is SHA-256 over the hash before it as
       64 hexadecimal digits (64 zeros before the first) and the entry. The
       entry names its data by HMAC-SHA256 under the key in
       journal/case-key.txt; the data are in journal/data.jsonl. The script
       needs Python's own library only, and follows this \(hasSeals ? "up to the seal:" : "chain.")
    \(hasSeals ? Self.sealed(seals, stamped, hasAuthority) : "\n3. No seal covers this journal yet: the chain shows that the file agrees with\n   itself, not since when it has.\n")
    With the program of the system: dunningctl verify FILE.zip does all of this
    and compares the archive itself, byte by byte.

    """
  }

  private static func sealed(_ seals: [SealText], _ stamped: [Int64], _ hasAuthority: Bool) -> String {
    let checks = seals.map(\.number).map { number in
      """
           openssl pkeyutl -verify -pubin -inkey seals/public-key-\(number).pem -rawin \\
             -in seals/seal-\(number).json -sigfile seals/seal-\(number).sig
      """
    }.joined(separator: "\n")
    let certificate = hasAuthority ? DossierForm.authority : "CA.pem"
    let keys = seals.reduce(into: [String]()) { keys, seal in
      let line = "     \(seal.publicKeyText)\n     fingerprint \(seal.keyFingerprint)"
      if !keys.contains(line) { keys.append(line) }
    }
    let stamps = stamped.map { number in
      """
           openssl ts -verify -in seals/seal-\(number).tsr \
             -data seals/seal-\(number).json -CAfile \(certificate)
      """
    }.joined(separator: "\n")
    return """
         seals/proof.json leads from the last sealed entry to the root in the first
         seal, and each seal names the hash of the one before.

      3. The seals are signed

      \(checks)

         Each must say: Signature Verified Successfully. Whoever holds the key
         could write everything anew: compare it with what was written down
         elsewhere before the dispute (`dunningctl status` shows it):

      \(keys.joined(separator: "\n"))

         The fingerprint begins what this prints:

           openssl pkey -pubin -in seals/public-key-\(seals.first?.number ?? 1).pem -outform DER | sha256sum

      """
        + (stamped.isEmpty
          ? ""
          : """

          4. The seals were there when the time-stamping authority says

          \(stamps)

             Each must say: Verification: OK. `openssl ts -reply -text -in` and the
             same file tells the time. \(certificate) is the root certificate of the
             authority: \(hasAuthority ? "compare it with" : "get it from") the one that the authority publishes.

          """)
  }

  /// A checker in Python that needs its standard library alone.
  static let script = #"""
    #!/usr/bin/env python3
    """Checks the hashes, the journal's chain and its way to the seal, in the folder of this file."""
    import hashlib, hmac, json, os, sys

    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    bad = []
    sha = lambda b: hashlib.sha256(b).hexdigest()
    read = lambda name: open(name, "rb").read()

    listed = dict(reversed(line.split("  ", 1)) for line in read("SHA256SUMS").decode().splitlines())
    there = {os.path.relpath(os.path.join(d, f), ".") for d, _, fs in os.walk(".") for f in fs} - {"SHA256SUMS"}
    bad += [f"{n}: missing" for n in listed.keys() - there] + [f"{n}: not listed" for n in there - listed.keys()]
    bad += [f"{n}: changed" for n in listed.keys() & there if sha(read(n)) != listed[n]]

    lines = lambda name: read(name).decode().split("\n")[:-1]
    entries, hashes, data = (lines("journal/" + n) for n in ("journal.jsonl", "hashes.txt", "data.jsonl"))
    if not len(entries) == len(hashes) == len(data): bad.append("journal: lines are missing")
    key = bytes.fromhex(read("journal/case-key.txt").decode()) if "journal/case-key.txt" in there else None
    head = "0" * 64
    for n, (entry, stored, datum) in enumerate(zip(entries, hashes, data), 1):
        if sha((head + entry).encode()) != stored: bad.append(f"journal entry {n}: the chain is broken")
        commitment = hmac.new(key, datum.encode(), "sha256").hexdigest() if key and datum else None
        if commitment and commitment != json.loads(entry)["data"]: bad.append(f"journal entry {n}: other data")
        head = stored

    if "seals/proof.json" in there:
        proof = json.loads(read("seals/proof.json"))
        if hashes[proof["seq"] - 1] != proof["hash"]: bad.append("proof: not of this journal")
        node = hashlib.sha256(b"\0" + proof["entry"].to_bytes(8, "big") + bytes.fromhex(proof["hash"])).digest()
        for side, other in proof["path"]:
            other = bytes.fromhex(other)
            node = hashlib.sha256(b"\1" + (other + node if side == "left" else node + other)).digest()
        seals = [read(f"seals/seal-{number}.json") for number in proof["seals"]]
        if json.loads(seals[0])["root"] != node.hex(): bad.append("proof: it does not lead to the seal")
        for before, after in zip(seals, seals[1:]):
            if json.loads(after)["previous"] != sha(before): bad.append("seals: one does not name the one before")

    print("\n".join(bad) or f"OK: {len(listed)} files, {len(entries)} entries of the journal")
    sys.exit(1 if bad else 0)

    """#
}
