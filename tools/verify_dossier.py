#!/usr/bin/env python3
"""Checks a diligence dossier: is it, byte for byte, what the holder of a key sealed? Needs Python 3.9 and nothing else.

The file is one JSON object in one canonical form: UTF-8, no space, no key twice, only the escapes that JSON needs, one
line feed at the end; integers of at most 18 digits, strings, true, false, null, lists, objects. Keys, in this order:

  dossier   1
  header    an object
  records   objects: number (1, 2, 3 ...), kind ("attempt" or "obstacle"), others, and hash as the last key
  seal      count, head, algorithm ("Ed25519"), public_key, signature, time_stamp {file ("dossier.tsr"), of}

  h(0)      SHA-256 of "weerzien dossier 1 header\\n" and the header, canonical
  h(i)      SHA-256 of the 32 bytes of h(i-1) and record i without its hash, canonical; record i has it as hash
  head      h(count), with as many records as count
  message   "weerzien dossier 1 seal\\n", count, "\\n", head, "\\n"; signature is Ed25519 (RFC 8032) over it
  of        SHA-256 of the message and the 64 bytes of the signature; what a time stamp (RFC 3161) vouches for

--public-key  the key it must be sealed with, 64 hexadecimal digits, which its holder gave you by another way
--attachments look in DIR for the files that the records name: their objects with a key sha256 (and file or name)

Exit status 0: all that was checked holds. 1: something does not hold. 2: the dossier could not be checked.
"""
import argparse
import hashlib
import json
import pathlib
import re
import shlex
import sys

P = 2**255 - 19  # the field of Ed25519, the order of its group, the constant of its curve, the y of its base point
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P  # points are (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z


class Rejected(Exception):
    """The dossier does not hold; the message says what."""


def require(condition, message):
    if not condition:
        raise Rejected(message)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply_add(m, p, n, q):  # m p + n q
    chosen, total = {(1, 0): p, (0, 1): q, (1, 1): add(p, q)}, (0, 1, 1, 0)
    for i in range(255, -1, -1):
        total = add(total, total)
        if (m | n) >> i & 1:
            total = add(total, chosen[m >> i & 1, n >> i & 1])
    return total


def decode(data):
    """The point of 32 bytes (RFC 8032, 5.1.3), or None if they are not the encoding of one."""
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def has_small_order(point):
    for _ in range(3):
        point = add(point, point)
    return point[0] == 0 and point[1] == point[2]


def signature_holds(key, message, signature):
    """The check without cofactor, as libsodium does it: s < L, only canonical points, none of small order."""
    a, s = decode(key), int.from_bytes(signature[32:], "little")
    if a is None or has_small_order(a) or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    r = multiply_add(s, decode(BASE_Y.to_bytes(32, "little")), h, (P - a[0], a[1], 1, P - a[3]))
    x, y = (coordinate * pow(r[2], P - 2, P) % P for coordinate in r[:2])
    return y | (x & 1) << 255 == int.from_bytes(signature[:32], "little") and not has_small_order(r)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def unique(pairs):
    require(len(dict(pairs)) == len(pairs), "an object has the same key twice")
    return dict(pairs)


def integer(text):
    require(re.fullmatch("-?[0-9]{1,18}", text), f"{text[:40]} is not an integer of at most 18 digits")
    return int(text)


def require_keys(value, keys, where):
    require(isinstance(value, dict) and list(value) == keys.split(), f"the keys of {where} must be: {keys}")


def verify(data, public_key=None):
    """The dossier in these bytes; raises Rejected unless all of it holds. The cheap checks come first."""
    try:
        numbers = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), integer)
        dossier = json.loads(data.decode(), object_pairs_hook=unique, **numbers)
        same = canonical(dossier) + b"\n" == data
    except (ValueError, RecursionError) as e:
        raise Rejected(f"it cannot be read as JSON: {e}") from None
    require(same, "its bytes are not in the canonical form, so they are not as they were written")
    require_keys(dossier, "dossier header records seal", "the dossier")
    version, header, records, seal = dossier.values()
    require(type(version) is int and version == 1, "it is not a dossier of version 1")
    require(isinstance(header, dict) and isinstance(records, list), "header must be an object and records a list")
    require_keys(seal, "count head algorithm public_key signature time_stamp", "the seal")
    require_keys(seal["time_stamp"], "file of", "the time stamp")
    require(seal["algorithm"] == "Ed25519", "the algorithm of the seal must be Ed25519")
    file, of = seal["time_stamp"].values()
    require(file == "dossier.tsr", "the file of the time stamp must be dossier.tsr")
    for text, size in ((seal["head"], 64), (seal["public_key"], 64), (seal["signature"], 128), (of, 64)):
        require(isinstance(text, str) and re.fullmatch("[0-9a-f]{%d}" % size, text),
                f"a hash, key or signature in the seal is not {size} hexadecimal digits, small letters")
    head = hashlib.sha256(b"weerzien dossier 1 header\n" + canonical(header)).digest()
    for i, record in enumerate(records, 1):
        require(isinstance(record, dict) and list(record)[-1:] == ["hash"], f"record {i} must end with its hash")
        require(type(record.get("number")) is int and record["number"] == i, f"record {i} does not have number {i}")
        require(record.get("kind") in ("attempt", "obstacle"), f"record {i} is neither an attempt nor an obstacle")
        head = hashlib.sha256(head + canonical({k: v for k, v in record.items() if k != "hash"})).digest()
        require(record["hash"] == head.hex(), f"the hash of record {i} is wrong: it, or one before it, was changed")
    require(type(seal["count"]) is int and seal["count"] == len(records), "the seal counts more or fewer records")
    require(seal["head"] == head.hex(), "the head in the seal is not the hash of the last record (or of the header)")
    require(public_key in (None, seal["public_key"]), "it is sealed with another key than the one you gave")
    message = f"weerzien dossier 1 seal\n{len(records)}\n{head.hex()}\n".encode()
    signature = bytes.fromhex(seal["signature"])
    require(of == hashlib.sha256(message + signature).hexdigest(), "the time stamp is not of this seal")
    require(signature_holds(bytes.fromhex(seal["public_key"]), message, signature), "the signature is wrong")
    return dossier


def attachments(record):
    values = [record]
    for value in values:  # grows while it is read
        values += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [(record["number"], value) for value in values if isinstance(value, dict) and "sha256" in value]


def compare(named, folder):
    """Prints how it stands with each attachment; true if all are there, unchanged."""
    files = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
             for path in sorted(folder.rglob("*")) if path.is_file()}
    names = [*files, *(path.rpartition("/")[2] for path in files)]
    for number, attachment in named:
        name = attachment.get("file", attachment.get("name"))
        state = "found" if attachment["sha256"] in files.values() else "CHANGED" if name in names else "MISSING"
        print(f"  record {number}: {state}: {name!a}")
    return all(attachment["sha256"] in files.values() for _, attachment in named)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier", type=pathlib.Path)
    parser.add_argument("--public-key", metavar="HEX", type=str.lower)
    parser.add_argument("--attachments", metavar="DIR", type=pathlib.Path)
    a = parser.parse_args()
    if a.attachments and not a.attachments.is_dir():
        parser.error(f"{str(a.attachments)!a} is not a folder")
    _, _, records, seal = verify(a.dossier.read_bytes(), a.public_key).values()
    named = [pair for record in records for pair in attachments(record)]
    attempts = sum(record["kind"] == "attempt" for record in records)
    print(f"IT HOLDS: unchanged since it was sealed, with {attempts} attempts and {len(records) - attempts} obstacles.\n"
          f"The key that sealed it:    {seal['public_key']}\n"
          f"Its fingerprint (SHA-256): {hashlib.sha256(bytes.fromhex(seal['public_key'])).hexdigest()}")
    print("It is the key that you gave." if a.public_key else "NOT CHECKED: whose key it is. Anyone can make a key.\n"
          "  Ask its holder for the key or its fingerprint by another way, and compare (--public-key HEX).")
    tsr = a.dossier.with_name(seal["time_stamp"]["file"])
    print("NOT CHECKED: the time stamp beside it. Check it with the certificates of its authority (here ca.pem):\n"
          f"  openssl ts -verify -digest {seal['time_stamp']['of']} -in {shlex.quote(str(tsr))} -CAfile ca.pem\n"
          f"  openssl ts -reply -in {shlex.quote(str(tsr))} -text    (shows the time)" if tsr.is_file() else
          "No time stamp (dossier.tsr) lies beside it: nothing shows when it was sealed.")
    print("It does not prove that what the records say is true, that their days are right, that nothing was left out\n"
          "before it was sealed, or that the same key sealed no other or later dossier.\n"
          f"Attachments that the records name: {len(named)}", "" if a.attachments else "(NOT CHECKED, see --attachments)")
    return 0 if not a.attachments or compare(named, a.attachments) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Rejected, OSError) as error:
        text, status = ("IT DOES NOT HOLD", 1) if isinstance(error, Rejected) else ("It could not be checked", 2)
        sys.exit(print(f"{text}: {error}", file=sys.stderr) or status)
