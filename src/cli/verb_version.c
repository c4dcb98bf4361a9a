/* kamen version: what this program is and what it was built with. */
#include <sqlite3.h>
#include <stdio.h>

#include "base/json.h"
#include "cli/verb.h"
#include "store/migrate.h"

extern const KamVerb kam_verb_version;

static void
print_json(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "version", KAM_VERSION);
    kam_json_int(&json, "schema", kam_migrate_get_newest());
    kam_json_text(&json, "sqlite", sqlite3_libversion());
    kam_json_bool(&json, "postgresql", KAM_HAVE_POSTGRES != 0);
    kam_json_text(&json, "licence", "AGPL-3.0-or-later");
    kam_json_end_object(&json);
    puts(out->str);
}

static int
run(int argc, char **argv, GError **error)
{
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        { 0 },
    };

    if (!kam_verb_parse(&kam_verb_version, entries, &argc, &argv, error))
        return -1;
    if (json)
        print_json();
    else
        printf("kamen %s (schema %d, SQLite %s%s)\nAGPL-3.0-or-later\n", KAM_VERSION, kam_migrate_get_newest(),
               sqlite3_libversion(), KAM_HAVE_POSTGRES ? ", PostgreSQL" : "");
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_version = {
    .name = "version",
    .arguments = "",
    .summary = "which Kamen this is",
    .help = "  kamen version --json",
    .run = run,
};
