"""What the room costs a command that only needs a gate's name."""

import subprocess
import sys


def test_the_shipped_files_load_without_pydantic():
    code = (
        "import sys, yalu.corridors; atlas = yalu.corridors.load();"
        "yalu.corridors.gazetteer(atlas, 'en');"
        "print([name for name in ('pydantic', 'numpy', 'zoneinfo') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
