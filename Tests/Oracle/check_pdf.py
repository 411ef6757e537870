"""Checks a PDF against the page it was printed from: its text can be taken out again, and it is tagged for screen readers.

usage: check_pdf.py FILE.pdf PAGE.html

Two readers take the text out: pdftotext (poppler) and PDFium. Both must give every word that the page prints, letter for
letter, as often as the page has it, and no word in letters from right to left that the page has not. And the words must
stand in their order: each stretch of words in the direction of the page, up to the next sign, number or word in other
letters, must be found in what one of them reads, whole or in two parts. (Where the two directions meet, readers differ on the
order within the line.) Words are compared in NFKC, which folds ligatures and the presentation forms of Arabic, without marks of direction.
Exit status 1 on any of these faults, or when pdfinfo does not say that the PDF is tagged.
"""
import argparse
import collections
import html.parser
import pathlib
import re
import subprocess
import sys
import unicodedata

import pypdfium2

# Marks that nobody sees: direction, joining, soft hyphen, byte order, and the stretch of Arabic letters.
INVISIBLE = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")
RIGHT_TO_LEFT = r"[^\W\d_\u0000-\u058f\u0900-\uffff]+"
LEFT_TO_RIGHT = r"[^\W\d_\u0590-\u08ff]+"
HYPHENATED = re.compile("\u2010\\s*\n\\s*")  # not the hyphen of a word, but one that a line ends with
WORD = re.compile(f"{RIGHT_TO_LEFT}|{LEFT_TO_RIGHT}")
STRETCH = {
    "rtl": re.compile(rf"{RIGHT_TO_LEFT}(?:\s+{RIGHT_TO_LEFT})*"),
    "ltr": re.compile(rf"{LEFT_TO_RIGHT}(?:\s+{LEFT_TO_RIGHT})*"),
}
INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "time"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
PDFTOTEXT = ("pdftotext", "-enc", "UTF-8")
NOT_PRINTED = {"head", "script", "style", "svg"}


def folded(text):
    """The text as it is compared."""
    text = HYPHENATED.sub("", INVISIBLE.sub("", text))
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return "".join(c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c))


class Page(html.parser.HTMLParser):
    """The text that a page prints, with U+0000 between its blocks; `.toc` is for the screen only."""

    def __init__(self):
        super().__init__()
        self.text, self.open, self.direction = [], [], "ltr"

    def handle_starttag(self, tag, attributes):
        if tag == "html":
            self.direction = dict(attributes).get("dir") or "ltr"
        if tag not in INLINE:
            self.text.append("\0")
        if tag not in VOID:
            classes = (dict(attributes).get("class") or "").split()
            self.open.append((tag, tag in NOT_PRINTED or bool({"toc", "screen"} & set(classes))))

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.text.append("\0")
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(hidden for _, hidden in self.open):
            self.text.append(data)


def run(*command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if result.returncode:
        sys.exit(f"{command[0]}: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout.decode("utf-8", errors="replace")


def pdfium(path):
    document = pypdfium2.PdfDocument(str(path))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def has(text, stretch):
    """Whether the text has the stretch, whole or in two parts: beside a sign, a line may end in it."""
    return stretch in text or any(
        stretch[:cut] in text and stretch[cut:] in text for cut in range(4, len(stretch) - 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    a = parser.parse_args()
    page = Page()
    page.feed(a.page.read_text(encoding="utf-8"))
    blocks = [folded(block) for block in "".join(page.text).split("\0")]
    wanted = collections.Counter(word for block in blocks for word in WORD.findall(block))
    stretches = {re.sub(r"\s", "", found) for block in blocks for found in STRETCH[page.direction].findall(block)}
    if not stretches:
        print(f"{a.page}: prints no words", file=sys.stderr)
        return 1
    texts = {
        "pdftotext": folded(run(*PDFTOTEXT, str(a.file), "-")),
        "PDFium": folded(pdfium(a.file)),
    }
    faults = []
    for reader, text in texts.items():
        found = collections.Counter(WORD.findall(text))
        if reader == "pdftotext":  # which joins a word with a hyphen at the end of a line, unless it keeps the layout
            found |= collections.Counter(WORD.findall(folded(run(*PDFTOTEXT, "-layout", str(a.file), "-"))))
        faults += [f"{reader}: {count} × ‘{word}’ too few" for word, count in (wanted - found).items()]
        strange = {word: count for word, count in found.items() if word not in wanted}
        faults += [f"{reader}: {count} × ‘{word}’, which the page has not" for word, count in strange.items()
                   if re.match(RIGHT_TO_LEFT, word)]
    joined = [re.sub(r"\s", "", text) for text in texts.values()]
    faults += [f"not in its order: {text}" for text in sorted(stretches) if not any(has(there, text) for there in joined)]
    if not re.search(r"^Tagged:\s+yes$", run("pdfinfo", str(a.file)), re.MULTILINE):
        faults.append("it is not tagged")
    for fault in faults:
        print(fault)
    print(f"{a.file}: {wanted.total()} words in {len(stretches)} different stretches; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
