"""Tampers with a dossier in many ways; tools/verify_dossier.py must reject every one.

usage: tamper_dossier.py DOSSIER COUNT SEED

A seed always gives the same tamperings. Some only touch bytes; others change the object and write it canonically, with
the hashes, the count and the head made to fit, which leaves the signature; some forge that too. The verifier knows the
key of the dossier only where a stranger sealed it anew: nothing else tells that apart. Exit status 1 when a tampering
was accepted, or broke the verifier; its bytes are kept.
"""
import argparse
import collections
import copy
import hashlib
import importlib.util
import json
import pathlib
import random
import re
import sys
import tempfile

PATH = pathlib.Path(__file__).resolve().parents[2] / "tools" / "verify_dossier.py"
SPEC = importlib.util.spec_from_file_location("verify_dossier", PATH)
verifier = importlib.util.module_from_spec(SPEC)
sys.dont_write_bytecode = True
SPEC.loader.exec_module(verifier)
canonical = verifier.canonical

BASE = verifier.decode(verifier.BASE_Y.to_bytes(32, "little"))
SMALL_ORDER = (  # every canonical encoding of a point of small order, and some that are not canonical
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)


def write(dossier):
    return canonical(dossier) + b"\n"


def message(seal):
    return f"weerzien dossier 1 seal\n{seal['count']}\n{seal['head']}\n".encode()


def fit_time_stamp(seal):
    seal["time_stamp"]["of"] = hashlib.sha256(message(seal) + bytes.fromhex(seal["signature"])).hexdigest()


def fit(rng, dossier, all_of_it=False):
    """Makes hashes, count and head fit the content, and often the numbers and the time stamp; not the signature."""
    renumber, count, stamp = (all_of_it or rng.random() < p for p in (0.8, 0.9, 0.8))
    head = hashlib.sha256(b"weerzien dossier 1 header\n" + canonical(dossier["header"])).digest()
    for i, record in enumerate(dossier["records"], 1):
        if renumber and "number" in record:
            record["number"] = i
        record.pop("hash", None)
        head = hashlib.sha256(head + canonical(record)).digest()
        record["hash"] = head.hex()
    seal = dossier["seal"]
    seal["head"] = head.hex()
    if count:
        seal["count"] = len(dossier["records"])
    if stamp:
        fit_time_stamp(seal)


def sign(rng, dossier):
    """Seals the dossier with a new key."""
    a, r = rng.randrange(1, verifier.L), rng.randrange(1, verifier.L)
    seal = dossier["seal"]
    key, point = (encode(verifier.multiply_add(n, BASE, 0, BASE)) for n in (a, r))
    h = int.from_bytes(hashlib.sha512(point + key + message(seal)).digest(), "little")
    seal["public_key"] = key.hex()
    seal["signature"] = (point + ((r + h * a) % verifier.L).to_bytes(32, "little")).hex()
    fit_time_stamp(seal)


def encode(point):
    x, y = (coordinate * pow(point[2], -1, verifier.P) % verifier.P for coordinate in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


# Tamperings of bytes: (rng, data) gives other bytes.

def flip_bit(rng, data):
    i = rng.randrange(len(data))
    return data[:i] + bytes([data[i] ^ 1 << rng.randrange(8)]) + data[i + 1:]


def flip_bits(rng, data):
    for _ in range(rng.randrange(2, 9)):
        data = flip_bit(rng, data)
    return data


def delete_bytes(rng, data):
    i = rng.randrange(len(data))
    return data[:i] + data[i + rng.choice((1, 1, 1, 2, 8)):]


def insert_bytes(rng, data):
    i = rng.randrange(len(data) + 1)
    new = rng.choice((b" ", b"\n", b"\t", b"\r", b"0", b",", b"\0", b"\\", rng.randbytes(1), rng.randbytes(4)))
    return data[:i] + new + data[i:]


def change_ends(rng, data):
    return rng.choice((data[:-1], data + b"\n", data + data, b"\xef\xbb\xbf" + data, data[:-1] + b"\r\n", b" " + data,
                       data[:rng.randrange(len(data))]))


def write_otherwise(rng, data):
    """The same object in another form of JSON."""
    dossier = json.loads(data)
    if rng.random() < 1 / 2:
        i = rng.choice([i for i, byte in enumerate(data) if chr(byte).isalnum() and data[i - 1:i] != b"\\"])
        return data[:i] + b"\\u%04x" % data[i] + data[i + 1:]
    return rng.choice((json.dumps(dossier).encode(), json.dumps(dossier, indent=1).encode() + b"\n",
                       json.dumps(dossier, separators=(",", ":")).encode() + b"\n",
                       json.dumps(dossier, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"))


def repeat_key(rng, data):
    """A key twice: the first or the last may be what a reader takes."""
    i = rng.choice([i for i, byte in enumerate(data) if byte == ord("{")])
    end = data.index(b'":', i) + 2 if b'":' in data[i:] else i + 1
    return data[:end] + b"0," + data[i + 1:end] + data[end:]


# Tamperings of the object: (rng, dossier) changes it; None says that it cannot be done here.

def delete_record(rng, dossier):
    records = dossier["records"]
    if not records:
        return None
    del records[rng.randrange(len(records))]
    return maybe_fit(rng, dossier)


def duplicate_record(rng, dossier):
    records = dossier["records"]
    if not records:
        return None
    i = rng.randrange(len(records))
    records.insert(i, copy.deepcopy(records[i]))
    return maybe_fit(rng, dossier)


def insert_record(rng, dossier):
    records = dossier["records"]
    new = {"number": 1, "kind": rng.choice(("attempt", "obstacle")), "day": "2026-01-01", "note": "x" * rng.randrange(9),
           "hash": rng.randbytes(32).hex()}
    if records and rng.random() < 1 / 2:
        new = copy.deepcopy(rng.choice(records))
    records.insert(rng.randrange(len(records) + 1), new)
    return maybe_fit(rng, dossier)


def reorder_records(rng, dossier):
    records = dossier["records"]
    if len(records) < 2:
        return None
    if rng.random() < 2 / 3:
        i, j = rng.sample(range(len(records)), 2)
        records[i], records[j] = records[j], records[i]
    else:
        rng.shuffle(records)
    return maybe_fit(rng, dossier)


def truncate_records(rng, dossier):
    records, seal = dossier["records"], dossier["seal"]
    if not records:
        return None
    del records[rng.randrange(len(records)):]
    seal["count"] = len(records)
    if records and rng.random() < 2 / 3:
        seal["head"] = records[-1]["hash"]
        fit_time_stamp(seal)
    return maybe_fit(rng, dossier)


def places(value, place=()):
    """Every place in a value: (container, key)."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def other(rng, value):
    """Another value than this one; often only a little different."""
    if isinstance(value, bool):
        return rng.choice((not value, int(value), None))
    if isinstance(value, int):
        return rng.choice((value + 1, value - 1, -value - 1, value * 10 + 1, str(value), bool(value), [value], None))
    if isinstance(value, str):
        i = rng.randrange(len(value) + 1)
        return rng.choice((value + " ", value[:i] + rng.choice("0aZé\u202e\u0301") + value[i:], value[:i] + value[i + 1:],
                           value.upper(), value[::-1], "", None, [value]))
    if value is None:
        return rng.choice((0, False, "", [], {}))
    return rng.choice((None, [], {}, [value], str(value)))


def change_value(rng, dossier):
    part = rng.choice((None, "header", "records", "records", "records", "seal"))
    found = list(places(dossier[part])) if part else [(dossier, rng.choice(list(dossier)))]
    if not found:
        return None
    container, key = rng.choice(found)
    container[key] = other(rng, container[key])
    return maybe_fit(rng, dossier)


def change_keys(rng, dossier):
    """A key more, a key less, a key renamed, or two keys in the other order."""
    containers = [dossier] + [c[k] for c, k in places(dossier) if isinstance(c[k], dict)]
    container = rng.choice(containers)
    items = list(container.items())
    how = rng.randrange(4)
    if how == 0 or not items:
        items.insert(rng.randrange(len(items) + 1), (rng.choice(("x", "note", "hash ", "")), rng.choice((0, None, "", []))))
    elif how == 1:
        del items[rng.randrange(len(items))]
    elif how == 2:
        i = rng.randrange(len(items))
        items[i] = (items[i][0] + rng.choice(("_", " ", "s")), items[i][1])
    else:
        rng.shuffle(items)
    container.clear()
    container.update(items)
    return maybe_fit(rng, dossier)


def move_hash(rng, dossier):
    """The hash of a record at another place in it: no hash covers that."""
    if not dossier["records"]:
        return None
    record = rng.choice(dossier["records"])
    items = [item for item in record.items() if item[0] != "hash"]
    items.insert(rng.randrange(len(items)), ("hash", record["hash"]))
    record.clear()
    record.update(items)
    return dossier


def maybe_fit(rng, dossier):
    """The dossier as it is, or with everything made to fit but the signature."""
    if rng.random() < 3 / 4:
        try:
            fit(rng, dossier)
        except (AttributeError, KeyError, TypeError, ValueError):  # the tampering broke what there was to fit
            pass
    return dossier


def swap_signature(rng, dossier):
    """Another signature over the same head: a random, a twisted, an equivalent one, or one of another head."""
    seal = dossier["seal"]
    signature = bytes.fromhex(seal["signature"])
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    alike = [s + k * verifier.L for k in range(1, 16) if s + k * verifier.L < 2**256]
    elsewhere = copy.deepcopy(dossier)
    elsewhere["header"]["x"] = rng.randrange(10**6)
    fit(rng, elsewhere, all_of_it=True)
    sign(rng, elsewhere)
    signature = rng.choice((
        rng.randbytes(64), r + rng.randbytes(31) + b"\0", rng.randbytes(32) + signature[32:], signature[32:] + r,
        r + rng.choice(alike).to_bytes(32, "little"), r + (verifier.L - s).to_bytes(32, "little"), bytes(64),
        r[:31] + bytes([r[31] ^ 128]) + signature[32:], bytes.fromhex(elsewhere["seal"]["signature"])))
    seal["signature"] = signature.hex()
    if rng.random() < 0.9:
        fit_time_stamp(seal)
    return dossier


def small_order_key(rng, dossier):
    """A key of small order, for which anybody can make a signature that holds over anything."""
    insert_record(rng, dossier)
    fit(rng, dossier, all_of_it=True)
    s = rng.choice((0, rng.randrange(verifier.L)))
    point = encode(verifier.multiply_add(s, BASE, 0, BASE)).hex() if s else rng.choice(SMALL_ORDER)
    dossier["seal"]["public_key"] = rng.choice(SMALL_ORDER[:4] + SMALL_ORDER)
    dossier["seal"]["signature"] = point + s.to_bytes(32, "little").hex()
    fit_time_stamp(dossier["seal"])
    return dossier


def other_key(rng, dossier):
    key = bytearray.fromhex(dossier["seal"]["public_key"])
    key[rng.randrange(32)] ^= 1 << rng.randrange(8)
    dossier["seal"]["public_key"] = rng.choice((key.hex(), rng.randbytes(32).hex()))
    return dossier


def stranger_seals(rng, dossier):
    """Perfect but for the key; only who knows the key can tell."""
    if rng.random() < 1 / 2:
        insert_record(rng, dossier)
    fit(rng, dossier, all_of_it=True)
    sign(rng, dossier)
    return dossier


BYTES = (flip_bit, flip_bit, flip_bit, flip_bits, delete_bytes, insert_bytes, change_ends, write_otherwise, repeat_key)
OBJECT = (delete_record, duplicate_record, insert_record, reorder_records, truncate_records, change_value, change_value,
          change_keys, move_hash, swap_signature, small_order_key, other_key, stranger_seals)


def tamper(rng, data):
    """(kind, bytes that are not those of the original)."""
    while True:
        kind = rng.choice(BYTES + OBJECT)
        if kind in BYTES:
            out = kind(rng, data)
        else:
            dossier = kind(rng, json.loads(data))
            out = data if dossier is None else write(dossier)
        if out != data:
            return kind, out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    a = parser.parse_args()
    data = a.dossier.read_bytes()
    try:
        key = verifier.verify(data)["seal"]["public_key"]
    except verifier.Rejected as e:
        print(f"{a.dossier}: the dossier itself does not hold: {e}", file=sys.stderr)
        return 2
    rng = random.Random(a.seed)
    kinds, reasons = collections.Counter(), collections.Counter()
    for i in range(1, a.count + 1):
        kind, out = tamper(rng, data)
        try:
            verifier.verify(out, key if kind is stranger_seals else None)
            problem = "was accepted"
        except verifier.Rejected as e:
            kinds[kind.__name__] += 1
            reasons[re.sub(r"\S*\d\S*", "…", str(e).partition(":")[0])] += 1
            continue
        except Exception as e:
            problem = f"broke the verifier: {e!r}"
        with tempfile.NamedTemporaryFile(prefix="tampered-", suffix=".json", delete=False) as kept:
            kept.write(out)
        print(f"tampering {i} of seed {a.seed} ({kind.__name__}) {problem}; kept in {kept.name}", file=sys.stderr)
        return 1
    print(f"{a.count} tampered dossiers, all rejected")
    for name, counter in (("kind", kinds), ("reason", reasons)):
        print(f"  by {name}: " + ", ".join(f"{text} {n}" for text, n in counter.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
