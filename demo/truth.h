/* truth.json: what is so in this world, for tests that ask whether Kamen finds it. docs/demo.md explains each field. */
#pragma once

#include "demo/file.h"
#include "demo/totals.h"

/** Append the whole truth to `out`; after the last document was written. */
void kam_demo_truth_write(const KamDemoWorld *world, const KamDemoTotals *totals, KamDemoFile *out);
