/* What previews of sales, lists and records share. */
#pragma once

#include "sales/line.h"
#include "sales/recognise/sample.h"
#include "service/import/preview.h"

typedef enum { KAM_PREVIEW_UNREAD, KAM_PREVIEW_TAKEN, KAM_PREVIEW_SKIPPED, KAM_PREVIEW_REFUSED } KamPreviewState;

/* Why a cell or row cannot be read; texts are owned. */
typedef struct {
    guint64 row;  /* the first such */
    guint column; /* from 1; 0: the whole row */
    char *field;  /* NULL: none */
    char *value, *reason;
    guint64 count; /* of rows of the sample */
} KamPreviewFault;

/* A row to be shown; texts are owned. */
typedef struct {
    guint64 number;
    GPtrArray *cells;
    KamPreviewState state;
    char *values;        /* JSON object of what was read; NULL: nothing */
    const char *skipped; /* static: why it is no line; NULL otherwise */
    GArray *faults;      /* KamPreviewFault, one a cell */
} KamPreviewRow;

typedef struct {
    const KamWork *work;
    const KamPreviewWish *wish;
    KamJson *json;
    KamQuestions questions;
    GArray *assumed;   /* gint, one a question: which answer holds until a person gives one; -1: none */
    GArray *rows;      /* KamPreviewRow */
    GArray *faults;    /* KamPreviewFault, of all rows of the sample */
    guint n_columns;   /* of the widest row */
    guint64 last_row;  /* of the sample: lines are counted up to it */
    gboolean is_whole; /* the sample is the file */
    guint64 taken, skipped, refused;
    GPtrArray *profiles; /* names of saved profiles that the file looks like */
} KamPreview;

/** Empty; release it with kam_preview_clear(). What is given is borrowed. */
void kam_preview_init(KamPreview *preview, const KamWork *work, const KamPreviewWish *wish, KamJson *json);
void kam_preview_clear(KamPreview *preview);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamPreview, kam_preview_clear)

/** Keep the rows behind the header that are shown, as they stand. */
void kam_preview_take_rows(KamPreview *preview, const KamSample *sample, guint64 last_header_row);
/** Note the saved profiles of the kind that the file looks like. */
gboolean kam_preview_find_profiles(KamPreview *preview, const KamSample *sample, GError **error);
/** The shown row of a number; NULL when it is not shown. */
KamPreviewRow *kam_preview_find_row(const KamPreview *preview, guint64 number);
/** Note why a row is refused: at the row, and counted with others of the same reason. */
void kam_preview_add_fault(KamPreview *preview, guint64 row, guint column, const char *field, const char *value,
                           const char *reason);
/** Note which answer of a question holds until a person gives one, or that none does. */
void kam_preview_assume(KamPreview *preview, int answer);

/** Member "source": format, packing, encoding, delimiter, sheets. */
void kam_preview_write_source(KamPreview *preview, const KamTableFacts *facts, const char *const *sheets);
/** Begin the array "columns" and write it whole. `field_of` gives the field of a column from 0, NULL for none. */
void kam_preview_write_columns(KamPreview *preview, const char *const *headers,
                               const char *(*field_of)(gpointer data, guint column), gpointer data);
/** Members "rows", "counts", "faults", "questions", "profiles". */
void kam_preview_write_rest(KamPreview *preview);
/** Member "fault": why nothing can be read yet, without the file's path; NULL: null. */
void kam_preview_write_fault(KamPreview *preview, const GError *fault);

/** Invoice lines: all members. */
gboolean kam_preview_sales(KamPreview *preview, GError **error);
/** A list of customers or articles. */
gboolean kam_preview_list(KamPreview *preview, GError **error);
/** Records of any other type. */
gboolean kam_preview_records(KamPreview *preview, GError **error);

/* --- what is known of customers and articles --- */

typedef struct KamPreviewMatches KamPreviewMatches;
/** Begin; NULL when the charge rules cannot be read. */
KamPreviewMatches *kam_preview_matches_new(const KamWork *work, GError **error);
void kam_preview_matches_free(KamPreviewMatches *matches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPreviewMatches, kam_preview_matches_free)
/** Remember the customer and the article of a line. */
void kam_preview_matches_add(KamPreviewMatches *matches, const KamLine *line);
/** Members "alike", "charges" and "matches": what is known, what is new, what looks like something known. */
gboolean kam_preview_matches_to_json(const KamPreviewMatches *matches, KamJson *json, GError **error);
