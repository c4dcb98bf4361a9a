/* kamen company: the firm that Kamen works for. */
#include <stdio.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "domain/types.h"
#include "record/change.h"
#include "service/company.h"

extern const KamVerb kam_verb_company;

/* What can be said: a flag, and the member that it fills. */
static const struct {
    const char *flag, *member, *help, *value;
} options[] = {
    { "name", "name", "what it is called", "NAME" },
    { "tax-number", "tax_number", "its tax number", "NUMBER" },
    { "company-number", "company_number", "its company number", "NUMBER" },
    { "country", "country", "two letters, as in RS", "CODE" },
    { "language", "language", "en, sr or sr-Cyrl, for whoever has chosen none", "TAG" },
    { "currency", "currency", "three letters, as in RSD; stays once there are invoices", "CODE" },
};

typedef struct {
    char *db, *values[G_N_ELEMENTS(options)];
    int first_month; /* 0: not said */
    gboolean json;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->db);
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        g_free(arguments->values[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* "" empties a member. */
static json_t *
members_of(const Arguments *arguments)
{
    json_t *members = json_object();

    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        if (arguments->values[i] != NULL)
            json_object_set_new(members, options[i].member, json_string(arguments->values[i]));
    if (arguments->first_month != 0)
        json_object_set_new(members, "year_start_month", json_integer(arguments->first_month));
    return members;
}

static void
print_company(const KamRecord *company, gboolean as_json)
{
    const KamActor actor = kam_actor_program("kamen company");
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    if (as_json) {
        kam_json_init(&json, out, 2);
        kam_record_to_json(company, &actor, &json, NULL);
        puts(out->str);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(options); i++) {
        const char *value = kam_record_get_text(company, options[i].member);
        printf("%-24s %s\n", options[i].flag, value != NULL ? value : "-");
    }
    printf("%-24s %d\n", "first-month", (int)kam_record_get_int(company, "year_start_month"));
}

static KamRecord *
change(const Arguments *arguments, json_t *members, GError **error)
{
    const KamActor actor = kam_actor_program("kamen company");
    g_autoptr(KamDb) db = kam_service_open(kam_db_argument(arguments->db), FALSE, NULL, error);
    KamWork work = { db, &actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };
    g_autoptr(KamTx) tx = db != NULL ? kam_tx_begin(db, error) : NULL;
    g_autoptr(KamRecord) company = tx != NULL ? kam_service_change_company(&work, members, error) : NULL;

    return company != NULL && kam_tx_commit(tx, error) ? g_steal_pointer(&company) : NULL;
}

static KamRecord *
show(const Arguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);

    return db != NULL ? kam_record_load(db, &kam_company_type, KAM_COMPANY_ID, FALSE, error) : NULL;
}

static gboolean
run_action(const Arguments *arguments, GError **error)
{
    json_t *members = members_of(arguments);
    g_autoptr(KamRecord) company =
        json_object_size(members) > 0 ? change(arguments, members, error) : show(arguments, error);

    json_decref(members);
    if (company != NULL)
        print_company(company, arguments->json);
    return company != NULL;
}

static void
fill_entries(Arguments *arguments, GOptionEntry *entries)
{
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        *entries++ =
            (GOptionEntry) { options[i].flag, 0, 0, G_OPTION_ARG_STRING, &arguments->values[i], options[i].help,
                             options[i].value };
    *entries++ = (GOptionEntry) {
        "first-month", 0, 0, G_OPTION_ARG_INT, &arguments->first_month, "first month of the business year, 1 to 12", "N"
    };
    *entries = (GOptionEntry) { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "as JSON", NULL };
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { 0 };
    GOptionEntry entries[G_N_ELEMENTS(options) + 4] = { KAM_DB_ENTRY(arguments.db) };

    fill_entries(&arguments, entries + 1);
    if (!kam_verb_parse(&kam_verb_company, entries, &argc, &argv, error))
        return -1;
    if (argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no option; see 'kamen company --help'", argv[1]);
        return -1;
    }
    return run_action(&arguments, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_verb_company = {
    .name = "company",
    .arguments = "",
    .summary = "show the firm, or change what is said of it",
    .help = "Without options it is shown. An empty value takes something away.\n"
            "\n"
            "  kamen company\n"
            "  kamen company --name 'Metal Promet d.o.o.' --country RS --currency RSD --language sr",
    .run = run,
};
