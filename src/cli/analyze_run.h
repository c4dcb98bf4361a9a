/* The arguments of the verbs that look at runs that were kept. */
#pragma once

#include "cli/verb.h"

typedef struct {
    char *db;
    gboolean json;
    gint64 id;
} KamRunArguments;

void kam_run_arguments_clear(KamRunArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRunArguments, kam_run_arguments_clear)
/** Options and the number of one run; FALSE with KAM_ERROR_USAGE. */
gboolean
kam_run_arguments_parse(KamRunArguments *arguments, const KamVerb *verb, int argc, char **argv, GError **error);
/** The number of a run in a word; FALSE with KAM_ERROR_USAGE. */
gboolean kam_run_id_parse(const char *word, gint64 *id, GError **error);
