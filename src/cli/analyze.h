/* The analyses of 'kamen analyze': each is a verb of its own behind the word analyze, with the same first options. */
#pragma once

#include "cli/verb.h"
#include "service/analysis/holders.h"
#include "service/analysis/scope.h"

#define KAM_ANALYSES(X)                                                                                                \
    X(concentration)                                                                                                   \
    X(behaviour)

#define KAM_DECLARE_ANALYSIS(name) extern const KamVerb kam_analysis_##name;
KAM_ANALYSES(KAM_DECLARE_ANALYSIS)
#undef KAM_DECLARE_ANALYSIS

/* Texts as they were given; NULL when they were not. */
typedef struct {
    char *db, *basis, *by, *from, *until;
    gint limit;
    gboolean json, csv;
} KamAnalyzeArguments;

#define KAM_ANALYZE_N_ENTRIES 8

void kam_analyze_arguments_clear(KamAnalyzeArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAnalyzeArguments, kam_analyze_arguments_clear)
/** Fill KAM_ANALYZE_N_ENTRIES rows of a verb's options. */
void kam_analyze_arguments_add_entries(KamAnalyzeArguments *arguments, GOptionEntry *entries);
/** What they mean; FALSE with KAM_ERROR_USAGE, also when an argument is left over. */
gboolean kam_analyze_arguments_resolve(const KamAnalyzeArguments *arguments, int argc, char **argv,
                                       KamAnalysisOptions *options, KamDimension *by, GError **error);
/** Rows to list: what was said, else all in JSON and CSV and a screenful of text. */
guint kam_analyze_arguments_limit(const KamAnalyzeArguments *arguments);
/** The facts of the database that was named. */
KamFacts *kam_analyze_load(const KamAnalyzeArguments *arguments, gint64 *data_version, GError **error);
/** Where JSON goes to: indented for people at a terminal. */
void kam_analyze_begin_json(KamJson *json, GString *out);
/** Print; FALSE when standard output does not take it. */
gboolean kam_analyze_print(const GString *out, GError **error);
/** A dim sentence on the lines that the answer is made of: basis, period, what was left out, version. */
char *kam_analyze_words_scope(const KamScope *scope);
