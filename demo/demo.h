/* The demonstration company: a Serbian industrial distributor made from a seed, with the truth
 * about its customers beside its files. docs/demo.md describes the world and every field. */
#pragma once

#include <glib.h>

#include "base/error.h"

#define KAM_DEMO_MAX_SCALE 100
#define KAM_DEMO_MAX_YEARS 10

typedef struct {
    const char *folder; /* made when missing; files of the same names are replaced */
    guint64 seed;
    guint scale;  /* 1..KAM_DEMO_MAX_SCALE: multiplies customers, groups and lines, not articles or sellers */
    guint years;  /* 1..KAM_DEMO_MAX_YEARS */
    gint32 until; /* last day of the period */
} KamDemoOptions;

/* What was written to sales.csv. */
typedef struct {
    guint64 lines, documents, accounts, products;
    gint64 net_minor;
} KamDemoSummary;

/** Seed 1, scale 1, three years until 2025-12-31; the folder is left NULL. */
void kam_demo_options_init(KamDemoOptions *options);

/**
 * Make the company and write sales.csv, accounts.csv, products.csv, prices.csv, groups.csv, agreements.csv,
 * payments.csv, competitors.csv and truth.json. The same options give the same bytes.
 *
 * The files appear together at the end: on failure those of an earlier run stay as they were.
 *
 * @param summary  may be NULL; written on success.
 * @return FALSE with KAM_ERROR_USAGE for options out of range, KAM_ERROR_IO when a file cannot be written.
 * Cost: about a second a million lines; memory grows with customers and days, not with lines.
 */
gboolean kam_demo_write(const KamDemoOptions *options, KamDemoSummary *summary, GError **error);
