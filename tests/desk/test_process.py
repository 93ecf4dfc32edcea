"""The program as a process: exit statuses, pipes, interruption, a whole demo."""

import json
import os
import signal
import subprocess
import time

import pytest

from desk.conftest import PROGRAM, process

SERVICE = "dandong-sinuiju/rail"


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["status", SERVICE], 0),
        (["status", "nampo/sea", "--known-by", "2010-01-01"], 1),
        (["status", "nowhere/rail"], 2),
    ],
)
def test_exit_statuses_reach_the_shell(book, tmp_path, args, status):
    done = process(*args, "--casebook", book, cwd=tmp_path)
    assert done.returncode == status
    assert done.stderr.count(b"\n") == (0 if status == 0 else 1)


def test_nothing_but_json_reaches_standard_output(book, tmp_path):
    done = process("timeline", SERVICE, "--json", "--casebook", book, cwd=tmp_path)
    days = [json.loads(line)["day"] for line in done.stdout.decode().splitlines()]
    assert days == sorted(set(days))
    assert done.stderr == b""


def test_a_reader_that_leaves_early_is_no_error(book, tmp_path):
    command = [*PROGRAM, "timeline", "--json", "--casebook", str(book)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as running:
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_an_interruption_is_quiet_and_says_so_in_the_status(tmp_path):
    command = [*PROGRAM, "read", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        # A job in the background of a shell would have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        time.sleep(5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == b""
    assert err.strip() == b""


def test_output_is_utf8_in_any_locale(book, tmp_path):
    done = subprocess.run(
        [*PROGRAM, "brief", SERVICE, "--casebook", str(book)],
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert "–" in done.stdout.decode("utf-8")


def test_the_demo_makes_a_casebook_a_page_and_can_be_repeated(tmp_path):
    first = process("demo", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["yalu-demo.db", "yalu-demo.html"]
    text = first.stdout.decode()
    assert text.startswith(("Freight rail at Dandong", "On "))
    assert "open yalu-demo.html in a browser" in text
    again = process("demo", cwd=tmp_path)
    assert again.stdout == first.stdout
    told = process("status", SERVICE, "--casebook", "yalu-demo.db", cwd=tmp_path)
    assert told.returncode == 0
