/* 'kamen analyze NAME': the analyses of the table in service/analysis/kind.h, and the verbs that look at runs that were
 * kept. */
#pragma once

#include "cli/text_page.h"
#include "cli/verb.h"
#include "service/analysis/answer.h"

/* Verbs of their own behind the word analyze. */
extern const KamVerb kam_analysis_programme, kam_analysis_runs, kam_analysis_show, kam_analysis_again;

/* Where to look and how to print; what shapes the answer are the values of the analysis. */
typedef struct {
    char *db;
    gint limit;
    gboolean json, csv;
    gboolean no_keep;
    char *language_tag;   /* as it was said */
    KamLanguage language; /* of the text; JSON and CSV have none */
    gint64 begun_at_ms;   /* when the options were read */
} KamAnalyzeArguments;

/** Nothing said yet; the clock of the run starts. Never fails. */
void kam_analyze_arguments_init(KamAnalyzeArguments *arguments);
void kam_analyze_arguments_clear(KamAnalyzeArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAnalyzeArguments, kam_analyze_arguments_clear)
/**
 * Read the command line of an analysis: its values by their names.
 * @param values  initialised for the analysis.
 * @return FALSE with KAM_ERROR_USAGE, also when an argument is left over.
 */
gboolean kam_analyze_arguments_parse(KamAnalyzeArguments *arguments, KamAnalysisValues *values, int argc, char **argv,
                                     GError **error);
/** Rows to list: what was said, else all in JSON and CSV and a screenful of text. */
guint kam_analyze_arguments_limit(const KamAnalyzeArguments *arguments);

/** Run the analysis of a kind as the command line asks. */
int kam_analyze_run(const KamAnalysisKind *kind, int argc, char **argv, GError **error);
/**
 * Make an analysis, keep it as a run and print it as it was asked for. A database that cannot be written just now is no
 * error: it is told, and the answer bears no number.
 * @param run  one that is done again, NULL for a new one: the answer is compared with the one that was kept, and
 *             KAM_ERROR_CORRUPT when it differs although neither the data nor the program have changed.
 */
gboolean kam_analyze_answer(const KamAnalyzeArguments *arguments, const KamAnalysisValues *values,
                            const KamAnalysisRun *run, GError **error);
/** The answer for a terminal, with the lines that it is made of at its end. Free with g_string_free(). */
GString *kam_analyze_to_text(const KamAnalysisKind *kind, gpointer analysis, KamLanguage language, guint limit);

/** Where JSON goes to: indented for people at a terminal. */
void kam_analyze_begin_json(KamJson *json, GString *out);
/** What a row calls an account: number and name, so that a cut takes from the name. Free with g_free(). */
char *kam_analyze_dup_label(const KamFactAccount *account);
/** Print; FALSE when standard output does not take it. */
gboolean kam_analyze_print(const GString *out, GError **error);
/** On which lines an answer rests: basis, period, what was left out, version. */
void kam_analyze_print_scope(KamTextPage *page, const KamScope *scope);
/** "customer" of a way to divide lines; "customers"; and the same behind "all of the". */
const char *kam_analyze_word_one(KamTextPage *page, KamDimension by);
const char *kam_analyze_word_plural(KamTextPage *page, KamDimension by);
const char *kam_analyze_word_of(KamTextPage *page, KamDimension by);
