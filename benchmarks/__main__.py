"""scratch"""
import tempfile, sys
from pathlib import Path
from benchmarks import measuring, site
def main():
    quick = "--quick" in sys.argv
    plan = measuring.Plan(rounds=2, seconds=1.0, most=1500, warm_up=30, open_seconds=4, rest_seconds=1.5) if quick else measuring.Plan()
    with tempfile.TemporaryDirectory() as t:
        t=Path(t)
        f=t/"sqlite"; f.mkdir()
        if "--pg" not in sys.argv:
            print(measuring.measure(f"sqlite:///{f}/site.sqlite3", f"sqlite:///{f}/floor.sqlite3", f, plan))
        if "--sqlite" in sys.argv: return
        f=t/"pg"; f.mkdir()
        with site.postgres(f) as server, server.database() as a, server.database() as b:
            print(measuring.measure(a,b,f,plan))
main()
