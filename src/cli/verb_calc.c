/* kamen calc: libkamen on a small table, without a database, so that anyone can check the arithmetic. */
#include <stdio.h>
#include <string.h>

#include "cli/calc.h"

extern const KamVerb kam_verb_calc;

#define LIST(name) &kam_calc_##name,
static const KamVerb *const calculations[] = { KAM_CALCULATIONS(LIST) NULL };
#undef LIST

/* The rows are named "calc concentration": that is how their own help calls them. */
static const char *
short_name(const KamVerb *calculation)
{
    return strchr(calculation->name, ' ') + 1;
}

const char *
kam_calc_file_argument(const KamVerb *calculation, int argc, char **argv, GError **error)
{
    if (argc == 2)
        return argv[1];
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                argc < 2 ? "no file; see 'kamen %s --help'" : "more than one file; see 'kamen %s --help'",
                calculation->name);
    return NULL;
}

static int
list_calculations(void)
{
    for (guint i = 0; calculations[i] != NULL; i++)
        printf("%-16s%s\n", short_name(calculations[i]), calculations[i]->summary);
    puts("\n'kamen calc NAME --help' explains one, with an example.");
    return KAM_EXIT_DONE;
}

static int
calc_run(int argc, char **argv, GError **error)
{
    static const GOptionEntry no_options[] = { { 0 } };

    if (argc < 2)
        return list_calculations();
    for (guint i = 0; calculations[i] != NULL; i++)
        if (strcmp(argv[1], short_name(calculations[i])) == 0)
            return calculations[i]->run(argc - 1, argv + 1, error);
    if (argv[1][0] == '-' && !kam_verb_parse(&kam_verb_calc, no_options, &argc, &argv, error))
        return -1;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no calculation '%s'; 'kamen calc' lists them", argv[1]);
    return -1;
}

const KamVerb kam_verb_calc = {
    .name = "calc",
    .arguments = "NAME FILE",
    .summary = "calculate on a small table, to check our arithmetic",
    .help = "NAME is one of the calculations that 'kamen calc' lists; FILE is a CSV table, or - for standard input.\n"
            "No database is needed. 'kamen calc NAME --help' says which columns the table must have.\n\n"
            "Example:\n  printf 'a,30\\nb,30\\nc,20\\nd,20\\n' | kamen calc concentration -",
    .run = calc_run,
};
