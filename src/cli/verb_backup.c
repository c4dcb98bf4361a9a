/* kamen backup: a copy of the whole database, while a server runs or not. */
#include <stdio.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "service/backup.h"

extern const KamVerb kam_verb_backup;

static int
back_up(const char *uri, const char *to, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(uri, error);

    if (db == NULL || !kam_service_backup(db, to, NULL, NULL, error))
        return -1;
    printf("the database is copied to '%s', and the copy was read back\n", to);
    return KAM_EXIT_DONE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    g_autofree char *to = NULL;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, "the file to make; it must not be there yet", "FILE" },
        { 0 },
    };

    if (!kam_verb_parse(&kam_verb_backup, entries, &argc, &argv, error))
        return -1;
    if (to == NULL || argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say with --to FILE where the copy goes, and nothing more");
        return -1;
    }
    return back_up(kam_db_argument(uri), to, error);
}

const KamVerb kam_verb_backup = {
    .name = "backup",
    .arguments = "--to FILE",
    .summary = "copy the database into a file",
    .help =
        "The copy is that of one moment, whatever is changed meanwhile, a running server included. It is read back before\n"
        "it gets its name. It is a database itself: put it in the place of the old one to return to that moment.\n"
        "A PostgreSQL database is backed up by pg_dump.\n"
        "\n"
        "  kamen backup --to monday.db\n"
        "  kamen backup --db /var/lib/kamen/kamen.db --to /mnt/backups/kamen-2026-11-26.db",
    .run = run,
};
