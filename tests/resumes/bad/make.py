#!/usr/bin/env python3
"""Makes files that cannot be read: a scan, a locked PDF, one of too many pages, a page and an archive that unpack to too much.

    pip install pypdf
"""
import io
import zipfile
import zlib
from pathlib import Path

from pypdf import PdfReader, PdfWriter

HERE = Path(__file__).parent


def pdf(*objects):
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(text, rest=""):
    return f"<< /Length {len(text)} {rest} >>\nstream\n{text}\nendstream"


image = stream("\x7f" * 8, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray")
page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>"
scan = pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream("612 0 0 792 0 0 cm /I Do"), image)
(HERE / "scan.pdf").write_bytes(scan)

writer = PdfWriter(PdfReader(io.BytesIO(scan)))
writer.encrypt("secret")
writer.write(HERE / "locked.pdf")

pages = pdf("<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{'3 0 R ' * 1000}] /Count 1000 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
(HERE / "pages.pdf").write_bytes(pages)

drawn = zlib.compress(zlib.compress(b"BT /F 12 Tf (a) Tj ET " * 2_000_000, 9), 9).decode("latin-1")
text = page.replace("/XObject << /I", "/Font << /F")
bomb = pdf(
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    text,
    stream(drawn, "/Filter [/FlateDecode /FlateDecode]"),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)
(HERE / "bomb.pdf").write_bytes(bomb)

with zipfile.ZipFile(HERE / "bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    archive.writestr("word/document.xml", "<w:p><w:r><w:t>" + "a" * (20 << 20) + "</w:t></w:r></w:p>")
