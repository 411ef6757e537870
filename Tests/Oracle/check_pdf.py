"""Checks the text of a PDF: it has every line of a list of words, and it is tagged, for screen readers.

usage: check_pdf.py FILE.pdf WORDS.txt

The text is what pdftotext (poppler-utils) reads, in the order of the content or in that of the page. It and the words
are compared in NFKC, which folds ligatures and the presentation forms of Arabic, without the marks that steer direction
and joining, and with all white space as one space, so a line may be broken anywhere between words. In text from right to
left, pdftotext turns round the ligature of lam and alef, and moves numbers, Latin words, spaces and punctuation, where
the PDF is right; of a line with such text, the words and numbers must stand together, in whatever order. Exit status 1
on any line that is missing, or when pdfinfo does not say that the PDF is tagged.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import unicodedata

# Marks that nobody sees: direction, joining, soft hyphen, byte order, and the stretch of Arabic letters.
INVISIBLE = re.compile("[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627\u0644\u0671]{2,}")
READINGS = ((), ("-raw",), ("-layout",))


def folded(text):
    """The text as it is compared."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def right_to_left(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def words(text):
    """The words of a folded text, numbers apart, without what pdftotext gets wrong in text from right to left."""
    found = re.findall(r"\d+|[^\W\d_]+", "".join(c for c in text if not unicodedata.combining(c)))
    return [LAM_ALEF.sub(lambda match: "".join(sorted(match[0])), word) for word in found]


def has(text, line):
    if not right_to_left(line):
        return line in text
    there, wanted = words(text), sorted(words(line))
    return any(there[i] in wanted and sorted(there[i:i + len(wanted)]) == wanted for i in range(len(there)))


def run(*command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if result.returncode:
        sys.exit(f"{command[0]}: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout.decode("utf-8", errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("words", type=pathlib.Path)
    a = parser.parse_args()
    lines = [line for line in a.words.read_text(encoding="utf-8").split("\n") if folded(line)]
    if not lines:
        print(f"{a.words}: has no words", file=sys.stderr)
        return 1
    texts = [folded(run("pdftotext", "-enc", "UTF-8", *reading, str(a.file), "-")) for reading in READINGS]
    missing = [line for line in lines if not any(has(text, folded(line)) for text in texts)]
    tagged = re.search(r"^Tagged:\s+yes$", run("pdfinfo", str(a.file)), re.MULTILINE)
    for line in missing:
        print(f"missing: {line.strip()}")
    if not tagged:
        print("it is not tagged")
    print(f"{a.file}: {len(lines)} lines of words, {len(missing)} missing; {'tagged' if tagged else 'not tagged'}")
    return 1 if missing or not tagged else 0


if __name__ == "__main__":
    sys.exit(main())
