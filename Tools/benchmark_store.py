#!/usr/bin/env python3
"""Compares storing reports with reading them alone, on two cores. Python 3.9+, standard library only.

    benchmark_store.py FILE.jsonl[.gz]... [--count 10000] [--program .build/release/constat]

The first COUNT records of the files are read by two `constat code` at the same time, half each, with the records thrown
away; then one `constat add` stores all of them in a new store. Printed: seconds, processor seconds, claims, and the peak
memory of `add`; then how fast `add` was against reading. Ends with 1 if that is below a half, if memory reached 400 MB,
or if the two found different numbers of claims. A second `add` of the same shows what it costs to know them all.
"""
import argparse
import csv
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time

LEAST_RATIO = 0.5
MOST_MEGABYTES = 400


def lines(paths, count):
    taken = 0
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rb") as file:
            for line in file:
                if taken == count:
                    return
                taken += 1
                yield line if line.endswith(b"\n") else line + b"\n"


class Timed:
    """Processes run side by side: wall seconds, processor seconds, and the largest peak memory among them."""

    def __init__(self, commands, outputs):
        start = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        running = [
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)
            for command, output in zip(commands, outputs)
        ]
        self.megabytes = 0
        for process in running:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                sys.exit(f"{' '.join(process.args)} ended with {process.returncode}")
            unit = 1 if sys.platform == "darwin" else 1024
            self.megabytes = max(self.megabytes, usage.ru_maxrss * unit / 1e6)
        self.seconds = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def row(self, name, claims):
        return (
            f"{name:<22}{self.seconds:9.1f} s {self.processor:9.1f} CPU s {claims:8} claims"
            f" {claims / self.seconds:9.1f} claims/s   peak {self.megabytes:.0f} MB"
        )


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--program", default=".build/release/constat")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        halves = [os.path.join(folder, f"half{number}.jsonl") for number in (0, 1)]
        whole, store = os.path.join(folder, "all.jsonl"), os.path.join(folder, "s.constat")
        count = 0
        with open(whole, "wb") as every, open(halves[0], "wb") as one, open(halves[1], "wb") as other:
            for count, line in enumerate(lines(given.files, given.count), 1):
                every.write(line)
                (one if count % 2 else other).write(line)
        print(f"{count} documents")

        records = [path + ".records" for path in halves]
        outputs = [open(path, "wb") for path in records]
        reading = Timed([[given.program, "code", half, "--format", "csv"] for half in halves], outputs)
        # One row a claim, and a header each.
        read = sum(sum(1 for _ in csv.reader(open(path, encoding="utf-8", newline=""))) - 1 for path in records)
        print(reading.row("reading alone", read))

        command = [given.program, "add", whole, "--store", store]
        table = os.path.join(folder, "added.tsv")
        with open(table, "wb") as output:
            adding = Timed([command], [output])
        cells = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")]
        added = sum(int(row[3]) for row in cells if row[0] == "added")
        print(adding.row("adding to a store", added))
        again = Timed([command], [subprocess.DEVNULL])
        print(f"{'adding the same again':<22}{again.seconds:9.1f} s {again.processor:9.1f} CPU s")
        print(f"store: {os.path.getsize(store) / 1e6:.0f} MB; reports: {os.path.getsize(whole) / 1e6:.0f} MB")

        ratio = reading.seconds / adding.seconds
        print(f"storing at {ratio:.2f} of the speed of reading (by processor time {reading.processor / adding.processor:.2f})")
        known = sum(row[0] == "known" for row in cells)
        if known == 0 and added != read:
            sys.exit(f"{read} claims were read, {added} stored")
        if ratio < LEAST_RATIO or adding.megabytes >= MOST_MEGABYTES:
            sys.exit("too slow, or too much memory")


if __name__ == "__main__":
    main()
