/* Facts made by hand, with good defaults, for the tests of the report. */
#pragma once

#include "service/report/report.h"

/* A line; what is left out is NULL or 0. */
typedef struct {
    const char *account; /* number; NULL: no customer */
    const char *name;
    const char *product; /* "P" when left out */
    const char *category;
    const char *document; /* one of its own when left out */
    const char *day;      /* "2024-05-31" */
    double net;           /* rounded to millionths */
    double cost;
    double quantity; /* 1 when left out; it takes the sign of net */
    gboolean has_cost;
    guint8 flags;
} FactLine;

typedef struct Builder Builder;

Builder *builder_new(const char *currency);
void builder_add(Builder *builder, FactLine line);
/* The same amount on the same day of each of n months, beginning with `day`. */
void builder_add_monthly(Builder *builder, FactLine line, guint n);
/* The facts, with their balance; the builder is gone. */
KamFacts *builder_finish(Builder *builder);

#define ADD(builder, ...) builder_add(builder, (FactLine) { __VA_ARGS__ })
#define ADD_MONTHLY(builder, n, ...) builder_add_monthly(builder, (FactLine) { __VA_ARGS__ }, n)

KamReport *make_report(const KamFacts *facts, KamReportBasis basis);
KamReport *make_report_in(const KamFacts *facts, KamLanguage language);
const KamReportAccount *find_account(const KamReport *report, const char *number);
gboolean has_reason(const KamReportAccount *account, const char *part);
const KamReportGap *find_gap(const KamReport *report, const char *code);
/* A small firm: ten customers over 26 months; one falls, one is silent, one loses money, one has an evil name. */
KamFacts *make_small_firm(void);
/* 800 random lines over 1000 days, the same for the same seed; amounts times `factor`. */
KamFacts *make_random_firm(guint32 seed, double factor, gboolean backwards);
