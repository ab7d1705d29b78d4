"""A small pack on disk that can be delivered again, changed."""

from __future__ import annotations

from pathlib import Path

ROWS = (
    "id,subject,relation,object,valid_from,valid_to,source,quote,confidence",
    "r1,a,MANUFACTURES_FOR,b,2018,,s,words,",
    "r2,a,MANUFACTURES_FOR,c,2018,,s,words,",
    "r3,b,OWNS,c,2018,,s,words,",
    "r4,a,ACQUIRED,c,2017,,s,words,",
)


class Delivery:
    """The pack `cars`; each call writes it anew, with other statements and another day. `more` are
    further columns; what a row lacks at its end is empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        entities = "key,kind,name\na,Company,Alpha\nb,Company,Beta\nc,Company,Gamma\n"
        (folder / "entities.csv").write_text(entities)
        sources = "key,title,publisher,kind,published\ns,T,P,press,2020\nt,U,P,press,2024\n"
        (folder / "sources.csv").write_text(sources)

    def __call__(self, *rows: str, day: str = "2026-01-01", more: str = "") -> str:
        about = f"name: cars\ntitle: Cars\nretrieved: {day}\n"
        (self.folder / "dataset.yaml").write_text(about)
        head = f"{ROWS[0]},{more}" if more else ROWS[0]
        whole = [each + "," * (head.count(",") - each.count(",")) for each in rows]
        (self.folder / "statements.csv").write_text("\n".join((head, *whole, "")))
        return str(self.folder)
