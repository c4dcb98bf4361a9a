"""Writes the first lines of a sales file as a workbook, typed as a spreadsheet would type them. Arguments: CSV, XLSX, lines."""

import csv
import sys
from datetime import datetime

import xlsxwriter

source, target, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
# Shared strings, as spreadsheets themselves write them: constant_memory would write inline ones.
book = xlsxwriter.Workbook(target)
day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
sheet = book.add_worksheet("Sales")
with open(source, encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    sheet.write_row(0, 0, next(rows))
    for at, row in zip(range(1, limit + 1), rows):
        sheet.write_string(at, 0, row[0])
        sheet.write_string(at, 1, row[1])
        sheet.write_string(at, 2, row[2])
        sheet.write_number(at, 3, int(row[3]))
        sheet.write_datetime(at, 4, datetime.fromisoformat(row[4]), day)
        sheet.write_number(at, 5, float(row[5]))
        if row[6]:
            sheet.write_number(at, 6, int(row[6]))
        sheet.write_string(at, 7, row[7])
book.close()
