"""The same rules over many families: OpenFisca on arrays, numpy by hand, and the product if asked. One JSON line.

Every implementation must print the same summary, else the exit status is 1; --only picks some, --families some sizes."""
import argparse, shlex, sys, tempfile

import benchlib

benchlib.use_venv()
p = argparse.ArgumentParser()
p.add_argument("--families", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
p.add_argument("--only", nargs="*", default=["openfisca", "numpy"], choices=["openfisca", "numpy"])
p.add_argument("--repeat", type=int, default=5)
p.add_argument("--seed", type=int, default=20250818)
p.add_argument("--product", help="command of another implementation; FILE and --repeat R are added")
a = p.parse_args()
rules = benchlib.HERE / "rules"
commands = {i: [sys.executable, rules / f"rules_{i}.py"] for i in a.only}
if a.product:
    commands["product"] = shlex.split(a.product)


def agrees(one, other):
    return all(abs(one[k] - other[k]) <= (1e-6 * abs(other[k]) if k == "threshold_sum" else 0) for k in other)


out, agree = {}, True
with tempfile.NamedTemporaryFile(suffix=".wzf") as f:
    for n in a.families:
        benchlib.last_line([sys.executable, rules / "gen_families.py", "--families", n, "--seed", a.seed, "--out", f.name])
        reference = None
        for impl, command in commands.items():
            d = benchlib.last_line([*command, f.name, "--repeat", a.repeat])
            row = {k: benchlib.med(v) for k, v in d.items() if k.endswith("_s")} | {"rss_mib": d["rss_mib"]}
            row["families_per_s"], row["families_per_cpu_s"] = n / row["wall_s"], n / row["cpu_s"]
            if "build_cpu_s" in row:
                row["families_per_cpu_s_with_build"] = n / (row["cpu_s"] + row["build_cpu_s"])
            out.setdefault(impl, {})[str(n)] = row
            reference = reference or d["summary"]
            agree &= agrees(d["summary"], reference)
        out.setdefault("summary", {})[str(n)] = reference
benchlib.emit("rules_batch", repeat=a.repeat, seed=a.seed, all_agree=agree, **out)
sys.exit(not agree)
