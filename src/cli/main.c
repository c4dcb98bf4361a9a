/* The program: finds the verb, runs it, prints its error once. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "cli/verb.h"

static int
print_help(FILE *out, int status)
{
    fputs("Kamen: from a firm's invoice lines to its key accounts.\n\nUsage: kamen VERB [OPTION...] [ARGUMENT...]\n\n",
          out);
    for (const KamVerb *const *verb = kam_verb_table(); *verb != NULL; verb++)
        fprintf(out, "  %-12s%s\n", (*verb)->name, (*verb)->summary);
    fputs("\n'kamen VERB --help' explains a verb, with examples.\n", out);
    return status;
}

static int
run_verb(const KamVerb *verb, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    int status = verb->run(argc, argv, &error);

    if (status >= 0)
        return status;
    fprintf(stderr, "kamen %s: %s\n", verb->name, error != NULL ? error->message : "failed");
    return kam_error_exit_status(error);
}

int
main(int argc, char **argv)
{
    const KamVerb *verb;

    /* A locale that is named but not installed, as in bare containers: the letters are there all the same. */
    if (setlocale(LC_CTYPE, "") == NULL)
        setlocale(LC_CTYPE, "C.UTF-8");
    /* GSL would end the program at its first error; every status of it is looked at instead. */
    gsl_set_error_handler_off();
    if (argc < 2)
        return print_help(stderr, KAM_EXIT_USAGE);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
        return print_help(stdout, KAM_EXIT_DONE);
    verb = kam_verb_find(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
    if (verb == NULL) {
        fprintf(stderr, "kamen: no verb '%s'; 'kamen --help' lists them\n", argv[1]);
        return KAM_EXIT_USAGE;
    }
    return run_verb(verb, argc - 1, argv + 1);
}
