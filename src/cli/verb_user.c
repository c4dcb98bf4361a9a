/* kamen user: who signs in. */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/database.h"
#include "cli/people.h"
#include "cli/verb.h"
#include "service/people/admin.h"
#include "service/people/user_password.h"

extern const KamVerb kam_verb_user;

typedef struct {
    char *db, *email, *role, *name, *password_file;
    gboolean second_factor, json;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->email);
    g_free(arguments->role);
    g_free(arguments->name);
    g_free(arguments->password_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* One thing that can be done; `user` is the person of --email. */
typedef struct {
    const char *name;
    gboolean (*run)(KamCliPeople *people, const KamUser *user, const Arguments *arguments, GError **error);
} Action;

static gboolean
print_link(KamCliPeople *people, gint64 user_id, const char *email, KamLinkUse use, GError **error)
{
    g_autofree char *secret = kam_admin_make_link(&people->work, user_id, use, error);

    if (secret == NULL || !kam_cli_people_commit(people, error))
        return FALSE;
    printf("'%s' chooses a password at /%s/%s (once, within %s)\n", email, kam_link_use_name(use), secret,
           use == KAM_LINK_SET_UP ? "seven days" : "a day");
    return TRUE;
}

static char *
hash_new(const char *email, const char *name, const char *password, GError **error)
{
    g_autoptr(KamHashGate) gate = kam_hash_gate_new(1, kam_hash_cost_standard);
    g_autofree char *own_email = g_strdup(email);
    g_autofree char *own_name = g_strdup(name != NULL ? name : email);
    const KamUser user = { .email = own_email, .name = own_name };

    return kam_user_hash_password(gate, &user, password, error);
}

static gboolean
add_user(KamCliPeople *people, const Arguments *arguments, GError **error)
{
    KamNewUser user = { arguments->email, arguments->name, arguments->role, NULL };
    g_autofree char *password = NULL;
    g_autofree char *hash = NULL;
    gint64 id = 0;

    if (arguments->role == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "say --role admin, director, kam, member, analyst, executive or none");
        return FALSE;
    }
    if (!kam_cli_read_password(arguments->password_file, &password, error) ||
        (password != NULL && (hash = hash_new(user.email, user.name, password, error)) == NULL))
        return FALSE;
    user.password_hash = hash;
    if (!kam_admin_add_user(&people->work, &user, &id, error))
        return FALSE;
    if (hash == NULL && strcmp(user.role, "none") != 0)
        return print_link(people, id, user.email, KAM_LINK_SET_UP, error);
    if (!kam_cli_people_commit(people, error))
        return FALSE;
    printf("added '%s' as %s\n", user.email, user.role);
    return TRUE;
}

static gboolean
set_disabled(KamCliPeople *people, const KamUser *user, gboolean disabled, GError **error)
{
    if (!kam_admin_set_disabled(&people->work, user->id, disabled, error) || !kam_cli_people_commit(people, error))
        return FALSE;
    printf("'%s' may %s\n", user->email, disabled ? "not sign in any more" : "sign in again");
    return TRUE;
}

static gboolean
run_disable(KamCliPeople *people, const KamUser *user, G_GNUC_UNUSED const Arguments *arguments, GError **error)
{
    return set_disabled(people, user, TRUE, error);
}

static gboolean
run_enable(KamCliPeople *people, const KamUser *user, G_GNUC_UNUSED const Arguments *arguments, GError **error)
{
    return set_disabled(people, user, FALSE, error);
}

static gboolean
run_link(KamCliPeople *people, const KamUser *user, G_GNUC_UNUSED const Arguments *arguments, GError **error)
{
    return print_link(people, user->id, user->email, KAM_LINK_SET_UP, error);
}

static gboolean
run_reset(KamCliPeople *people, const KamUser *user, const Arguments *arguments, GError **error)
{
    if (!arguments->second_factor)
        return print_link(people, user->id, user->email, KAM_LINK_RESET, error);
    if (!kam_admin_reset_totp(&people->work, user->id, error) || !kam_cli_people_commit(people, error))
        return FALSE;
    printf("'%s' signs in without a second factor now\n", user->email);
    return TRUE;
}

static gboolean
run_role(KamCliPeople *people, const KamUser *user, const Arguments *arguments, GError **error)
{
    if (arguments->role == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say the new role: --role ROLE");
        return FALSE;
    }
    if (!kam_admin_set_role(&people->work, user->id, arguments->role, error) || !kam_cli_people_commit(people, error))
        return FALSE;
    printf("'%s' is %s now\n", user->email, arguments->role);
    return TRUE;
}

static const Action actions[] = {
    { "disable", run_disable }, { "enable", run_enable }, { "link", run_link },
    { "reset", run_reset },     { "role", run_role },
};

static const char *
state_of(const KamUser *user)
{
    if (!kam_user_may_sign_in(user))
        return user->disabled ? "disabled" : "does not sign in";
    return user->password_hash != NULL ? "active" : "has no password yet";
}

static void
write_users(const GPtrArray *users, KamJson *json)
{
    kam_json_begin_array(json, NULL);
    for (guint i = 0; i < users->len; i++) {
        const KamUser *user = users->pdata[i];

        kam_json_begin_object(json, NULL);
        kam_json_id(json, "id", user->id);
        kam_json_text(json, "email", user->email);
        kam_json_text(json, "name", user->name);
        kam_json_text(json, "role", kam_role_name(user->role));
        kam_json_text(json, "state", state_of(user));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static gboolean
list_users(const Arguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);
    g_autoptr(GPtrArray) users = db != NULL ? kam_user_list(db, error) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    if (users == NULL)
        return FALSE;
    if (arguments->json) {
        kam_json_init(&json, out, 2);
        write_users(users, &json);
        puts(out->str);
        return TRUE;
    }
    for (guint i = 0; i < users->len; i++) {
        const KamUser *user = users->pdata[i];
        printf("%-32s %-10s %-20s %s\n", user->email != NULL ? user->email : "-", kam_role_name(user->role),
               state_of(user), user->name);
    }
    return TRUE;
}

static gboolean
run_action(const char *name, const Arguments *arguments, GError **error)
{
    g_auto(KamCliPeople) people = { 0 };
    g_autoptr(KamUser) user = NULL;

    if (arguments->email == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say whom: --email E");
        return FALSE;
    }
    if (!kam_cli_people_begin(&people, arguments->db, "kamen user", error))
        return FALSE;
    if (strcmp(name, "add") == 0)
        return add_user(&people, arguments, error);
    if ((user = kam_user_load_by_email(people.db, arguments->email, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(actions[i].name, name) == 0)
            return actions[i].run(&people, user, arguments, error);
    g_assert_not_reached();
}

static gboolean
is_action(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(actions[i].name, name) == 0)
            return TRUE;
    return strcmp(name, "add") == 0;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { 0 };
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments.db),
        { "email", 0, 0, G_OPTION_ARG_STRING, &arguments.email, "whom", "E" },
        { "role", 0, 0, G_OPTION_ARG_STRING, &arguments.role, "admin, director, kam, member, analyst, executive, none",
          "ROLE" },
        { "name", 0, 0, G_OPTION_ARG_STRING, &arguments.name, "as people call them", "NAME" },
        { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments.password_file,
          "whose first line is the password; without it a one-time link is made", "F" },
        { "second-factor", 0, 0, G_OPTION_ARG_NONE, &arguments.second_factor, "reset: take a lost second factor away",
          NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments.json, "list: as JSON", NULL },
        { 0 },
    };
    gboolean done;

    if (!kam_verb_parse(&kam_verb_user, entries, &argc, &argv, error))
        return -1;
    if (argc != 2 || (strcmp(argv[1], "list") != 0 && !is_action(argv[1]))) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "say one of add, list, disable, enable, role, link, reset; see 'kamen user --help'");
        return -1;
    }
    done = strcmp(argv[1], "list") == 0 ? list_users(&arguments, error) : run_action(argv[1], &arguments, error);
    return done ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_verb_user = {
    .name = "user",
    .arguments = "add | list | disable | enable | role | link | reset",
    .summary = "show and change who signs in",
    .help = "  kamen user add --email petar@firma.rs --role kam --name 'Petar Perić' --password-file secret.txt\n"
            "  kamen user add --email mira@firma.rs --role director     prints a one-time link for the password\n"
            "  kamen user list\n"
            "  kamen user role --email petar@firma.rs --role director\n"
            "  kamen user disable --email petar@firma.rs                ends all sessions; enable lets in again\n"
            "  kamen user reset --email petar@firma.rs                  prints a link for another password\n"
            "  kamen user reset --email petar@firma.rs --second-factor  when the telephone is lost\n"
            "\n"
            "A link is good once. The last administrator can neither be disabled nor given another role.",
    .run = run,
};
