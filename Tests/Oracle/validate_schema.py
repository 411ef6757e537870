"""Validates documents against a JSON Schema of draft 2020-12.

usage: validate_schema.py [--errors N] SCHEMA FILE...

FILE is JSON; .jsonl has one document a line, .yaml and .yml hold one YAML document. The first errors of each document
are printed with the path of the value. Exit status 1 on any error.
"""
import argparse
import json
import pathlib
import re
import sys

import yaml
from jsonschema import Draft202012Validator, ValidationError, validators


def ecma_pattern(validator, pattern, instance, schema):
    """`pattern` with the `$` of ECMA-262, which does not match before a line break at the end as Python's does."""
    if validator.is_type(instance, "string"):
        if not re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = validators.extend(Draft202012Validator, {"pattern": ecma_pattern})


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core schema: a day stays text, and NO (Norway) and the key `on` are not truth values."""

    yaml_implicit_resolvers = {}


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789"))


def integer(loader, node):
    return int(loader.construct_scalar(node), 10)


def number(loader, node):
    return float(loader.construct_scalar(node))


def mapping(loader, node):
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    return unique(zip(keys, [loader.construct_object(value, deep=True) for _, value in node.value]))


CoreLoader.add_constructor("tag:yaml.org,2002:int", integer)
CoreLoader.add_constructor("tag:yaml.org,2002:float", number)
CoreLoader.add_constructor("tag:yaml.org,2002:map", mapping)


def unique(pairs):
    out = {}
    for key, value in pairs:
        if key in out:
            raise ValueError(f"duplicate key {key!r}")
        out[key] = value
    return out


def no_constant(name):
    raise ValueError(f"{name} is not JSON")


def from_json(text):
    return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)


def documents(path):
    """(place, function that gives the document) for each document of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for n, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{path}:{n}", lambda line=line: from_json(line)
    elif path.suffix in (".yaml", ".yml"):
        yield str(path), lambda: yaml.load(text, Loader=CoreLoader)
    else:
        yield str(path), lambda: from_json(text)


def errors(validator, load):
    try:
        document = load()
    except (ValueError, yaml.YAMLError) as e:
        return [f"cannot be read: {e}"]
    found = sorted(validator.iter_errors(document), key=lambda e: [str(p) for p in e.absolute_path])
    return [f"{e.json_path}: {e.message if len(e.message) < 300 else e.message[:300] + '…'}" for e in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=10, help="errors to print for each document (10)")
    parser.add_argument("schema", type=pathlib.Path)
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    a = parser.parse_args()
    schema = from_json(a.schema.read_text(encoding="utf-8"))
    Validator.check_schema(schema)
    validator = Validator(schema, format_checker=Validator.FORMAT_CHECKER)
    checked = bad = 0
    for path in a.files:
        for place, load in documents(path):
            checked += 1
            found = errors(validator, load)
            bad += bool(found)
            for line in found[:a.errors]:
                print(f"{place}: {line}")
            if len(found) > a.errors:
                print(f"{place}: and {len(found) - a.errors} more")
    print(f"{checked} documents, {bad} with errors", file=sys.stderr)
    return 1 if bad or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
