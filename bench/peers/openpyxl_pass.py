"""openpyxl: one read-only pass over a workbook. Prints its own seconds of processor time."""

import json
import sys
import time

import openpyxl

start = time.process_time()
rows = 0
total = 0.0
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(min_row=2, values_only=True):
    rows += 1
    total += row[3] * row[5]
print(json.dumps({"seconds": time.process_time() - start, "lines": rows, "net": round(total, 2)}))
