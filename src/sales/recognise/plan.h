/* What was found out about a file: which column is what, and how its cells are to be read. Filled once when a file
 * is opened; the reading of lines then only follows it. */
#pragma once

#include "sales/line.h"
#include "sales/recognise/dates.h"
#include "sales/recognise/numbers.h"
#include "sales/recognise/sample.h"
#include "sales/recognise/synonyms.h"

#define KAM_PREFIX_BYTES 8

/* Why a column is taken for a field. */
typedef enum {
    KAM_SOURCE_NONE,
    KAM_SOURCE_ASKED,
    KAM_SOURCE_PRESET,
    KAM_SOURCE_HEADER,
    KAM_SOURCE_WORDS, /* some words of the header */
    KAM_SOURCE_CONTENT,
} KamSource;

typedef enum {
    KAM_NET_FROM_COLUMN,
    KAM_NET_FROM_PRICE,         /* quantity * price less discount */
    KAM_NET_GROSS_LESS_TAX,     /* gross - tax */
    KAM_NET_GROSS_LESS_PERCENT, /* gross / (1 + percent / 100) */
} KamNetRule;

typedef enum { KAM_CREDIT_BY_KIND, KAM_CREDIT_BY_PREFIX, KAM_CREDIT_BY_SIGN } KamCreditRule;

typedef enum { KAM_STATUS_WORDS, KAM_STATUS_FLAG, KAM_STATUS_ERPNEXT, KAM_STATUS_DOLIBARR } KamStatusScheme;
typedef enum { KAM_KIND_WORDS, KAM_KIND_FLAG, KAM_KIND_DOLIBARR } KamKindScheme;

/* Signs to turn, first index: 0 on invoices, 1 on credits. */
typedef struct {
    gboolean quantity[2];
    gboolean net[2];
    gboolean cost[2];
} KamFlips;

typedef struct {
    KamTableFormat table_format;
    const KamPreset *preset; /* NULL when none fits */

    guint64 header_row;      /* source row; 0: the file has none */
    guint64 last_header_row; /* rows up to it are no data */
    guint n_columns;

    int column[KAM_FIELD_N];    /* -1: not in this file */
    guint8 source[KAM_FIELD_N]; /* KamSource */
    int rival[KAM_FIELD_N];     /* the next best column; -1 without any */
    KamNumberFormat number[KAM_FIELD_N];
    KamDateFormat date;
    gboolean strips_zero_fraction[KAM_FIELD_N]; /* numbers of customers written "13085.0" */
    gboolean product_in_brackets;               /* "[P0369] Article" */

    KamNetRule net_rule;
    gboolean discount_is_fraction; /* 0.05 for 5 percent */
    gboolean price_is_list;        /* quantity * price is the value before discount */

    gboolean fills_down; /* continuation rows leave the cells of their document empty */
    int group_column;    /* a name alone in this column belongs to the rows below; -1: none */
    KamLineField group_field;

    KamCreditRule credit_rule;
    char credit_prefix[KAM_PREFIX_BYTES]; /* of document numbers */
    KamKindScheme kind_scheme;
    KamStatusScheme status_scheme;
    gboolean untyped_is_note;   /* a line without type is a comment */
    gboolean has_invoice_kinds; /* so that orders and offers beside them are no sales */
    KamFlips flips;

    char currency[4]; /* of files that show it only in cells or headers; "" when unknown */
} KamPlan;
