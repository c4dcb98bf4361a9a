/* The analyses of 'kamen analyze': each is a verb of its own behind the word analyze, with the same first options. */
#pragma once

#include "cli/verb.h"
#include "service/analysis/holders.h"
#include "service/analysis/scope.h"

#define KAM_ANALYSES(X)                                                                                                \
    X(concentration)                                                                                                   \
    X(behaviour)                                                                                                       \
    X(clv)                                                                                                             \
    X(assortment)                                                                                                      \
    X(forecast)                                                                                                        \
    X(elasticity)                                                                                                      \
    X(selection)                                                                                                       \
    X(runs)                                                                                                            \
    X(show)                                                                                                            \
    X(again)

#define KAM_DECLARE_ANALYSIS(name) extern const KamVerb kam_analysis_##name;
KAM_ANALYSES(KAM_DECLARE_ANALYSIS)
#undef KAM_DECLARE_ANALYSIS

/* Texts as they were given; NULL when they were not. */
typedef struct {
    char *db, *basis, *by, *from, *until;
    gint limit;
    gboolean json, csv;
    gboolean no_keep;
    gint64 again;       /* the run that is done again; 0 for a new one */
    gint64 begun_at_ms; /* when the options were read */
} KamAnalyzeArguments;

#define KAM_ANALYZE_N_ENTRIES 10
/* The first of them say where to look and how to print; those that follow, and the verb's own, shape the answer. */
#define KAM_ANALYZE_N_OUTPUT_ENTRIES 6

void kam_analyze_arguments_clear(KamAnalyzeArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAnalyzeArguments, kam_analyze_arguments_clear)
/** Fill KAM_ANALYZE_N_ENTRIES rows of a verb's options. */
void kam_analyze_arguments_add_entries(KamAnalyzeArguments *arguments, GOptionEntry *entries);
/** What they mean; FALSE with KAM_ERROR_USAGE, also when an argument is left over. */
gboolean kam_analyze_arguments_resolve(const KamAnalyzeArguments *arguments, int argc, char **argv,
                                       KamAnalysisOptions *options, KamDimension *by, GError **error);
/** The same for an analysis of accounts alone: another --by is refused. */
gboolean kam_analyze_arguments_resolve_accounts(const KamAnalyzeArguments *arguments, int argc, char **argv,
                                                KamAnalysisOptions *options, const KamVerb *verb, GError **error);
/** Rows to list: what was said, else all in JSON and CSV and a screenful of text. */
guint kam_analyze_arguments_limit(const KamAnalyzeArguments *arguments);
/** The facts of the database that was named. */
KamFacts *kam_analyze_load(const KamAnalyzeArguments *arguments, gint64 *data_version, GError **error);

/* An answer and the ways to write it down. */
typedef struct {
    const KamVerb *verb;
    const GOptionEntry *entries; /* all of the verb's, after parsing */
    const KamAnalyzeArguments *arguments;
    gint64 seed;     /* of its random numbers; 0 when it draws none */
    KamScope *scope; /* inside the analysis: learns the number of the run */
    gconstpointer analysis;
    void (*to_json)(gconstpointer analysis, guint limit, KamJson *json);
    GString *(*to_csv)(gconstpointer analysis, guint limit);
    GString *(*to_text)(gconstpointer analysis, guint limit);
} KamAnalyzeAnswer;

/**
 * Keep the answer as a run and print it as it was asked for. A database that cannot be written just now is no error:
 * it is told, and the answer bears no number. Asked again, the answer is compared with the one that was kept:
 * KAM_ERROR_CORRUPT when it differs although neither the data nor the program have changed.
 */
gboolean kam_analyze_answer(const KamAnalyzeAnswer *answer, GError **error);

/** The analysis of a name ("clv"), NULL when there is none. */
const KamVerb *kam_analyze_find(const char *name);
/** Where JSON goes to: indented for people at a terminal. */
void kam_analyze_begin_json(KamJson *json, GString *out);
/** What a row calls an account: number and name, so that a cut takes from the name. Free with g_free(). */
char *kam_analyze_dup_label(const KamFactAccount *account);
/** Print; FALSE when standard output does not take it. */
gboolean kam_analyze_print(const GString *out, GError **error);
/** A dim sentence on the lines that the answer is made of: basis, period, what was left out, version. */
char *kam_analyze_words_scope(const KamScope *scope);
