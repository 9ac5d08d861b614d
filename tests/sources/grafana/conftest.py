from tests.sources.grafana.at_hand import FIXTURES

# A clone alone has bodies of its own making; the vendor's answers are compared with where they are at hand.
collect_ignore = [] if FIXTURES else ["test_vendor_decode.py", "test_vendor_tables.py"]
