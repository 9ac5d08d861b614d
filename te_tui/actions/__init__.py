"""Changing snapshots: a plan, its dry run, the run with its journal, and resuming an interrupted run.

    plan = plan_deletion(source.host, chosen, now=server_now(source))
    with Journal.begin(places.journals, plan) as journal:
        report = await Runner(source, archiver, journal, observer).run()

The journal has the whole plan in its first line, then a line before each request and after each answer
(safety rule 13). `Journal.resume` needs only the journal, and a `Runner` carries out its remaining changes.
"""
