#!/usr/bin/env python3
"""Makes the PDF and DOCX fixtures from en.md and ko.md, with programs that people use:

    LibreOffice (PDF, DOCX), Typst (PDF, one and two columns), Chromium's print (PDF, one and two columns), python-docx (DOCX).

    pip install typst python-docx; apt-get install libreoffice-writer-nogui chromium fonts-noto-cjk fonts-dejavu
    python3 make.py
"""
import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
import typst

HERE = Path(__file__).parent
FONTS = {"en": "DejaVu Sans", "ko": "Noto Sans CJK KR"}
# Sections of the narrow column of two-column layouts, in the order of the page.
SIDE = {"Skills", "Languages", "Certifications", "기술 스택", "어학", "자격증"}


def blocks(text):
    """(kind, text) for each line: h1, h2, h3, li, p."""
    for line in text.splitlines():
        if not line.strip():
            continue
        match = re.match(r"(#{1,3}|-) (.*)", line)
        kind = {"#": "h1", "##": "h2", "###": "h3", "-": "li"}[match[1]] if match else "p"
        yield kind, (match[2] if match else line)


def sections(text):
    """The blocks before the first heading of the second level, and those of each section."""
    head, parts = [], []
    for kind, words in blocks(text):
        if kind == "h2":
            parts.append((words, []))
            parts[-1][1].append((kind, words))
        else:
            (parts[-1][1] if parts else head).append((kind, words))
    return head, parts


def to_html(items):
    out, inside = [], False
    for kind, words in items:
        if inside != (kind == "li"):
            out.append("</ul>" if inside else "<ul>")
            inside = not inside
        out.append(f"<{kind}>{html.escape(words)}</{kind}>")
    return "\n".join(out + (["</ul>"] if inside else []))


def page(body, lang):
    style = (
        f"body{{font:10pt/1.5 '{FONTS[lang]}',sans-serif}} h1{{font-size:20pt}} h2{{font-size:13pt}} h3{{font-size:11pt}}"
        " .two{display:grid;grid-template-columns:32% 1fr;gap:24pt}"
    )
    return f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>x</title><style>{style}</style><body>{body}</body></html>'


def two_columns(text, wrap, whole, side, main):
    head, parts = sections(text)
    narrow = [item for title, items in parts if title in SIDE for item in items]
    wide = [item for title, items in parts if title not in SIDE for item in items]
    return wrap(whole(head), side(narrow), main(wide))


def to_typst(items):
    signs = {"h1": "= ", "h2": "== ", "h3": "=== ", "li": "- ", "p": "\n"}
    escape = lambda words: re.sub(r"([#$*_@<>\\`~/])", r"\\\1", words)
    return "\n".join(signs[kind] + escape(words) + ("\n" if kind == "p" else "") for kind, words in items)


def chromium(source, target):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(source, encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}", path.as_uri()],
            check=True,
            capture_output=True,
        )


def libreoffice(source, kind, target):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(source, encoding="utf-8")
        subprocess.run(["soffice", "--headless", "--convert-to", "odt:writer8", "--outdir", folder, path], check=True, capture_output=True)
        to = {"docx": "docx:MS Word 2007 XML"}.get(kind, kind)
        subprocess.run(["soffice", "--headless", "--convert-to", to, "--outdir", folder, Path(folder) / "page.odt"], check=True, capture_output=True)
        shutil.copy(Path(folder) / f"page.{kind}", target)


def word(items, target):
    document = docx.Document()
    for kind, words in items:
        if kind == "li":
            document.add_paragraph(words, style="List Bullet")
        elif kind == "p":
            document.add_paragraph(words)
        else:
            document.add_heading(words, level=int(kind[1]))
    document.save(target)


def main():
    for lang in ["en", "ko"]:
        text = (HERE / f"{lang}.md").read_text(encoding="utf-8")
        items = list(blocks(text))
        plain = page(to_html(items), lang)
        chromium(plain, HERE / f"{lang}-chromium.pdf")
        wrap = lambda head, side, rest: page(f'{head}<div class="two"><div>{side}</div><div>{rest}</div></div>', lang)
        chromium(two_columns(text, wrap, to_html, to_html, to_html), HERE / f"{lang}-chromium-two.pdf")
        libreoffice(plain, "pdf", HERE / f"{lang}-libreoffice.pdf")
        libreoffice(plain, "docx", HERE / f"{lang}-libreoffice.docx")
        word(items, HERE / f"{lang}-python.docx")
        setup = f'#set text(font: "{FONTS[lang]}", size: 10pt)\n#set page(paper: "a4")\n'
        columns = lambda head, side, rest: f"{head}\n#grid(columns: (32%, 1fr), gutter: 24pt, [\n{side}\n], [\n{rest}\n])\n"
        for name, body in [("typst", to_typst(items)), ("typst-two", two_columns(text, columns, to_typst, to_typst, to_typst))]:
            with tempfile.NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as file:
                file.write(setup + body)
                file.flush()
                typst.compile(file.name, output=str(HERE / f"{lang}-{name}.pdf"))


main()
