"""Cases for the day arithmetic, with the answers of python-dateutil and holidays.

usage: civil_time.py generate --seed S --cases N

One case a line, tab separated: operation, arguments, expected answer. A seed always gives the same lines. Days are
ISO 8601; years 1950 to 2150, and 1990 to 2100 where public holidays matter.

  add_months        day n     day    n from -600 to 600; a day past the month's end becomes its last day
  add_years         day n     day    n from -50 to 50; 29 February becomes 28 February
  age               birth on  years  on is not before birth; born on 29 February: a year older on 28 February
  weekday           day       1 to 7 Monday is 1
  is_working_day    day       true or false: no Saturday, no Sunday, no Belgian public holiday
  next_working_day  day       day    the day itself if it is a working day
  add_working_days  day n     day    n from 0 to 40; the day itself is not counted, n = 0 gives the day itself
  easter            year      day    Easter Sunday
  last_day_of_term  day n     day    n from 0 to 120 months; the last day of a term that runs from an event on that day
"""
import argparse
import random
import sys
from calendar import monthrange
from datetime import date, timedelta

import holidays
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)
WORK_FIRST, WORK_LAST = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_WORKING_TERM = timedelta(days=90)  # more than 40 working days ever take
ONE_DAY = timedelta(days=1)
HOLIDAYS = sorted(holidays.country_holidays(
    "BE", years=range(WORK_FIRST.year, WORK_LAST.year + 1), categories=("public",)))
CLOSED = frozenset(HOLIDAYS)


def any_day(rng, first=FIRST, last=LAST):
    """A day from first to last; every third one lies where calendars differ."""
    if rng.random() < 1 / 3:
        year = rng.randrange(first.year, last.year + 1)
        month = rng.choice((1, 2, 2, 3, 4, 6, 11, 12))
        end = date(year, month, monthrange(year, month)[1])
        day = end + timedelta(days=rng.randrange(-3, 3))
        if first <= day <= last:
            return day
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def work_day(rng, last=WORK_LAST):
    """A day for the working-day operations; every second one lies near a public holiday."""
    if rng.random() < 1 / 2:
        day = rng.choice(HOLIDAYS) + timedelta(days=rng.randrange(-4, 3))
        if WORK_FIRST <= day <= last:
            return day
    return any_day(rng, WORK_FIRST, last)


def is_working(day):
    assert WORK_FIRST <= day <= WORK_LAST
    return day.weekday() < 5 and day not in CLOSED


def next_working(day):
    while not is_working(day):
        day += ONE_DAY
    return day


def plus_working(day, n):
    for _ in range(n):
        day = next_working(day + ONE_DAY)
    return day


def add_months(rng):
    day, n = any_day(rng), rng.randrange(-600, 601)
    return day, n, day + relativedelta(months=n)


def add_years(rng):
    day, n = any_day(rng), rng.randrange(-50, 51)
    return day, n, day + relativedelta(years=n)


def age(rng):
    birth = any_day(rng)
    on = any_day(rng, birth, LAST)
    if rng.random() < 1 / 2:  # about a birthday
        years = rng.randrange(0, min(100, LAST.year - birth.year) + 1)
        near = birth + relativedelta(years=years) + timedelta(days=rng.randrange(-2, 3))
        on = min(max(near, birth), LAST)
    return birth, on, relativedelta(on, birth).years


def weekday(rng):
    day = any_day(rng)
    return day, day.isoweekday()


def is_working_day(rng):
    day = work_day(rng)
    return day, is_working(day)


def next_working_day(rng):
    day = work_day(rng)
    return day, next_working(day)


def add_working_days(rng):
    day, n = work_day(rng, WORK_LAST - LONGEST_WORKING_TERM), rng.randrange(0, 41)
    return day, n, plus_working(day, n)


def easter_sunday(rng):
    year = rng.randrange(FIRST.year, LAST.year + 1)
    return year, easter(year)


def last_day_of_term(rng):
    day, months = any_day(rng), rng.randrange(0, 121)
    return day, months, day + relativedelta(months=months)


OPERATIONS = {
    "add_months": add_months, "add_years": add_years, "age": age, "weekday": weekday, "is_working_day": is_working_day,
    "next_working_day": next_working_day, "add_working_days": add_working_days, "easter": easter_sunday,
    "last_day_of_term": last_day_of_term,
}


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def generate(seed, cases, out):
    rng = random.Random(seed)
    names = [name for name in OPERATIONS if name != "easter"] * 4 + ["easter"]  # there are only 201 years to ask
    for i in range(cases):
        name = names[i % len(names)]
        out.write("\t".join((name, *map(text, OPERATIONS[name](rng)))) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command = parser.add_subparsers(dest="command", required=True).add_parser("generate", help="print the cases")
    command.add_argument("--seed", type=int, required=True)
    command.add_argument("--cases", type=int, required=True)
    a = parser.parse_args()
    generate(a.seed, a.cases, sys.stdout)


if __name__ == "__main__":
    main()
