"""What is slow to import, so that nothing may import it before it is used."""

HEAVY = frozenset(
    "alembic altair click distributed feedparser httpx jinja2 numba numpy pandas pyarrow pydantic pypdf rich sqlalchemy "
    "trafilatura vl_convert".split()
)
