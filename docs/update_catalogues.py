"""Brings the catalogues up to the words in code and data: what is new comes out empty, stale goes.

Run by ``make messages``; a test holds that nothing is missing or empty.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parents[1]
CATALOGUES = HERE / "riskreg" / "data" / "messages"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def in_code() -> set[tuple[object, object]]:
    """Every message of code and data files, as (id or (one, many), context)."""
    with (HERE / "docs" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(HERE), methods, options, keywords=KEYWORDS)
    return {(message, context) for _file, _line, message, _notes, context in found if message}


def update(path: Path, wanted: set[tuple[object, object]]) -> int:
    """Bring one catalogue up to ``wanted``, its header kept; how many messages lack words."""
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=path.stem)
    held = {(message.id, message.context) for message in catalogue if message.id}
    for message_id, context in held - wanted:
        catalogue.delete(message_id, context)
    for message_id, context in wanted - held:
        catalogue.add(message_id, context=context)
    header = path.read_text("utf-8").partition("\n\n")[0]
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, sort_output=True, omit_header=True)
    path.write_text(f"{header}\n\n{body.getvalue().decode().lstrip()}", "utf-8")
    return sum(not m.string or not all(m.string) for m in catalogue if m.id)


def main() -> None:
    wanted = in_code()
    for path in sorted(CATALOGUES.glob("*.po")):
        print(f"{path.name}: {len(wanted)} messages, {update(path, wanted)} without words")


if __name__ == "__main__":
    main()
