/* An invoice line as read from a file: typed, checked, but not yet matched to anything stored. */
#pragma once

#include "base/date.h"
#include "base/decimal.h"
#include "sales/field.h"
#include "sales/question.h"
#include "sales/table.h"

typedef struct {
    const char *text; /* trimmed; valid until the next line; length 0 when absent */
    guint32 length;
} KamSlice;

enum {
    KAM_LINE_CREDIT = 1 << 0,      /* stands on a credit document */
    KAM_LINE_NO_POSITION = 1 << 1, /* the file has no position column: the ordinal within the document is used */
    KAM_LINE_HAS_PRICE = 1 << 2,
    KAM_LINE_HAS_COST = 1 << 3,
};

typedef struct {
    guint64 row; /* source row */
    guint32 flags;
    gint32 day;
    gint32 position; /* from the file, or the ordinal within the document (1, 2, ...) */
    KamSlice document, account_number, account_name, tax_number, country, ship_to;
    KamSlice product_number, product_name, category, unit, currency, seller;
    gint64 quantity_micro; /* signed: negative on credits */
    gint64 net_micro; /* signed, after discount, without tax; computed once by kam_decimal_mul_* when the file has no
                         net */
    gint64 discount_micro; /* list value minus net; 0 when unknown */
    gint64 cost_micro;     /* of the line, signed like net; only with KAM_LINE_HAS_COST */
    KamDecimal price;      /* as in the file, exact; only with KAM_LINE_HAS_PRICE */
} KamLine;

/* Why a row was not taken as a line. */
typedef struct {
    guint64 row;
    guint column;       /* 1-based, 0 when it concerns the whole row */
    KamLineField field; /* KAM_FIELD_N when none */
    char *value;        /* as in the file */
    char *reason;       /* one sentence: what is wrong and the way out */
} KamReject;
void kam_reject_clear(KamReject *reject);

typedef enum {
    KAM_LINE_TAKEN,   /* *line is filled */
    KAM_LINE_SKIPPED, /* no line by nature: title, subtotal, blank, section, cancelled or advance document (counted by
                         reason) */
    KAM_LINE_REFUSED, /* *reject is filled */
    KAM_LINE_END,
    KAM_LINE_FAILED, /* the file cannot be read further */
} KamLineResult;

/* Options of recognition, all optional; they override what is found. */
typedef struct {
    KamTableOptions table;
    const char *preset; /* "odoo", "erpnext", "dolibarr", "business_central", "sap_business_one", "quickbooks",
                           "pantheon"; NULL: find out */
    const char *map[KAM_FIELD_N]; /* column header, letter ("C") or number ("3") of a field; "" = the field is not in
                                     this file; NULL: find out */
    char decimal_point;           /* '.' or ','; 0: find out */
    KamDateOrder date_order;
    gboolean has_date_order;
    guint header_row;           /* 1-based; 0: find out */
    const char *currency;       /* of files without a currency column */
    gboolean amounts_are_gross; /* the only amount has tax in it: needs tax or tax_percent */
    KamQuestions *questions;    /* told what is ambiguous, with the answers there are; NULL: the message is enough */
    guint64 max_rows; /* looked at for what the first rows leave open: what is open then is ambiguous; 0: the whole
                         file */
} KamLineOptions;

/* Counts by reason of what was read but is no line. */
typedef struct {
    guint64 rows_read;   /* lines of sales documents: those taken and those refused; what is counted below is not among
                            them */
    guint64 layout_rows; /* blank, title, header, group head and subtotal rows */
    guint64 cancelled;   /* lines of cancelled and draft documents */
    guint64 advance;     /* lines of advance invoices */
    guint64 not_product; /* section and note rows, tax and payment rows of journals */
    guint64 refused;
    guint64 refused_unread;   /* of these, rows whose amount cannot be read either */
    gint64 refused_net_micro; /* the sum of the others, as the file writes them */
} KamLineCounts;

typedef struct KamLineReader KamLineReader;

/** Open a file, find out what its columns mean. Fails with KAM_ERROR_AMBIGUOUS when a choice has to be made by a person
 * (the message names the option). */
KamLineReader *kam_line_reader_open(const char *path, const KamLineOptions *options, GError **error);
/** The same on a table that is open already; the reader owns it from now on, on failure too. `name` stands for the path
 * in messages. */
KamLineReader *
kam_line_reader_open_table(KamTable *table, const char *name, const KamLineOptions *options, GError **error);
/**
 * The same for somebody who only looks: what a person can mend is no failure.
 * @param[out] fault  why no line can be read yet; NULL when they can. Until then the reader knows headers and columns
 * as far as they were found, and kam_line_reader_next() is not to be called.
 * @return NULL when the file cannot be read at all.
 */
KamLineReader *
kam_line_reader_open_to_look(const char *path, const KamLineOptions *options, GError **fault, GError **error);
void kam_line_reader_free(KamLineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamLineReader, kam_line_reader_free)

/** The next line; slices in it live until the next call. `reject` is written only on KAM_LINE_REFUSED; clear it with
 * kam_reject_clear(). */
KamLineResult kam_line_reader_next(KamLineReader *reader, KamLine *line, KamReject *reject, GError **error);
void kam_line_reader_get_counts(const KamLineReader *reader, KamLineCounts *counts);
void kam_line_reader_get_progress(const KamLineReader *reader, guint64 *done, guint64 *total);

/** The cells of the row just read, for the rejects file ("the row as it was"). */
const KamRow *kam_line_reader_get_row(const KamLineReader *reader);
/** Header texts, one per column, NULL-terminated; owned by the reader. */
const char *const *kam_line_reader_get_headers(const KamLineReader *reader);

/* What was recognised and why: for --dry-run, the page, and profiles. */
typedef struct {
    const char
        *what; /* "delimiter", "decimal point", "date order", "header row", "preset", "field account_number" ... */
    const char *value; /* ";" , "," , "day month year", "1", "odoo", "column 7 'Customer ID'" */
    const char *why;   /* one sentence */
} KamFinding;
const KamFinding *kam_line_reader_get_findings(const KamLineReader *reader, gsize *n);

/* How sure it is that a column is a field. */
typedef enum {
    KAM_CERTAINTY_NONE,   /* there is no column */
    KAM_CERTAINTY_HINT,   /* some words of the header, or what the column holds */
    KAM_CERTAINTY_HEADER, /* the header says so */
    KAM_CERTAINTY_PRESET, /* so does the preset of a system */
    KAM_CERTAINTY_ASKED,
} KamCertainty;
/** Column of a field, from 0; -1 without. `certainty` may be NULL; *rival is the next best column, -1 without. */
int kam_line_reader_get_column(const KamLineReader *reader, KamLineField field, KamCertainty *certainty, int *rival);
/** What the table was recognised as. */
void kam_line_reader_get_facts(const KamLineReader *reader, KamTableFacts *facts);

/* How the file is read, in the words of its settings (sales/setting.h). */
typedef struct {
    const char *preset;                  /* NULL: none */
    const char *date_order;              /* "dmy"; NULL while unknown */
    char decimal;                        /* of the amounts; 0 while unknown or of no matter */
    guint64 header_row, last_header_row; /* 0: none */
    const char *currency;                /* of files that show it only in cells or headers; NULL: not known */
    const char *net_rule;                /* "net", "price", "gross_less_tax", "gross_less_percent" */
} KamReading;
void kam_line_reader_get_reading(const KamLineReader *reader, KamReading *reading);
/** The mapping as a profile: JSON text that kam_line_options_load_profile() reads back. */
char *kam_line_reader_to_profile(const KamLineReader *reader);
/** Read a profile back: what the options do not say yet is taken from it. Texts go into `texts`. KAM_ERROR_INVALID when
 * it is none; the options are then unchanged. */
gboolean kam_line_options_load_profile(KamLineOptions *options, const char *json, GStringChunk *texts, GError **error);
