/* kamen rates: the firm's currency and the rates of exchange into it. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "cli/database.h"
#include "cli/verb.h"
#include "domain/types.h"
#include "sales/currency.h"
#include "sales/rates.h"
#include "service/company.h"
#include "service/rates.h"

extern const KamVerb kam_verb_rates;

static void
print_rate(G_GNUC_UNUSED gpointer data, guint32 currency, gint32 day, KamDecimal rate)
{
    char code[4], date[11];
    gint64 micro;

    kam_currency_unpack(currency, code);
    kam_day_to_iso(day, date);
    if (!kam_decimal_to_micro(rate, &micro))
        return;
    g_autofree char *text = kam_micro_to_text(micro, 6);
    printf("%s  %s  %s\n", code, date, text);
}

static int
list_rates(KamDb *db, GError **error)
{
    g_autoptr(KamRates) rates = kam_rates_load(db, error);
    char home[4];

    if (rates == NULL)
        return -1;
    kam_currency_unpack(kam_rates_get_home(rates), home);
    printf("the firm's currency: %s\n", strcmp(home, "XXX") == 0 ? "not set; --home CODE sets it" : home);
    kam_rates_visit(rates, print_rate, NULL);
    return KAM_EXIT_DONE;
}

static gboolean
set_home(const KamWork *work, const char *home, GError **error)
{
    g_autoptr(KamRecord) company = NULL;
    json_t *members;

    if (home == NULL)
        return TRUE;
    members = json_object();
    json_object_set_new(members, "currency", json_string(home));
    company = kam_service_change_company(work, members, error);
    json_decref(members);
    return company != NULL;
}

static gboolean
read_files(const KamWork *work, int argc, char **argv, GError **error)
{
    guint n_read, n_new;

    for (int i = 1; i < argc; i++)
        if (!kam_service_import_rates(work, argv[i], argv[i], &n_read, &n_new, error))
            return FALSE;
    return TRUE;
}

/* All or nothing: the currency and every file. */
static gboolean
change_rates(KamDb *db, const char *home, int argc, char **argv, GError **error)
{
    const KamActor actor = kam_actor_program("kamen rates");
    const KamWork work = { db, &actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);

    return tx != NULL && set_home(&work, home, error) && read_files(&work, argc, argv, error) &&
           kam_tx_commit(tx, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    g_autofree char *home = NULL;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "home", 0, 0, G_OPTION_ARG_STRING, &home, "the firm's own currency, as 'kamen company' sets it", "CODE" },
        { 0 },
    };
    g_autoptr(KamDb) db = NULL;

    if (!kam_verb_parse(&kam_verb_rates, entries, &argc, &argv, error))
        return -1;
    if (argc == 1 && home == NULL) {
        db = kam_service_open_read_only(kam_db_argument(uri), error);
        return db == NULL ? -1 : list_rates(db, error);
    }
    db = kam_service_open(kam_db_argument(uri), FALSE, NULL, error);
    return db != NULL && change_rates(db, home, argc, argv, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_verb_rates = {
    .name = "rates",
    .arguments = "[FILE...]",
    .summary = "show the rates of exchange, or read them from files",
    .help =
        "FILE is a table with the columns currency, date and rate: one unit of the currency is that many units of the\n"
        "firm's own, from that date on. Lines in other currencies are converted by their date in every analysis and\n"
        "stay as they are in the database. Without a rate they are shown apart and never added.\n"
        "\n"
        "  kamen rates\n"
        "  kamen rates --home RSD kursna-lista.csv",
    .run = run,
};
