"""`python -m yalu`: the same as the command `yalu`."""

from yalu.desk.cli import main

raise SystemExit(main())
