/* kamen token: what programs sign in with. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cli/database.h"
#include "cli/people.h"
#include "cli/verb.h"
#include "service/people/admin.h"
#include "service/people/token.h"

extern const KamVerb kam_verb_token;

#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)
#define DEFAULT_DAYS 90
#define MAX_DAYS 3650

typedef struct {
    char *db, *user, *scopes, *name;
    int days;
    gboolean json;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->user);
    g_free(arguments->scopes);
    g_free(arguments->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static void
print_token(const Arguments *arguments, const char *token)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    if (!arguments->json) {
        printf("%s\n", token);
        return;
    }
    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "token", token);
    kam_json_end_object(&json);
    puts(out->str);
}

static gboolean
create_token(const Arguments *arguments, GError **error)
{
    g_auto(KamCliPeople) people = { 0 };
    g_autoptr(KamUser) user = NULL;
    g_autofree char *token = NULL;
    const char *scopes = arguments->scopes != NULL ? arguments->scopes : "read";

    if (arguments->days < 1 || arguments->days > MAX_DAYS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--expires is 1 to %d days", MAX_DAYS);
        return FALSE;
    }
    if (!kam_cli_people_begin(&people, arguments->db, "kamen token", error) ||
        (user = kam_user_load_by_email(people.db, arguments->user, error)) == NULL)
        return FALSE;
    token = kam_admin_create_token(&people.work, user->id, arguments->name != NULL ? arguments->name : "command line",
                                   scopes, people.work.now_ms + arguments->days * DAY_MS, error);
    if (token == NULL || !kam_cli_people_commit(&people, error))
        return FALSE;
    print_token(arguments, token);
    return TRUE;
}

static gboolean
revoke_token(const Arguments *arguments, const char *prefix, GError **error)
{
    g_auto(KamCliPeople) people = { 0 };
    gint64 id = 0;
    gint64 user_id = 0;

    if (!kam_cli_people_begin(&people, arguments->db, "kamen token", error) ||
        !kam_token_find_by_prefix(people.db, prefix, &id, &user_id, error) ||
        !kam_admin_revoke_token(&people.work, user_id, id, error) || !kam_cli_people_commit(&people, error))
        return FALSE;
    printf("token '%s' opens nothing any more\n", prefix);
    return TRUE;
}

static const char *
state_of(const KamToken *token, gint64 now_ms)
{
    if (token->revoked_at != 0)
        return "revoked";
    return token->expires_at <= now_ms ? "expired" : "good";
}

static void
day_text(gint64 at_ms, char out[11])
{
    if (at_ms == 0)
        g_strlcpy(out, "never", 11);
    else
        kam_day_to_iso((gint32)(at_ms / DAY_MS), out);
}

static void
write_tokens(const GArray *tokens, gint64 now_ms, KamJson *json)
{
    kam_json_begin_array(json, NULL);
    for (guint i = 0; i < tokens->len; i++) {
        const KamToken *token = &g_array_index(tokens, KamToken, i);
        char used[11], expires[11];

        day_text(token->used_at, used);
        day_text(token->expires_at, expires);
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "prefix", token->prefix);
        kam_json_text(json, "name", token->name);
        kam_json_text(json, "scopes", token->scopes);
        kam_json_text(json, "used", used);
        kam_json_text(json, "expires", expires);
        kam_json_text(json, "state", state_of(token, now_ms));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
print_tokens(const GArray *tokens, gint64 now_ms)
{
    for (guint i = 0; i < tokens->len; i++) {
        const KamToken *token = &g_array_index(tokens, KamToken, i);
        char used[11], expires[11];

        day_text(token->used_at, used);
        day_text(token->expires_at, expires);
        printf("%-10s %-8s until %-10s  used %-10s  %-24s %s\n", token->prefix, state_of(token, now_ms), expires, used,
               token->scopes, token->name);
    }
}

static gboolean
list_tokens(const Arguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);
    g_autoptr(KamUser) user = db != NULL ? kam_user_load_by_email(db, arguments->user, error) : NULL;
    g_autoptr(GArray) tokens = user != NULL ? kam_token_list(db, user->id, error) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gint64 now_ms = g_get_real_time() / 1000;
    KamJson json;

    if (tokens == NULL)
        return FALSE;
    if (arguments->json) {
        kam_json_init(&json, out, 2);
        write_tokens(tokens, now_ms, &json);
        puts(out->str);
        return TRUE;
    }
    print_tokens(tokens, now_ms);
    return TRUE;
}

static gboolean
run_action(const Arguments *arguments, int argc, char **argv, GError **error)
{
    if (argc == 3 && strcmp(argv[1], "revoke") == 0)
        return revoke_token(arguments, argv[2], error);
    if (argc != 2 || (strcmp(argv[1], "create") != 0 && strcmp(argv[1], "list") != 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "say one of create, list, revoke PREFIX; see 'kamen token --help'");
        return FALSE;
    }
    if (arguments->user == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say for whom: --user E");
        return FALSE;
    }
    return strcmp(argv[1], "list") == 0 ? list_tokens(arguments, error) : create_token(arguments, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { .days = DEFAULT_DAYS };
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments.db),
        { "user", 0, 0, G_OPTION_ARG_STRING, &arguments.user, "e-mail address of whom it acts for", "E" },
        { "scopes", 0, 0, G_OPTION_ARG_STRING, &arguments.scopes,
          "'*', read, write or permissions, divided by spaces (default: read)", "WORDS" },
        { "name", 0, 0, G_OPTION_ARG_STRING, &arguments.name, "what it is for", "NAME" },
        { "expires", 0, 0, G_OPTION_ARG_INT, &arguments.days, "how many days it is good (default: 90)", "DAYS" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments.json, "as JSON", NULL },
        { 0 },
    };

    if (!kam_verb_parse(&kam_verb_token, entries, &argc, &argv, error))
        return -1;
    return run_action(&arguments, argc, argv, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_verb_token = {
    .name = "token",
    .arguments = "create | list | revoke PREFIX",
    .summary = "show and change what programs sign in with",
    .help =
        "  kamen token create --user ana@firma.rs --scopes read --name 'price feed' --expires 365\n"
        "  kamen token create --user ana@firma.rs --scopes '*' --json     prints {\"token\":\"kamen_...\"}\n"
        "  kamen token list --user ana@firma.rs\n"
        "  kamen token revoke abcd2345\n"
        "\n"
        "A token is shown once, and is sent as 'Authorization: Bearer TOKEN'. It acts for its person and never may more\n"
        "than they; scopes narrow it further.",
    .run = run,
};
