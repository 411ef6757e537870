"""Shared by the bench_*.py scripts: the interpreter, timing, child processes, the line of results."""
import json, os, pathlib, resource, statistics, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
VENV = pathlib.Path(os.environ.get("PEERS_VENV") or HERE.parent.parent / ".build" / "peers")


def use_venv(venv=VENV):
    """Re-runs the calling script under the venv's interpreter when it runs under another one."""
    python = venv / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != venv.resolve():
        if not python.exists():
            sys.exit(f"no interpreter in {venv}: run setup.sh, or set PEERS_VENV")
        os.execv(python, [str(python), *sys.argv])


def clock():
    """wall s, user s, CPU s (user + system). The kernel splits user from system by samples, so user is coarse below 50 ms."""
    return time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.process_time()


def timed(fn, repeat):
    """Runs fn repeat times in this process; (last result, [(wall s, user s, CPU s)])."""
    out, runs = None, []
    for _ in range(repeat):
        t0 = clock()
        out = fn()
        runs.append(tuple(b - a for a, b in zip(t0, clock())))
    return out, runs


def med(xs):
    return float(statistics.median(xs))


def last_line(cmd, timeout=600):
    """Runs one command to its end and reads the last line of its output as JSON; a failure ends the benchmark."""
    done = subprocess.run([str(c) for c in cmd], stdout=subprocess.PIPE, text=True, timeout=timeout)
    if done.returncode:
        sys.exit(f"exit status {done.returncode}: {' '.join(map(str, cmd))}")
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[-1]) if lines else None


def round_all(o):
    if isinstance(o, dict):
        return {k: round_all(v) for k, v in o.items()}
    if isinstance(o, (list, tuple)):
        return [round_all(v) for v in o]
    return float(f"{o:.5g}") if isinstance(o, float) else o


def emit(bench, **data):
    print(json.dumps({"bench": bench, "load1": round(os.getloadavg()[0], 2), **round_all(data)}))
