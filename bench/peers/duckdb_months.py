"""DuckDB: from the sales file to account x month, with no table kept. Arguments: file, threads. Prints its own seconds."""

import json
import sys
import time

import duckdb

start = time.perf_counter()
connection = duckdb.connect(":memory:", config={"threads": int(sys.argv[2])})
cells = connection.execute(
    """SELECT "Customer ID" AS account, date_trunc('month', InvoiceDate) AS month, sum(Quantity * Price) AS net, count(*) AS lines
       FROM read_csv($1, header = true, columns = {'Invoice': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR',
            'Quantity': 'BIGINT', 'InvoiceDate': 'TIMESTAMP', 'Price': 'DECIMAL(18,4)', 'Customer ID': 'VARCHAR', 'Country': 'VARCHAR'})
       GROUP BY ALL""",
    [sys.argv[1]],
).fetchall()
print(json.dumps({"seconds": time.perf_counter() - start, "cells": len(cells)}))
