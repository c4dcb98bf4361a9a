/* What an analysis can be asked: a table with a row for each parameter, and the values of one question, read from
 * texts. The options of the command line, the parameters of the API and what a run keeps are all derived from the
 * table. */
#pragma once

#include "base/json.h"
#include "service/analysis/scope.h"

typedef enum {
    KAM_ASK_INT = 1,
    KAM_ASK_DOUBLE,
    KAM_ASK_TEXT,
    KAM_ASK_FLAG,
    KAM_ASK_CHOICE, /* one of .choices */
    KAM_ASK_DAY,    /* 2026-03-31 */
} KamAskKind;

typedef struct {
    const char *name; /* "horizon": --horizon, ?horizon= and the member of a run's parameters; NULL ends a table */
    KamAskKind kind;
    char letter;                      /* -b; 0: none */
    const char *default_value;        /* of numbers, as text; others without a value are absent */
    double min, max;                  /* of numbers, both included */
    const char *unit;                 /* of numbers, in refusals: "months"; NULL: none */
    const char *const *choices;       /* ends with NULL */
    const char *placeholder;          /* "MONTHS", in the help of the command line; NULL for flags */
    const char *help, *help_sr;       /* lower case, no full stop */
    gboolean not_in_csv;              /* shapes JSON and text alone: refused with --csv */
    gboolean needs_margin;            /* with it costs and profit could be drawn out of the answer */
    char *(*check)(const char *text); /* of texts: what is wrong with it, newly allocated; NULL when nothing is */
} KamAnalysisParameter;

typedef struct {
    gint64 integer;
    double number;
    char *text; /* of texts, choices and days as given; NULL when absent */
    gboolean flag;
} KamAnalysisValue;

typedef struct KamAnalysisKind KamAnalysisKind;
typedef struct KamAnalysisContext KamAnalysisContext;

/* The values of one question, those that all analyses share first, then the analysis's own. */
typedef struct {
    const KamAnalysisKind *kind;
    const KamAnalysisContext *context; /* set by who asks; NULL: nothing is known beside the lines */
    guint n;
    KamAnalysisValue *list;
} KamAnalysisValues;

/** Told of each fault: the parameter's name, and what is wrong and the way out, to be read behind that name. */
typedef void (*KamAnalysisRefuse)(gpointer data, const char *parameter, const char *detail);

/** How many parameters a kind has, shared ones included, and each of them. */
guint kam_analysis_n_parameters(const KamAnalysisKind *kind);
const KamAnalysisParameter *kam_analysis_parameter(const KamAnalysisKind *kind, guint i);

/** What it takes, in words: "3 to 60", "line or month". Free with g_free(). */
char *kam_analysis_parameter_dup_takes(const KamAnalysisParameter *parameter);

/** All at their defaults. */
void kam_analysis_values_init(KamAnalysisValues *values, const KamAnalysisKind *kind);
void kam_analysis_values_clear(KamAnalysisValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAnalysisValues, kam_analysis_values_clear)
/** Set one from a text. FALSE after refusing when there is no such parameter or the text is no value of its kind. */
gboolean kam_analysis_values_set(KamAnalysisValues *values, const char *name, const char *text,
                                 KamAnalysisRefuse refuse, gpointer data);
/** Hold all values against their ranges, choices and each other; every fault is told. FALSE when there was one. */
gboolean kam_analysis_values_check(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data);
/** The JSON object that a run keeps: numbers always, even where they are the default, which may be another one day;
 * others where they are set. Free with g_free(). */
char *kam_analysis_values_to_json(const KamAnalysisValues *values);
/** The way back. FALSE with KAM_ERROR_CORRUPT when it is not what kam_analysis_values_to_json() writes for this kind.
 */
gboolean kam_analysis_values_from_json(KamAnalysisValues *values, const char *json, GError **error);

/* By name; a name that the kind does not have is a programming error and asserts. */
gint64 kam_analysis_values_int(const KamAnalysisValues *values, const char *name);
double kam_analysis_values_double(const KamAnalysisValues *values, const char *name);
const char *kam_analysis_values_text(const KamAnalysisValues *values, const char *name);
gboolean kam_analysis_values_flag(const KamAnalysisValues *values, const char *name);

/** The lines that are asked about: basis, from, until, and the part where the kind takes one; of values that were
 * checked, which must outlive them. */
KamAnalysisOptions kam_analysis_values_options(const KamAnalysisValues *values);
