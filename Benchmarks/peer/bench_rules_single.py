"""One family through OpenFisca in process: build + calculate, with and without the trace. One JSON line."""
import argparse, json, logging, sys

import benchlib

benchlib.use_venv()
sys.path.insert(0, str(benchlib.HERE))
logging.disable(logging.WARNING)
from openfisca_core.simulations import SimulationBuilder
from openfisca_weerzien import CountryTaxBenefitSystem
from openfisca_web_api import handlers

p = argparse.ArgumentParser()
p.add_argument("--cases", type=int, default=300)
p.add_argument("--repeat", type=int, default=5)
a = p.parse_args()
tbs, startup = benchlib.timed(CountryTaxBenefitSystem, 1)
text = (benchlib.HERE / "rules/family.json").read_text()
family = json.loads(text)
ASKED = [(v, "2025-10-01") for v in ("exempt", "income_threshold", "eligible_now", "next_deadline")]


def direct(trace):
    sim = SimulationBuilder().build_from_entities(tbs, family)
    sim.trace = trace
    out = {v: sim.calculate(v, t) for v, t in ASKED}
    return sim.tracer.get_serialized_flat_trace() if trace else out


def per_case(fn):
    out, runs = benchlib.timed(lambda: [fn() for _ in range(a.cases)][-1], a.repeat)
    return out, {k: benchlib.med(r[i] for r in runs) * 1000 / a.cases for i, k in enumerate(("ms_wall", "ms_user", "ms_cpu"))}


direct(True)
_, plain = per_case(lambda: direct(False))
trace, traced = per_case(lambda: direct(True))
_, built = per_case(lambda: SimulationBuilder().build_from_entities(tbs, family))
answer, calc = per_case(lambda: json.dumps(handlers.calculate(tbs, json.loads(text)), default=str))
_, tr = per_case(lambda: json.dumps(handlers.trace(tbs, json.loads(text)), default=str))
benchlib.emit("rules_single", impl="openfisca", cases=a.cases, repeat=a.repeat, load_rules_s=startup[0][0],
              trace_nodes=len(trace), answer=json.loads(answer)["families"]["family"]["next_deadline"],
              per_case={"calculate": plain, "calculate_with_trace": traced, "build_only": built,
                        "json_calculate_json": calc, "json_trace_json": tr})
