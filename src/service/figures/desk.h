/* Where figures are asked for: the ground that all requests share, and the answers that were worked out on it. The same
 * question on the same state of the data costs the look-up of its text. Safe to share between threads. */
#pragma once

#include "domain/pairs_kept.h"
#include "service/analysis/answer.h"
#include "service/figures/answers.h"
#include "service/figures/ground.h"
#include "service/figures/overview.h"
#include "service/figures/shelf.h"
#include "service/figures/sums.h"

/* What is held, unless settings say otherwise: lines (some 25 million of them) and texts of answers. */
#define KAM_DESK_LINE_BYTES ((gsize)1 << 30)
#define KAM_DESK_ANSWER_BYTES ((gsize)64 << 20)
#define KAM_DESK_FIGURE_BYTES ((gsize)384 << 20)
/* Other currencies whose forecasts are kept ready. */
#define KAM_DESK_CURRENCIES 4
/* Kinds of rows, by their basis, whose forecasts are kept ready in one currency: those asked for last. */
#define KAM_DESK_ROWS 4

typedef struct KamDesk KamDesk;

/** An empty desk; more than these sizes is not held, and KAM_DESK_FIGURE_BYTES of figures. */
KamDesk *kam_desk_new(gsize max_line_bytes, gsize max_answer_bytes);
void kam_desk_free(KamDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDesk, kam_desk_free)

/** Other sizes, before anybody asks. */
void kam_desk_set_limits(KamDesk *desk, gsize max_line_bytes, gsize max_answer_bytes, gsize max_figure_bytes);

/** The ground as of now; unref it when done. */
KamGround *kam_desk_get_ground(KamDesk *desk, KamDb *db, GError **error);
/**
 * A ground in a currency, three letters; the ground itself in its own currency and in NULL. Errors are those of
 * kam_ground_convert(). Unref it when done.
 */
KamGround *kam_desk_convert(KamDesk *desk, KamGround *ground, const char *currency, GError **error);
/** Whether lines are held at all: a ground that is too large is read anew by each request, and nothing of it is worth
 * working out ahead. */
gboolean kam_desk_has_room(KamDesk *desk, const KamGround *ground);
/** Where boards and what they are made of stand. Borrowed. */
KamShelf *kam_desk_get_shelf(KamDesk *desk);

/* What was asked of which state of the data. */
typedef struct {
    const KamAnalysisValues *values; /* checked */
    const GArray *view;              /* ids of the accounts whose lines it reads; NULL: all */
    gint64 version;                  /* filled: of the data */
    gint32 as_of_day;                /* filled: the day as of which the answer speaks */
} KamDeskQuestion;

/**
 * Ask an analysis: the whole answer, as kam_analysis_answer() writes it. Free with g_bytes_unref(). Errors are those of
 * its `make`; KAM_ERROR_INVALID without any line.
 */
GBytes *kam_desk_ask(KamDesk *desk, KamDb *db, KamDeskQuestion *question, GError **error);
/** The same with the first n items of its list. */
GBytes *kam_desk_ask_first(KamDesk *desk, KamDb *db, KamDeskQuestion *question, guint n, GError **error);
/** The item of one account; empty when the answer does not speak of it. */
GBytes *kam_desk_ask_item(KamDesk *desk, KamDb *db, KamDeskQuestion *question, gint64 account_id, GError **error);
/** The whole as a file for people, where the analysis has one (kind.h, `to_file`). */
GBytes *kam_desk_ask_file(KamDesk *desk, KamDb *db, KamDeskQuestion *question, KamLanguage language, GError **error);
/** Ask for sums of a ground: the answer as kam_sums_to_json() writes it. Free with g_bytes_unref(). */
GBytes *kam_desk_sum(KamDesk *desk, KamGround *ground, const KamSumQuestion *question, GError **error);

/** Ask for the overview of a ground. Free with g_bytes_unref(). */
GBytes *kam_desk_overview(KamDesk *desk, KamGround *ground, const KamOverviewQuestion *question, GError **error);
/** Pairs of records that may be the same, which requests share. Borrowed. */
KamPairsKept *kam_desk_get_pairs(KamDesk *desk);
/** Pairs of accounts that may be the same, as of lately; below 0 until somebody has counted them. */
gint64 kam_desk_get_likely_duplicates(KamDesk *desk);
void kam_desk_set_likely_duplicates(KamDesk *desk, gint64 n);

/**
 * Make ready what pages ask for first: the ground, the table of accounts and the overview as they are without a
 * parameter. After this such a request takes milliseconds.
 */
gboolean kam_desk_prepare(KamDesk *desk, KamDb *db, GError **error);
/** Whether figures are worked out ahead; FALSE unless set. */
void kam_desk_set_warm(KamDesk *desk, gboolean is_warm);
gboolean kam_desk_is_warm(KamDesk *desk);
/* Rows whose forecasts are wanted. */
typedef struct {
    KamFiguresBy by;
    KamReportBasis basis;
} KamDeskRows;

/**
 * Forecasts of these rows on this basis, in the currency of the ground, are wanted. By account and by products in the
 * firm's own they are without a word; others of the KAM_DESK_ROWS kinds that were asked for last. Those in another
 * currency until the lines change twice without anybody having asked in between, and of the KAM_DESK_CURRENCIES
 * currencies that were asked for last.
 */
void kam_desk_want_prospects(KamDesk *desk, const KamGround *ground, KamFiguresBy by, KamReportBasis basis);
/** KamDeskRows that are wanted in the currency of the ground, accounts first. Free with g_array_unref(). */
GArray *kam_desk_list_wanted_rows(KamDesk *desk, const KamGround *ground);
/** A word that changes when something else is wanted. Free with g_free(). */
char *kam_desk_dup_wanted(KamDesk *desk);
/** KamGround: this one, and the same in the other currencies that are wanted and fit on the shelf. */
GPtrArray *kam_desk_list_wanted_grounds(KamDesk *desk, KamGround *ground);
/** Whether what is pending on a ground will come by itself. */
gboolean kam_desk_works_ahead(KamDesk *desk, const KamGround *ground);

/**
 * What an answer says of one account: the item of its list as JSON text.
 * @return FALSE when the answer does not speak of it; *out is then untouched.
 */
gboolean kam_desk_find_item(const KamAnalysisKind *kind, GBytes *answer, gint64 account_id, GString *out);
/** Leave the first n items of its list in an answer. */
void kam_desk_cut_list(const KamAnalysisKind *kind, guint n, GString *answer);
/** Take members out of a JSON text by their names, at any depth; of costs and profit for whom may not see them. */
void kam_desk_drop_members(GString *json, const char *const *names);
