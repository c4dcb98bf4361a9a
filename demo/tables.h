/* The company's other files: master data as its ERP would export them. */
#pragma once

#include "demo/file.h"
#include "demo/world.h"

/** One function a file: each appends everything to `out`. */
void kam_demo_tables_write_accounts(const KamDemoWorld *world, KamDemoFile *out);
void kam_demo_tables_write_products(const KamDemoWorld *world, KamDemoFile *out);
void kam_demo_tables_write_prices(const KamDemoWorld *world, KamDemoFile *out);
void kam_demo_tables_write_groups(const KamDemoWorld *world, KamDemoFile *out);
void kam_demo_tables_write_agreements(const KamDemoWorld *world, KamDemoFile *out);
void kam_demo_tables_write_competitors(const KamDemoWorld *world, KamDemoFile *out);
