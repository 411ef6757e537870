"""Checks a calendar of all-day events against RFC 5545, and a later version of it as one imports it over the first.

usage: check_calendar.py [--hard CATEGORY] FILE [LATER]

Of each file: content lines (at most 75 octets, CRLF, whole characters, text escaped), what a calendar, an event and an
alarm must have, an event of one whole day, UIDs that are unique and tell nothing, an alarm for every hard deadline (an
event of the category DEADLINE, or that of --hard, or of priority 1), and that icalendar writes what it read.
Of LATER: no SEQUENCE of a known UID goes down, and one whose day or words changed goes up. Exit status 1 on any error.
"""
import argparse
import collections
import datetime
import pathlib
import re
import sys

from icalendar import Calendar

UID = re.compile(  # 16 or more hexadecimal digits, or a UUID; nothing about anybody fits in that
    r"(?:weerzien-)?(?:[0-9a-f]{16,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@[a-z][a-z0-9.-]*)?")
CONTENT_LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(.*)")
ONE_TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT"}
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
ONCE = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"),
    "VALARM": ("ACTION", "TRIGGER"),
}
AT_MOST_ONCE = {
    "VCALENDAR": ("CALSCALE", "METHOD"),
    "VEVENT": ("CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "STATUS",
               "TRANSP", "URL", "RECURRENCE-ID", "DURATION"),
    "VALARM": ("DESCRIPTION", "SUMMARY", "DURATION", "REPEAT"),
}
ALARM_NEEDS = {"AUDIO": (), "DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}


def line_errors(data):
    """What is wrong with the lines, before anything is made of them."""
    if not data.endswith(b"\r\n"):
        yield "the last line does not end with CRLF"
    if re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        yield "a line does not end with CRLF"
    for n, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if len(line) > 75:
            yield f"line {n} has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {n} is not UTF-8, or is folded inside a character"
        if not line.strip():
            yield f"line {n} is empty"
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
            yield f"line {n} has a control character"
    open_components, closed = [], 0
    for line in re.sub(rb"\r\n[ \t]", b"", data).decode(errors="replace").split("\r\n")[:-1]:
        match = CONTENT_LINE.fullmatch(line)
        if not match:
            yield f"this is not a content line: {line[:80]!r}"
            continue
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            open_components.append(value.upper())
        elif name == "END":
            if not open_components or open_components.pop() != value.upper():
                yield f"END:{value} ends what did not begin"
            closed += not open_components
        elif not open_components:
            yield f"{name} is outside of the calendar"
        if name in ONE_TEXT and not TEXT.fullmatch(value):
            yield f"in {name}, a comma, semicolon or backslash is not escaped: {value[:80]!r}"
    if open_components or closed != 1:
        yield "there is not exactly one calendar that begins and ends"


def is_day(value):
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def is_utc(value):
    return isinstance(value, datetime.datetime) and value.tzinfo is not None and value.utcoffset() == datetime.timedelta(0)


def times(component, name):
    """How often a property stands in a component."""
    value = component.get(name)
    return 0 if value is None else len(value) if isinstance(value, list) else 1


def property_errors(component, where):
    for name in ONCE.get(component.name, ()):
        if times(component, name) != 1:
            yield f"{where} has {name} {times(component, name)} times, not once"
    for name in AT_MOST_ONCE.get(component.name, ()):
        if times(component, name) > 1:
            yield f"{where} has {name} {times(component, name)} times"
    for name, problem in component.errors:
        yield f"{where}: {name} cannot be read: {problem}"


def alarm_errors(alarm, where):
    """None unless `property_errors` found nothing."""
    action, trigger = str(alarm["ACTION"]).upper(), alarm["TRIGGER"]
    if action not in ALARM_NEEDS:
        yield f"{where} does {action}, which calendars ignore"
    for name in ALARM_NEEDS.get(action, ()):
        if not times(alarm, name):
            yield f"{where} does {action} and has no {name}"
    if not isinstance(trigger.dt, datetime.timedelta):
        if trigger.params.get("VALUE") != "DATE-TIME" or not is_utc(trigger.dt):
            yield f"{where} goes off neither before the event nor at a moment in UTC"
    elif trigger.params.get("RELATED", "START") not in ("START", "END"):
        yield f"{where} is related to {trigger.params['RELATED']}"
    if times(alarm, "DURATION") != times(alarm, "REPEAT"):
        yield f"{where} must have both DURATION and REPEAT, or neither"


def categories(event):
    value = event.get("CATEGORIES", [])
    return {str(c).upper() for part in (value if isinstance(value, list) else [value]) for c in part.cats}


def event_errors(event, where, hard):
    uid, start, end, sequence = str(event["UID"]), event["DTSTART"], event["DTEND"], event["SEQUENCE"]
    words = {word for name in sorted(ONE_TEXT) if name in event for word in re.findall(r"\w{3,}", str(event[name]).lower())}
    if not UID.fullmatch(uid):
        yield f"{where}: the UID must be 16 or more hexadecimal digits or a UUID (weerzien- before and @… after are allowed)"
    elif (words - {"weerzien", "invalid"}) & set(re.findall(r"\w+", uid.partition("@")[2])):
        yield f"{where}: the UID has a word of the event"
    if not is_utc(event["DTSTAMP"].dt):
        yield f"{where}: DTSTAMP is not a moment in UTC"
    for name, value in (("DTSTART", start), ("DTEND", end)):
        if not is_day(value.dt) or value.params.get("VALUE") != "DATE":
            yield f"{where}: {name} is not a day with VALUE=DATE"
            return
    if end.dt - start.dt != datetime.timedelta(days=1):
        yield f"{where}: DTEND is not the day after DTSTART"
    if "DURATION" in event:
        yield f"{where} has both DTEND and DURATION"
    if not isinstance(sequence, int) or sequence < 0:
        yield f"{where}: SEQUENCE is not a whole number from 0"
    if not str(event["SUMMARY"]).strip():
        yield f"{where}: SUMMARY is empty"
    if is_hard(event, hard) and not event.walk("VALARM") and str(event.get("STATUS", "")).upper() != "CANCELLED":
        yield f"{where} is a hard deadline and has no alarm"


def is_hard(event, category):
    return category.upper() in categories(event) or str(event.get("PRIORITY", "")) == "1"


def shape(component):
    """A component as plain values, to compare."""
    properties = []
    for name, value in component.property_items(recursive=False):
        if name not in ("BEGIN", "END"):
            params = sorted((k, str(v)) for k, v in getattr(value, "params", {}).items())
            written = value.to_ical() if hasattr(value, "to_ical") else str(value).encode()
            properties.append((name, params, written))
    return component.name, sorted(properties), [shape(c) for c in component.subcomponents]


def calendar_errors(data, calendar, hard):
    yield from property_errors(calendar, "the calendar")
    if str(calendar.get("VERSION")) != "2.0":
        yield f"VERSION is {calendar.get('VERSION')}, not 2.0"
    if str(calendar.get("CALSCALE", "GREGORIAN")) != "GREGORIAN":
        yield "CALSCALE is not GREGORIAN"
    if not calendar.subcomponents:
        yield "the calendar is empty"
    uids = collections.Counter(str(event.get("UID")) for event in calendar.walk("VEVENT"))
    yield from (f"{n} events have the UID {uid}" for uid, n in uids.items() if n > 1)
    for n, event in enumerate(calendar.walk("VEVENT"), 1):
        where = f"event {n} ({str(event.get('SUMMARY'))[:40]})"
        found = list(property_errors(event, where))
        yield from found or event_errors(event, where, hard)
        for m, alarm in enumerate(event.walk("VALARM"), 1):
            found = list(property_errors(alarm, f"{where}, alarm {m}"))
            yield from found or alarm_errors(alarm, f"{where}, alarm {m}")
    again = Calendar.from_ical(calendar.to_ical())
    if shape(again) != shape(calendar):
        yield "icalendar writes something else than it read"
    if len(re.findall(rb"^BEGIN:VEVENT\r?$", data, re.MULTILINE | re.IGNORECASE)) != uids.total():
        yield "icalendar did not read every event"


def load(path, hard):
    """(errors, events by UID)"""
    data = path.read_bytes()
    found = list(line_errors(data))
    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, IndexError) as e:
        return [*found, f"icalendar cannot read it: {e}"], {}
    found += calendar_errors(data, calendar, hard)
    events = {str(event.get("UID")): event for event in calendar.walk("VEVENT")}
    alarms = sum(len(event.walk("VALARM")) for event in events.values())
    deadlines = sum(is_hard(event, hard) for event in events.values())
    print(f"{path}: {len(events)} events, {deadlines} hard deadlines, {alarms} alarms, {len(found)} errors")
    return found, events


def seen(event):
    """What the family sees of an event."""
    return {name: event[name].to_ical() for name in ("DTSTART", "DTEND", "SUMMARY")}


def import_errors(stored, later):
    """What goes wrong when `later` is imported over `stored`: a calendar keeps, for each UID, the greater SEQUENCE."""
    for uid in stored.keys() & later.keys():
        old, new = stored[uid], later[uid]
        where = f"{uid} ({str(new['SUMMARY'])[:40]})"
        changed = [name for name in seen(old) if seen(old)[name] != seen(new)[name]]
        if new["SEQUENCE"] < old["SEQUENCE"]:
            yield f"{where}: SEQUENCE goes down from {old['SEQUENCE']} to {new['SEQUENCE']}"
        elif changed and new["SEQUENCE"] == old["SEQUENCE"]:
            yield f"{where}: {', '.join(changed)} changed, and SEQUENCE is still {old['SEQUENCE']}"
        elif new["DTSTAMP"].dt < old["DTSTAMP"].dt:
            yield f"{where}: DTSTAMP goes back"
    print(f"{len(stored.keys() & later.keys())} events in both, {len(later.keys() - stored.keys())} new, "
          f"{len(stored.keys() - later.keys())} only in the earlier file (an import leaves those as they are)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hard", default="DEADLINE", metavar="CATEGORY", help="the category of hard deadlines (DEADLINE)")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("later", type=pathlib.Path, nargs="?")
    a = parser.parse_args()
    found, stored = load(a.file, a.hard)
    if a.later:
        more, later = load(a.later, a.hard)
        found += more
        if not found:
            found += import_errors(stored, later)
    for line in found:
        print(f"  {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
