"""pandas: read the sales file, parse its dates, clean it, sum it by account, and by account and month. Prints its own seconds,
without the time it takes to load pandas itself."""

import json
import sys
import time

import pandas

start = time.perf_counter()
lines = pandas.read_csv(sys.argv[1], dtype={"Invoice": str, "StockCode": str, "Customer ID": str})
lines["InvoiceDate"] = pandas.to_datetime(lines["InvoiceDate"], format="%Y-%m-%d %H:%M:%S")
lines["net"] = lines["Quantity"] * lines["Price"]
sales = lines[lines["Customer ID"].notna() & (lines["Price"] > 0) & (lines["Quantity"] > 0) & ~lines["Invoice"].str.startswith("C")]
accounts = sales.groupby("Customer ID").agg(net=("net", "sum"), last=("InvoiceDate", "max"), documents=("Invoice", "nunique"))
months = sales.groupby(["Customer ID", sales["InvoiceDate"].dt.to_period("M")])["net"].sum()
print(json.dumps({"seconds": time.perf_counter() - start, "lines": len(lines), "accounts": len(accounts), "cells": len(months)}))
