"""What te-tui costs, beside a minimal Textual app and beside other programs: `python -m tests.benchmarks`."""
