"""The example of docs/simulating-files.md, which the tests of files change."""

import re
from pathlib import Path

_PAGE = (Path(__file__).parents[2] / "docs" / "simulating-files.md").read_text("utf-8")
EXAMPLE: str = re.findall(r"```toml file=tarn\.toml\n(.*?)```", _PAGE, re.S)[0]
