/* kamen purge: remove for good what was deleted long ago. */
#include <stdio.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "service/purge.h"
#include "service/setup.h"

extern const KamVerb kam_verb_purge;

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    gint days = KAM_PURGE_DAYS;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "older-than", 0, 0, G_OPTION_ARG_INT, &days, "what was deleted more than so many days ago; 30 without it",
          "DAYS" },
        { 0 },
    };
    g_autoptr(KamDb) db = NULL;
    guint n;

    if (!kam_verb_parse(&kam_verb_purge, entries, &argc, &argv, error))
        return -1;
    if (argc > 1 || days < 0 || days > KAM_PURGE_MAX_DAYS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say --older-than with 0 to %d days, and nothing else",
                    KAM_PURGE_MAX_DAYS);
        return -1;
    }
    db = kam_service_open(kam_db_argument(uri), FALSE, NULL, error);
    if (db == NULL || !kam_service_purge(db, "kamen purge", days, g_get_real_time() / 1000, &n, error))
        return -1;
    printf("%u record%s removed for good\n", n, n == 1 ? "" : "s");
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_purge = {
    .name = "purge",
    .arguments = "",
    .summary = "remove for good what was deleted long ago",
    .help =
        "A deleted record can be brought back until it is purged. Its comments, tags and files go with it; what the\n"
        "audit says of it stays. A record that another one still names stays, too. The server does this once a day\n"
        "(setting purge-days).\n"
        "\n"
        "  kamen purge --older-than 90",
    .run = run,
};
