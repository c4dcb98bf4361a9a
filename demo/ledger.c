/* Documents, their numbers and lines. */
#include "demo/ledger.h"

#include <math.h>
#include <string.h>

#include "demo/demand.h"
#include "demo/places.h"

#define TAX_PERCENT 20

typedef enum { SERIES_INVOICE, SERIES_COUNTER, SERIES_CREDIT, N_SERIES } Series;

static const struct {
    const char *name;
    Series series;
} kinds[KAM_DEMO_N_KINDS] = {
    { "Faktura", SERIES_INVOICE },          { "Maloprodajni račun", SERIES_COUNTER },
    { "Knjižno odobrenje", SERIES_CREDIT }, { "Knjižno odobrenje", SERIES_CREDIT },
    { "Knjižno odobrenje", SERIES_CREDIT },
};
static const char *const series_names[N_SERIES] = { "F", "MP", "KO" };

struct KamDemoLedger {
    const KamDemoWorld *world;
    KamDemoTotals *totals;
    KamDemoFile *sales, *payments;
    gsl_rng *payment_stream;
    GPtrArray *account_cells, *article_cells, *seller_cells; /* char *, made once */
    guint numbers[N_SERIES];
    int year; /* of the numbers */

    /* the open document */
    KamDemoKind kind;
    gint32 day;
    guint account, n_lines, n_articles;
    gint64 net_minor;
    char number[24];
    GString *head; /* cells before and after the position */
    gsize head_split;
};

static void
add_cells(GPtrArray *cells, GString *text)
{
    g_ptr_array_add(cells, g_strdup(text->str));
    g_string_truncate(text, 0);
}

static void
make_account_cells(KamDemoLedger *ledger, GString *text)
{
    const KamDemoCustomers *customers = ledger->world->customers;

    for (guint i = 0; i < customers->n; i++) {
        kam_demo_put_text(text, customers->customers[i].number);
        kam_demo_put_text(text, customers->customers[i].name);
        kam_demo_put_text(text, customers->customers[i].pib);
        add_cells(ledger->account_cells, text);
    }
    for (guint i = 0; i < customers->n_twins; i++) {
        const KamDemoTwin *twin = &customers->twins[i];

        kam_demo_put_text(text, twin->number);
        kam_demo_put_text(text, twin->name);
        kam_demo_put_text(text, twin->has_pib ? customers->customers[twin->customer].pib : "");
        add_cells(ledger->account_cells, text);
    }
}

static void
make_article_cells(KamDemoLedger *ledger, GString *text)
{
    for (guint i = 0; i < KAM_DEMO_N_PRODUCTS; i++) {
        const KamDemoProduct *product = &ledger->world->catalogue->products[i];

        kam_demo_put_text(text, product->number);
        kam_demo_put_text(text, product->name);
        kam_demo_put_text(text, kam_demo_categories[product->category].name);
        kam_demo_put_text(text, product->unit);
        add_cells(ledger->article_cells, text);
    }
    for (guint i = 0; i < KAM_DEMO_N_CHARGES; i++) {
        kam_demo_put_text(text, kam_demo_charges[i].number);
        kam_demo_put_text(text, kam_demo_charges[i].name);
        kam_demo_put_text(text, kam_demo_charges[i].category);
        kam_demo_put_text(text, kam_demo_charges[i].unit);
        add_cells(ledger->article_cells, text);
    }
}

KamDemoLedger *
kam_demo_ledger_new(const KamDemoWorld *world, KamDemoTotals *totals, KamDemoFile *sales, KamDemoFile *payments)
{
    KamDemoLedger *ledger = g_new0(KamDemoLedger, 1);
    g_autoptr(GString) text = g_string_new(NULL);

    ledger->world = world;
    ledger->totals = totals;
    ledger->sales = sales;
    ledger->payments = payments;
    ledger->payment_stream = kam_demo_stream_new(world->options.seed, "payments", 0);
    ledger->account_cells = g_ptr_array_new_with_free_func(g_free);
    ledger->article_cells = g_ptr_array_new_with_free_func(g_free);
    ledger->seller_cells = g_ptr_array_new_with_free_func(g_free);
    ledger->head = g_string_new(NULL);
    make_account_cells(ledger, text);
    make_article_cells(ledger, text);
    for (guint i = 0; i < KAM_DEMO_SELLERS; i++) {
        kam_demo_put_text(text, "RSD");
        kam_demo_put_text(text, world->customers->sellers[i]);
        kam_demo_end_line(text);
        add_cells(ledger->seller_cells, text);
    }
    g_string_append(
        sales->text,
        "\xef\xbb\xbfVrsta dokumenta;Broj računa;Rbr;Datum računa;Šifra kupca;Naziv kupca;PIB;Mesto isporuke;"
        "Šifra artikla;Naziv artikla;Grupa artikla;JM;Količina;Cena;Rabat %;Iznos bez PDV;Nabavna vrednost;"
        "Valuta;Komercijalista\n");
    g_string_append(payments->text, "\xef\xbb\xbf"
                                    "Broj računa;Šifra kupca;Datum računa;Datum dospeća;Iznos sa PDV;Datum uplate\n");
    return ledger;
}

void
kam_demo_ledger_free(KamDemoLedger *ledger)
{
    if (ledger == NULL)
        return;
    gsl_rng_free(ledger->payment_stream);
    g_ptr_array_unref(ledger->account_cells);
    g_ptr_array_unref(ledger->article_cells);
    g_ptr_array_unref(ledger->seller_cells);
    g_string_free(ledger->head, TRUE);
    g_free(ledger);
}

/* The company behind a customer number. */
static guint
customer_of(const KamDemoLedger *ledger, guint account)
{
    const KamDemoCustomers *customers = ledger->world->customers;

    return account < customers->n ? account : customers->twins[account - customers->n].customer;
}

/* Numbers start anew each year. */
static void
number_document(KamDemoLedger *ledger)
{
    Series series = kinds[ledger->kind].series;
    int year = kam_month_of_day(ledger->day) / 12;

    if (year != ledger->year)
        memset(ledger->numbers, 0, sizeof ledger->numbers);
    ledger->year = year;
    g_snprintf(ledger->number, sizeof ledger->number, "%s-%d-%06u", series_names[series], year,
               ++ledger->numbers[series]);
}

void
kam_demo_ledger_begin(KamDemoLedger *ledger, KamDemoKind kind, gint32 day, guint account)
{
    ledger->kind = kind;
    ledger->day = day;
    ledger->account = account;
    ledger->n_lines = ledger->n_articles = 0;
    ledger->net_minor = 0;
    number_document(ledger);
    g_string_truncate(ledger->head, 0);
    kam_demo_put_text(ledger->head, kinds[kind].name);
    kam_demo_put_text(ledger->head, ledger->number);
    ledger->head_split = ledger->head->len;
    kam_demo_put_day(ledger->head, day);
    g_string_append(ledger->head, account == KAM_DEMO_NONE ? ";;;" : g_ptr_array_index(ledger->account_cells, account));
}

static void
write_line(KamDemoLedger *ledger, const KamDemoEntry *entry, gint64 net, gint64 cost)
{
    GString *out = ledger->sales->text;
    guint seller = ledger->account == KAM_DEMO_NONE
                       ? 0
                       : ledger->world->customers->customers[customer_of(ledger, ledger->account)].seller;

    g_string_append_len(out, ledger->head->str, (gssize)ledger->head_split);
    kam_demo_put_int(out, ledger->n_lines);
    g_string_append_len(out, ledger->head->str + ledger->head_split, (gssize)(ledger->head->len - ledger->head_split));
    g_string_append(out, kam_demo_cities[entry->city].name);
    g_string_append_c(out, ';');
    g_string_append(out, g_ptr_array_index(ledger->article_cells, entry->article));
    kam_demo_put_hundredths(out, entry->quantity);
    kam_demo_put_hundredths(out, entry->price_minor);
    kam_demo_put_hundredths(out, entry->discount);
    kam_demo_put_hundredths(out, net);
    kam_demo_put_hundredths(out, cost);
    g_string_append(out, g_ptr_array_index(ledger->seller_cells, seller));
    kam_demo_file_rest(ledger->sales);
}

static void
count_line(KamDemoSum *sum, gint64 net)
{
    sum->lines++;
    sum->net_minor += net;
}

static void
count_article_line(KamDemoLedger *ledger, gint64 net, gint64 cost)
{
    KamDemoAccountTotals *account;
    guint customer;

    ledger->n_articles++;
    if (ledger->account == KAM_DEMO_NONE)
        return;
    account = &ledger->totals->accounts[ledger->account];
    customer = customer_of(ledger, ledger->account);
    count_line(ledger->kind == KAM_DEMO_INVOICE ? &account->invoices : &account->credits, net);
    account->cost_minor += cost;
    *kam_demo_totals_year_net(ledger->totals, customer, ledger->year) += net;
}

gint64
kam_demo_ledger_add(KamDemoLedger *ledger, const KamDemoEntry *entry)
{
    gint64 net = kam_demo_line_net(entry->quantity, entry->price_minor, entry->discount);
    gint64 cost = kam_demo_line_net(entry->quantity, entry->unit_cost_minor, 0);

    ledger->n_lines++;
    ledger->net_minor += net;
    write_line(ledger, entry, net, cost);
    count_line(&ledger->totals->all, net);
    count_line(&ledger->totals->kinds[ledger->kind], net);
    ledger->totals->cost_minor += cost;
    if (entry->article >= KAM_DEMO_N_PRODUCTS)
        count_line(&ledger->totals->charges[entry->article - KAM_DEMO_N_PRODUCTS], net);
    else
        count_article_line(ledger, net, cost);
    return net;
}

/* An invoice that was not paid by the end of the period has no date of payment yet. */
static void
write_payment(KamDemoLedger *ledger)
{
    const KamDemoCustomer *customer = &ledger->world->customers->customers[customer_of(ledger, ledger->account)];
    GString *out = ledger->payments->text;
    gint32 due = ledger->day + (gint32)customer->payment_days;
    gint32 delay = (gint32)lround(
        kam_demo_normal(ledger->payment_stream, customer->late_days, 2 + 0.25 * fabs(customer->late_days)));
    gint32 paid = kam_demo_next_open_day(MAX(due + delay, ledger->day));
    gboolean is_paid = paid <= ledger->world->calendar->last_day;
    const char *account = g_ptr_array_index(ledger->account_cells, ledger->account);

    kam_demo_put_text(out, ledger->number);
    g_string_append_len(out, account, strchr(account, ';') - account + 1);
    kam_demo_put_day(out, ledger->day);
    kam_demo_put_day(out, due);
    kam_demo_put_hundredths(out, ledger->net_minor + (ledger->net_minor * TAX_PERCENT + 50) / 100);
    kam_demo_put_day(out, is_paid ? paid : KAM_DAY_NONE);
    kam_demo_end_line(out);
    kam_demo_file_rest(ledger->payments);
    ledger->totals->accounts[ledger->account].paid_late += is_paid && paid > due;
}

void
kam_demo_ledger_end(KamDemoLedger *ledger)
{
    KamDemoAccountTotals *account;

    ledger->totals->all.documents++;
    ledger->totals->kinds[ledger->kind].documents++;
    if (ledger->account == KAM_DEMO_NONE)
        return;
    account = &ledger->totals->accounts[ledger->account];
    if (ledger->kind != KAM_DEMO_INVOICE) {
        account->credits.documents++;
        return;
    }
    if (ledger->n_articles > 0) {
        account->invoices.documents++;
        account->first_day = account->first_day == KAM_DAY_NONE ? ledger->day : account->first_day;
        account->last_day = ledger->day;
    }
    write_payment(ledger);
}
