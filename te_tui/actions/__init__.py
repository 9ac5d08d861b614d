"""Changes: a plan, its dry run, the run with its journal, and the end of an interrupted one.

    plan = plan_deletion(source.host, chosen, now=server_now(source))
    with Journal.begin(places.journals, plan) as journal:
        report = await Runner(source, archiver, journal, observer).run()

The journal has the whole plan in its first line, a line before each request and one after each answer
(safety rule 13). `Journal.resume` reads nothing else, and a `Runner` on it does what is left to do.
"""
