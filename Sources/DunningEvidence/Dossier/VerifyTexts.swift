import DunningDossier
import DunningChain

/// What goes with a case file so that anybody can check it with common tools.
enum VerifyTexts {
  /// - Parameters:
  ///   - signer: the key that the list of hashes is signed with.
  ///   - stamped: the numbers of the seals with a time stamp.
  ///   - isStamped: whether an authority is asked to stamp the list of hashes.
  ///   - hasAuthority: whether the certificates of the authority are in the file.
  static func instructions(
    signer: SealPublicKey, stamped: [Int64], isStamped: Bool, hasAuthority: Bool, seals: [SealText]
  ) -> String {
    """
    How to check this case file
    ===========================

    Nothing below needs the system that made the file. The commands are for a
    shell on Linux, macOS or the Windows Subsystem for Linux; run them in the
    folder into which the archive was unpacked.

    1. Every file is as it was written

         sha256sum -c SHA256SUMS

       Each line must end with OK. SHA256SUMS lists every file but itself and
       what vouches for it.

    2. The list is signed, and with it every file

         openssl pkeyutl -verify -pubin -inkey \(DossierForm.signer) -rawin \\
           -in SHA256SUMS -sigfile SHA256SUMS.sig

       It must say: Signature Verified Successfully. Whoever has made a file of
       their own has signed it with a key of their own: only a key that was
       written down elsewhere before the dispute shows whose it is
       (`dunningctl status` shows it there). The key of this file has the
       fingerprint \(signer.fingerprint), which is the beginning of
       what this prints:

         openssl pkey -pubin -in \(DossierForm.signer) -outform DER | sha256sum

    3. The journal was not changed, nothing is missing from it, its order is the
       one in which it was written, and it names what was sent and received

         python3 verify.py

       Each entry is a line of journal/journal.jsonl. Its hash, the line of the
       same number in journal/hashes.txt, is SHA-256 over the hash before it as
       64 hexadecimal digits (64 zeros before the first) and the entry. The
       entry names its data by HMAC-SHA256 under the key in
       journal/case-key.txt; the data are in journal/data.jsonl, and name what
       was sent, printed, received and attached by its SHA-256. The script
       needs Python's own library only, checks the signatures as well, and
       follows the chain\(seals.isEmpty ? "." : " up to the seal:")

         seals/proof.json leads from the last sealed entry to the root in the
         first seal, and each seal names the hash of the one before.

       It ends with 3 and says "agrees with itself; key not compared" until it
       is told the fingerprint from elsewhere, behind --key.
    \(seals.isEmpty ? Self.notSealed : Self.sealed(seals))\(Self.stamps(stamped, isStamped, hasAuthority))
    With the program of the system: dunningctl verify FILE.zip --key FINGERPRINT
    does all of this and compares the archive itself, byte by byte.

    """
  }

  private static let notSealed = """

    4. No seal covers this journal yet: the signature shows who wrote it, and not
       since when it stands.

    """

  private static func sealed(_ seals: [SealText]) -> String {
    let checks = seals.map(\.number).map { number in
      """
           openssl pkeyutl -verify -pubin -inkey seals/public-key-\(number).pem -rawin \\
             -in seals/seal-\(number).json -sigfile seals/seal-\(number).sig
      """
    }.joined(separator: "\n")
    let keys = seals.reduce(into: [String]()) { keys, seal in
      let line = "     \(seal.publicKeyText)\n     fingerprint \(seal.keyFingerprint)"
      if !keys.contains(line) { keys.append(line) }
    }
    return """

      4. The seals are signed

      \(checks)

         Each must say: Signature Verified Successfully. The keys, to be compared
         with what was written down elsewhere:

      \(keys.joined(separator: "\n"))

      """
  }

  private static func stamps(_ seals: [Int64], _ isStamped: Bool, _ hasAuthority: Bool) -> String {
    guard isStamped || !seals.isEmpty else { return "" }
    let certificate = hasAuthority ? DossierForm.authority : "CA.pem"
    let files = seals.map { ("seals/seal-\($0).tsr", "seals/seal-\($0).json") }
    let list = isStamped ? [(DossierForm.timestamp, DossierForm.sums)] : []
    let checks = (files + list).map { stamp, data in
      "     openssl ts -verify -in \(stamp) -data \(data) -CAfile \(certificate)"
    }.joined(separator: "\n")
    let away =
      isStamped
      ? "\n       Where the authority could not be reached, there is no \(DossierForm.timestamp)." : ""
    return """

      5. They were there when the time-stamping authority says

      \(checks)

         Each must say: Verification: OK. `openssl ts -reply -text -in` and the
         same file tells the time. \(certificate) is the root certificate of the
         authority: \(hasAuthority ? "compare it with" : "get it from") the one that the authority publishes.\(away)

      """
  }

  /// A checker in Python that needs its standard library alone.
  static let script = #"""
    #!/usr/bin/env python3
    """Checks the case file in the folder of this file: hashes, signatures, the journal and what it names.

    python3 verify.py [--key FINGERPRINT]... ends with 0 when a known key vouches for all of it, with 1 when something
    was changed, with 3 when it agrees with itself and that is all that can be said."""
    import base64, hashlib, hmac, json, os, re, sys

    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    if sys.argv[1::2] != ["--key"] * (len(sys.argv) // 2) or len(sys.argv) % 2 == 0:
        sys.stderr.write(__doc__)
        sys.exit(2)
    known = {k.lower().replace(":", "") for k in sys.argv[2::2]}
    bad, unproven = [], []
    sha = lambda b: hashlib.sha256(b).hexdigest()
    read = lambda name: open(name, "rb").read()

    # Ed25519 (RFC 8032), since Python's own library has none.
    P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
    D = -121665 * pow(121666, P - 2, P) % P

    def add(a, b):
        s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
        u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
        e, f, g, h = t - s, v - u, v + u, t + s
        return e * f % P, g * h % P, f * g % P, e * h % P

    def times(n, p):
        r = 0, 1, 1, 0
        while n:
            if n & 1: r = add(r, p)
            p, n = add(p, p), n >> 1
        return r

    def point(b):
        y = int.from_bytes(b, "little")
        sign, y = y >> 255, y & (1 << 255) - 1
        x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
        x = pow(x2, (P + 3) // 8, P)
        if (x * x - x2) % P: x = x * pow(2, (P - 1) // 4, P) % P
        if y >= P or (x * x - x2) % P or sign and not x: return None
        if x & 1 != sign: x = P - x
        return x, y, 1, x * y % P

    def is_signed(key, text, signature):
        a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
        if len(key) != 32 or len(signature) != 64 or not a or not r or s >= Q: return False
        h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % Q
        l, m = times(s, point(b"\x58" + b"\x66" * 31)), add(r, times(h, a))
        return (l[0] * m[2] - m[0] * l[2]) % P == 0 == (l[1] * m[2] - m[1] * l[2]) % P

    der = lambda key: bytes.fromhex("302a300506032b6570032100") + key
    keys = []

    def meet(key):
        names = sha(der(key))[:32], key.hex()
        if names[0] not in keys: keys.append(names[0])
        if known and not known & set(names): bad.append(f"key {names[0]}: none of those that were given")

    # The list of hashes, and who vouches for it.
    vouching = {"SHA256SUMS", "SHA256SUMS.sig", "SHA256SUMS.tsr"}
    sums = read("SHA256SUMS")
    listed = dict(reversed(line.split("  ", 1)) for line in sums.decode().splitlines())
    there = {os.path.relpath(os.path.join(d, f), ".").replace(os.sep, "/") for d, _, fs in os.walk(".") for f in fs}
    bad += [f"{n}: missing" for n in listed.keys() - there]
    bad += [f"{n}: not listed" for n in there - vouching - listed.keys()]
    found = {n: sha(read(n)) for n in there - vouching}
    bad += [f"{n}: changed" for n in listed.keys() & found.keys() if found[n] != listed[n]]
    signed = {"seals/signer.pem", "SHA256SUMS.sig"} <= there
    if signed:
        pem = read("seals/signer.pem").decode().splitlines()
        key = base64.b64decode("".join(l for l in pem if not l.startswith("-")))[12:]
        if not is_signed(key, sums, read("SHA256SUMS.sig")): bad.append("SHA256SUMS.sig: not its signature")
        meet(key)
    elif {"seals/signer.pem", "SHA256SUMS.sig"} & there: bad.append("SHA256SUMS: the signature or its key is missing")
    else: unproven.append("SHA256SUMS is not signed: what was drawn up with the file could have been changed")
    if "SHA256SUMS.tsr" in there and b"\x04\x20" + hashlib.sha256(sums).digest() not in read("SHA256SUMS.tsr"):
        bad.append("SHA256SUMS.tsr: over something else")

    # The journal.
    lines = lambda name: read(name).decode().split("\n")[:-1]
    entries, hashes, data = (lines("journal/" + n) for n in ("journal.jsonl", "hashes.txt", "data.jsonl"))
    if not len(entries) == len(hashes) == len(data): bad.append("journal: lines are missing")
    key = bytes.fromhex(read("journal/case-key.txt").decode()) if "journal/case-key.txt" in there else None
    erased = key is None and entries and json.loads(entries[-1])["type"] == "claim-erased"
    mac = lambda key, datum: hmac.new(key, datum.encode(), "sha256").hexdigest()
    head, named, notices, paid = "0" * 64, [], set(), False
    for n, (entry, stored, datum) in enumerate(zip(entries, hashes, data), 1):
        if sha((head + entry).encode()) != stored: bad.append(f"journal entry {n}: the chain is broken")
        head, e = stored, json.loads(entry)
        chain = chain if n > 1 else e["case"]
        if e["seq"] != n or e["case"] != chain: bad.append(f"journal entry {n}: not of this place")
        if "notice" in e: notices.add(e["notice"])
        paid = paid or e["type"].startswith("payment-")
        if key is None:
            if datum: bad.append(f"journal entry {n}: data, and no key that they are compared with")
            elif not erased: bad.append(f"journal entry {n}: blanked, and no erasure is told of")
            continue
        if not datum: bad.append(f"journal entry {n}: blanked, although the key is there")
        elif mac(key, datum) != e["data"]: bad.append(f"journal entry {n}: other data")
        try: d = json.loads(datum)
        except ValueError: continue
        if e["type"] == "attachment-added": named.append(("attachment", "", d.get("sha256")))
        elif "mail" in d and e["type"] != "notice-resolved": named.append(("mail", d["mail"], d.get("sha256")))
        else: named += [(k, e.get("notice"), d.get(h)) for k, h in (("message", "sha256"), ("letter", "letter_sha256"))]
    named = [name for name in dict.fromkeys(named) if name[2]]

    # The seals.
    numbers = []
    if "seals/proof.json" in there:
        proof = json.loads(read("seals/proof.json"))
        numbers = proof["seals"]
        if not 1 <= proof["seq"] <= len(hashes) or hashes[proof["seq"] - 1] != proof["hash"]:
            bad.append("proof: not of this journal")
        node = hashlib.sha256(b"\0" + proof["entry"].to_bytes(8, "big") + bytes.fromhex(proof["hash"])).digest()
        for side, other in proof["path"]:
            other = bytes.fromhex(other)
            node = hashlib.sha256(b"\1" + (other + node if side == "left" else node + other)).digest()
        seals = [read(f"seals/seal-{number}.json") for number in numbers]
        if json.loads(seals[0])["root"] != node.hex(): bad.append("proof: it does not lead to the seal")
        for before, after in zip(seals, seals[1:]):
            if json.loads(after)["previous"] != sha(before): bad.append("seals: one does not name the one before")
        for number, seal in zip(numbers, seals):
            key, stamp = bytes.fromhex(json.loads(seal)["key"]), f"seals/seal-{number}.tsr"
            own = is_signed(key, seal, read(f"seals/seal-{number}.sig"))
            if not own: bad.append(f"seal {number}: not its signature")
            if stamp in there and b"\x04\x20" + hashlib.sha256(seal).digest() not in read(stamp):
                bad.append(f"seal {number}: the time stamp is over something else")
            meet(key)
        left = len(entries) - proof["seq"]
        if left and not signed: unproven.append(f"the last {left} entries are under no seal, and more may be missing")
    elif not signed: unproven.append("no seal covers the journal: it could have been written anew")

    # The exhibits: what the journal names is there, and nothing else but what is drawn up with the file.
    usual = {"index.pdf", "index.html", "index.txt", "VERIFY.txt", "verify.py"}
    usual |= {"journal/" + n for n in ("journal.jsonl", "hashes.txt", "data.jsonl", "case-key.txt", "archive.txt")}
    usual |= {"seals/" + n for n in ("signer.pem", "proof.json", "authority.pem")}
    usual |= {f"seals/seal-{s}.{ending}" for s in numbers for ending in ("json", "sig", "tsr")}
    usual |= {f"seals/public-key-{s}.pem" for s in numbers}
    for name in sorted(found.keys() - usual):
        match = re.fullmatch(r"exhibits/A[0-9]{3,}-(([a-z-]+?)(?:-([nme][0-9]+))?(?:-[^/]*)?(\.[^./]+))", name)
        if not match: bad.append(f"{name}: no case file has such a file"); continue
        rest, _, number, ending = match.groups()
        sort = rest.split("-")[0]
        kind = ("attachment" if sort == "attachment" else "letter" if (sort, ending) == ("letter", ".pdf")
            else "message" if (sort, ending) == ("notice", ".eml") else "mail" if ending == ".eml" else None)
        if not kind:
            drawn = rest in ("calculation.txt", "calculation.pdf", "register.csv", "register.html", "journal.txt")
            about = number in notices and (rest.endswith("-delivery.txt") or rest.startswith("posting-"))
            told = paid and re.fullmatch("entry-e[0-9]+[.]txt", rest)
            if not (drawn or about or told or ending in (".txt", ".pdf") and name[:-4] + ".eml" in found):
                bad.append(f"{name}: the journal names no such exhibit")
            continue
        same = [h for k, n, h in named if k == kind and (kind == "attachment" or n == number)]
        if found[name] in same: continue
        if not erased and (kind in ("attachment", "mail") or same or number not in notices):
            bad.append(f"{name}: not what the journal names")
        elif not signed: unproven.append(f"{name}: the journal does not name its hash")
    for kind, number, h in named:
        if h in found.values(): continue
        must = kind in ("message", "letter") or kind == "attachment" and not signed
        if must: bad.append(f"{kind} {number} {h}: missing")
        elif not signed: unproven.append(f"mail {number} {h}: not in the file")

    print(*bad, *unproven, *(f"signed with the key {k}" for k in keys), sep="\n")
    if not known: unproven.append("no key")
    words = f"{len(listed)} files, {len(entries)} entries of the journal"
    if bad: sys.exit(1)
    if not unproven: sys.exit(print(f"OK: {words}"))
    print(f"agrees with itself; {'not all of it is proven' if known else 'key not compared'}: {words}")
    sys.exit(3)

    """#
}
