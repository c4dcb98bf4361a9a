/* kamen init: a new database and its first administrator. */
#include <stdio.h>

#include "cli/database.h"
#include "cli/people.h"
#include "cli/verb.h"

extern const KamVerb kam_verb_init;

typedef struct {
    char *db, *admin, *password_file;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->admin);
    g_free(arguments->password_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean
add_administrator(KamDb *db, const Arguments *arguments, GError **error)
{
    const char *email = arguments->admin;
    g_autofree char *password = NULL;
    g_autofree char *secret = NULL;

    if (!kam_cli_read_password(arguments->password_file, &password, error) ||
        !kam_service_add_first_administrator(db, email, password, g_get_real_time() / 1000, &secret, error))
        return FALSE;
    if (secret == NULL)
        printf("administrator '%s' may sign in with the password given\n", email);
    else
        printf("administrator '%s' chooses a password at /set-up/%s (good for seven days, once)\n", email, secret);
    return TRUE;
}

static gboolean
parse_arguments(Arguments *arguments, int *argc, char ***argv, GError **error)
{
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments->db),
        { "admin", 0, 0, G_OPTION_ARG_STRING, &arguments->admin, "the first administrator", "EMAIL" },
        { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments->password_file,
          "whose first line is the administrator's password; without it a one-time link is made", "F" },
        { 0 },
    };

    if (!kam_verb_parse(&kam_verb_init, entries, argc, argv, error))
        return FALSE;
    if (arguments->password_file == NULL || arguments->admin != NULL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--password-file needs --admin EMAIL");
    return FALSE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { 0 };
    g_autoptr(KamDb) db = NULL;
    gboolean created;

    if (!parse_arguments(&arguments, &argc, &argv, error))
        return -1;
    db = kam_service_open(kam_db_argument(arguments.db), TRUE, &created, error);
    if (db == NULL)
        return -1;
    printf("%s '%s'\n",
           created ? "made the database" : "the database is there already:", kam_db_argument(arguments.db));
    if (kam_db_get_warning(db) != NULL)
        fprintf(stderr, "kamen init: note: %s\n", kam_db_get_warning(db));
    if (arguments.admin != NULL && !add_administrator(db, &arguments, error))
        return -1;
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_init = {
    .name = "init",
    .arguments = "",
    .summary = "make the database and its first administrator",
    .help =
        "  kamen init\n"
        "  kamen init --db postgresql:///kamen --admin ana@firma.rs\n"
        "  kamen init --db kamen.db --admin ana@firma.rs --password-file secret.txt\n"
        "\n"
        "A database that is there already is left as it is; an administrator is added only while nobody can sign in.",
    .run = run,
};
