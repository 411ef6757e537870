"""Compares schedules with the answers of HiGHS, a solver of mixed-integer programs.

usage: schedule_milp.py < INSTANCES

One instance a line, as JSON, with the answer to compare; all days are integers:

  {"as_of": 0, "target": T, "tasks": [{"id": "a", "days": 5, "after": ["b"], "valid": null or V}, ...],
   "answer": {"earliest_done": E or null, "latest": {"a": L or null, ...}}}

Task i starts on a day s >= as_of and ends at e = s + days; it starts when the tasks in `after` have ended. The day of use
D is not before any end. What a task with `valid` makes is at most V days old on the day of use: D - e <= V.

  earliest_done   the smallest D >= as_of for which there are starts; null if there is none
  latest          for each task the greatest s of all starts with D = target; null for each if there are none

Each question is put as one program, with nothing known about the others. Exit status 1 on the first difference.
"""
import argparse
import json
import sys

import highspy

INFINITY = highspy.kHighsInf


class Solver:
    """A program of one instance: column 0 is D, column i + 1 is the start of task i."""

    def __init__(self):
        self.highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
            assert self.highs.setOptionValue(option, value) == highspy.HighsStatus.kOk, option

    def load(self, as_of, tasks):
        highs, place = self.highs, {task["id"]: i for i, task in enumerate(tasks, 1)}
        if len(place) != len(tasks):
            raise ValueError("two tasks have the same id")
        highs.clearModel()
        # If any day will do, so does one by which the tasks, done one after the other, have ended.
        self.as_of, self.last = as_of, as_of + sum(task["days"] for task in tasks)
        self.columns = len(tasks) + 1
        for _ in range(self.columns):
            highs.addVar(as_of, INFINITY)
        highs.changeColsIntegrality(self.columns, list(range(self.columns)),
                                    [highspy.HighsVarType.kInteger] * self.columns)
        for i, task in enumerate(tasks, 1):
            longest = INFINITY if task["valid"] is None else task["valid"] + task["days"]
            self.row(task["days"], longest, 0, i)  # days <= D - s <= valid + days
            for before in task["after"]:
                self.row(tasks[place[before] - 1]["days"], INFINITY, i, place[before])

    def row(self, low, high, plus, minus):
        """low <= plus - minus <= high"""
        if plus == minus:  # a task after itself
            self.highs.addRow(low, high, 0, [], [])
        else:
            self.highs.addRow(low, high, 2, [plus, minus], [1.0, -1.0])

    def best(self, column, sense, low, high):
        """The least or greatest value of a column where low <= D <= high, or None where there is no solution."""
        if low > high:
            return None
        self.highs.changeColBounds(0, low, high)
        self.highs.changeColsCost(self.columns, list(range(self.columns)),
                                  [float(i == column) for i in range(self.columns)])
        self.highs.changeObjectiveSense(sense)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"HiGHS stopped: {self.highs.modelStatusToString(status)}")
        value = self.highs.getInfo().objective_function_value
        if abs(value - round(value)) > 1e-6:
            raise ValueError(f"HiGHS found {value}, which is not a whole day")
        return round(value)

    def answer(self, instance):
        as_of, target, tasks = instance["as_of"], instance["target"], instance["tasks"]
        self.load(as_of, tasks)
        least, greatest = highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize
        earliest, latest = self.best(0, least, as_of, self.last), {}
        possible = self.best(0, least, target, target) is not None
        for i, task in enumerate(tasks, 1):
            latest[task["id"]] = self.best(i, greatest, target, target) if possible else None
        return {"earliest_done": earliest, "latest": latest}


def exactly(value):
    """The value as text, in which 1, 1.0 and true differ."""
    return json.dumps(value, sort_keys=True)


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    solver, instances, answers, without = Solver(), 0, 0, 0
    for line in sys.stdin:
        if not line.strip():
            continue
        instance = json.loads(line)
        expected = solver.answer(instance)
        instances += 1
        answers += 1 + len(expected["latest"])
        without += expected["earliest_done"] is None
        if exactly(instance["answer"]) != exactly(expected):
            print(f"instance {instances} differs\n  instance: {line.strip()}\n  answer:   {exactly(instance['answer'])}\n"
                  f"  HiGHS:    {exactly(expected)}")
            return 1
    print(f"{instances} instances compared, {answers} answers; {without} instances with no day of use at all")
    return 0 if instances else 1


if __name__ == "__main__":
    sys.exit(main())
