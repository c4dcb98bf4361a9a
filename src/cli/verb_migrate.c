/* kamen migrate: bring a database to this program's schema. */
#include <stdio.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "store/migrate.h"

extern const KamVerb kam_verb_migrate;

static int
show_state(KamDb *db, GError **error)
{
    int current = kam_migrate_get_current(db, error), newest = kam_migrate_get_newest();

    if (current < 0)
        return -1;
    printf("schema %d, this program has %d: %s\n", current, newest,
           current == newest  ? "nothing to do"
           : current > newest ? "the database is newer than the program"
                              : "'kamen migrate' brings it there");
    return current == newest ? KAM_EXIT_DONE : KAM_EXIT_FAILED;
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    gboolean check = FALSE;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "check", 0, 0, G_OPTION_ARG_NONE, &check,
          "only say whether there is something to do (status 1 when there is)", NULL },
        { 0 },
    };
    g_autoptr(KamDb) db = NULL;
    int applied;

    if (!kam_verb_parse(&kam_verb_migrate, entries, &argc, &argv, error))
        return -1;
    db = kam_db_open(kam_db_argument(uri), check ? KAM_DB_READ_ONLY : KAM_DB_READ_WRITE, error);
    if (db == NULL)
        return -1;
    if (check)
        return show_state(db, error);
    if (!kam_migrate_run(db, &applied, error))
        return -1;
    printf("%d migration%s applied, schema %d\n", applied, applied == 1 ? "" : "s", kam_migrate_get_newest());
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_migrate = {
    .name = "migrate",
    .arguments = "",
    .summary = "bring a database to this program's schema",
    .help = "  kamen migrate --check\n"
            "  kamen migrate --db postgresql:///kamen\n"
            "\n"
            "Each migration is a transaction of its own. Make a back-up first.",
    .run = run,
};
