"""The product beside its peer, in one run: ratios and targets. Prints one row a figure; --json for machines.

Needs the release build of weerzien and weerzien-bench and the peers of Benchmarks/peer/setup.sh; `make bench` makes both."""
import argparse, json, os, pathlib, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
p = argparse.ArgumentParser()
p.add_argument("--families", type=int, default=1_000_000)
p.add_argument("--repeat", type=int, default=5)
p.add_argument("--build", default=str(ROOT / ".build/release"))
p.add_argument("--json", action="store_true")
a = p.parse_args()
bench, weerzien = pathlib.Path(a.build) / "weerzien-bench", pathlib.Path(a.build) / "weerzien"
example = ROOT / "examples/example-family.yaml"
rows, raw = [], {}


def run(*cmd, **kw):
    out = subprocess.run([str(c) for c in cmd], check=True, capture_output=True, text=True, **kw).stdout
    return json.loads(out.strip().splitlines()[-1])


def med(xs):
    return statistics.median(xs)


def row(what, value, unit, target=None, ok=None):
    rows.append({"what": what, "value": value, "unit": unit, "target": target, "met": ok})


single, plan = run(bench, "single", example, a.repeat), run(bench, "plan", example, a.repeat)
peer1 = run(sys.executable, HERE / "peer/bench_rules_single.py", "--repeat", a.repeat)
silent = run(bench, "silent", a.families, a.repeat)
peer2 = run(sys.executable, HERE / "peer/bench_rules_batch.py", "--families", a.families, "--repeat", a.repeat, "--only", "openfisca")
raw.update(single=single, plan=plan, peer_single=peer1, silent=silent, peer_batch=peer2)

us = med(single["cpu_s"]) * 1e6
traced = peer1["per_case"]["calculate_with_trace"]["ms_cpu"] * 1000
row("one explained assessment, family of four", us, "µs", "at most 50", us <= 50)
row("OpenFisca, traced evaluation (far smaller rule set)", traced, "µs")
row("times faster than OpenFisca, traced", traced / us, "×", "at least 20", traced / us >= 20)
ms = med(plan["cpu_s"]) * 1000
row("whole plan with outlook and repairs", ms, "ms", "at most 5", ms <= 5)

by = {r["regimes"]: r for r in silent["runs"]}
wall3 = med(by[3]["wall_s"]) * 1_000_000 / a.families
row(f"silent, 1,000,000 families ({silent['members'] / a.families:.2f} members) × 3 regimes, two cores", wall3, "s", "at most 1.0", wall3 <= 1)
rate = a.families / med(by[1]["cpu_s"])
peer_rate = peer2["openfisca"][str(a.families)]["families_per_cpu_s"]
row("silent, families a CPU second, whole rule set", rate / 1e6, "million")
row("OpenFisca, families a CPU second, simplified rules", peer_rate / 1e6, "million")
row("times OpenFisca's families a CPU second", rate / peer_rate, "×", "at least 2", rate / peer_rate >= 2)
second = (med(by[2]["cpu_s"]) - med(by[1]["cpu_s"])) / med(by[1]["cpu_s"])
row("a second regime, cost against the first", second, "×", "at most 1.0", second <= 1.02)

starts = []
for _ in range(max(5, a.repeat) + 1):
    t = time.perf_counter()
    subprocess.run([weerzien, "plan", example, "--color"], check=True, stdout=subprocess.DEVNULL)
    starts.append(time.perf_counter() - t)
start = med(starts[1:]) * 1000
row("weerzien plan, start to exit", start, "ms", "at most 60", start <= 60)

with tempfile.TemporaryDirectory() as folder:
    counter = pathlib.Path(folder) / "allocations.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", counter, HERE / "allocations.c"], check=True)

    def allocations(families):
        r = subprocess.run([bench, "silent", str(families), "1"], capture_output=True, text=True, check=True,
                           env={**os.environ, "LD_PRELOAD": str(counter)})
        return int(r.stderr.split("allocations:")[1])
    # Laying out the columns takes a few more allocations as lists grow; a run over 8,000 more families takes none.
    each = (allocations(10_500) - allocations(2_500)) / 8_000
row("allocations for each further family, silent", each, "", "0", each < 0.01)

if a.json:
    print(json.dumps({"rows": rows, "raw": raw}))
else:
    for r in rows:
        mark = "" if r["met"] is None else "  met" if r["met"] else "  NOT MET"
        target = f"   ({r['target']})" if r["target"] else ""
        print(f"{r['what']:<88} {r['value']:>10.3f} {r['unit']:<8}{target}{mark}")
