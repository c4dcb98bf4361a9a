/* A verb of the command line: one row in the table of verbs, one file each. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct {
    const char *name;      /* "import" */
    const char *arguments; /* "FILE..." */
    const char *summary;   /* one line, lower case: "read invoice lines into the database" */
    const char *help;      /* paragraphs that teach, with examples; printed below the options by --help */
    /* argv[0] is the verb. Returns the exit status, or -1 with *error set (main prints it and picks the status). Output
     * goes to stdout, talk to stderr. */
    int (*run)(int argc, char **argv, GError **error);
} KamVerb;

/** The verb of a name, or NULL. */
const KamVerb *kam_verb_find(const char *name);
/** All verbs in the order of help; ends with NULL. */
const KamVerb *const *kam_verb_table(void);
/**
 * Parse a verb's options with GOption; adds the verb's summary and help. Positional arguments stay in argv.
 * FALSE with KAM_ERROR_USAGE on a wrong option. --help prints and ends the program with status 0.
 */
gboolean kam_verb_parse(const KamVerb *verb, const GOptionEntry *entries, int *argc, char ***argv, GError **error);
