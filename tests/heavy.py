"""What is slow to import, so that nothing may import it before it is used."""

HEAVY = frozenset(
    "alembic altair click feedparser httpx jinja2 numba numpy pandas pydantic pypdf rich sqlalchemy "
    "trafilatura vl_convert".split()
)
