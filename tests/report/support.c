/* The builder keeps columns as arrays and hands them over at the end. */
#include "support.h"

#include <math.h>
#include <string.h>

#include "base/dict.h"

struct Builder {
    KamFacts *facts;
    KamDict *accounts, *products, *documents;
    GArray *account, *product, *document, *day, *quantity, *net, *cost, *flags;
};

Builder *
builder_new(const char *currency)
{
    Builder *b = g_new0(Builder, 1);

    b->facts = g_new0(KamFacts, 1);
    b->facts->accounts = g_array_new(FALSE, TRUE, sizeof(KamFactAccount));
    b->facts->products = g_array_new(FALSE, TRUE, sizeof(KamFactProduct));
    b->facts->foreign = g_array_new(FALSE, TRUE, sizeof(KamForeignSum));
    b->facts->ties = g_array_new(FALSE, TRUE, sizeof(KamTie));
    b->facts->purchasings = g_array_new(FALSE, TRUE, sizeof(KamFactPurchasing));
    b->facts->texts = g_string_chunk_new(256);
    g_strlcpy(b->facts->currency, currency, sizeof b->facts->currency);
    b->accounts = kam_dict_new();
    b->products = kam_dict_new();
    b->documents = kam_dict_new();
    b->account = g_array_new(FALSE, FALSE, sizeof(guint32));
    b->product = g_array_new(FALSE, FALSE, sizeof(guint32));
    b->document = g_array_new(FALSE, FALSE, sizeof(guint32));
    b->day = g_array_new(FALSE, FALSE, sizeof(gint32));
    b->quantity = g_array_new(FALSE, FALSE, sizeof(gint64));
    b->net = g_array_new(FALSE, FALSE, sizeof(gint64));
    b->cost = g_array_new(FALSE, FALSE, sizeof(gint64));
    b->flags = g_array_new(FALSE, FALSE, sizeof(guint8));
    return b;
}

static const char *
keep(Builder *b, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(b->facts->texts, text);
}

static guint32
number_account(Builder *b, const FactLine *line)
{
    gboolean is_new;
    guint32 number;

    if (line->account == NULL)
        return KAM_NO_INDEX;
    number = kam_dict_add(b->accounts, line->account, strlen(line->account), &is_new);
    if (is_new) {
        KamFactAccount account = { .number = keep(b, line->account), .name = keep(b, line->name) };

        g_array_append_val(b->facts->accounts, account);
    }
    return number;
}

static guint32
number_product(Builder *b, const FactLine *line)
{
    const char *name = line->product != NULL ? line->product : "P";
    gboolean is_new;
    guint32 number = kam_dict_add(b->products, name, strlen(name), &is_new);

    if (is_new) {
        KamFactProduct product = { .number = keep(b, name), .category = keep(b, line->category) };

        g_array_append_val(b->facts->products, product);
    }
    return number;
}

static guint32
number_document(Builder *b, const FactLine *line)
{
    g_autofree char *own = g_strdup_printf("#%u", b->day->len);
    const char *name = line->document != NULL ? line->document : own;

    return kam_dict_add(b->documents, name, strlen(name), NULL);
}

static void
count_line(KamBalance *balance, const FactLine *line, guint8 flags, gint64 net)
{
    balance->read++;
    balance->taken++;
    balance->without_account += line->account == NULL;
    balance->charges += (flags & KAM_FACT_CHARGE) != 0;
    balance->credits += (flags & KAM_FACT_CREDIT) != 0;
    balance->without_cost += (flags & KAM_FACT_NO_COST) != 0;
    if (!(flags & KAM_FACT_FOREIGN))
        balance->net_micro += net;
}

void
builder_add(Builder *b, FactLine line)
{
    guint32 account = number_account(b, &line), product = number_product(b, &line),
            document = number_document(b, &line);
    gint32 day = kam_day_parse(line.day, strlen(line.day), KAM_DATE_YMD);
    gint64 net = llround(line.net * 1e6), cost = llround(line.cost * 1e6);
    gint64 quantity = llround((line.quantity > 0 ? line.quantity : 1) * (line.net < 0 ? -1e6 : 1e6));
    guint8 flags = line.flags | (line.has_cost ? 0 : KAM_FACT_NO_COST);

    g_assert_cmpint(day, !=, KAM_DAY_NONE);
    g_array_append_val(b->account, account);
    g_array_append_val(b->product, product);
    g_array_append_val(b->document, document);
    g_array_append_val(b->day, day);
    g_array_append_val(b->quantity, quantity);
    g_array_append_val(b->net, net);
    g_array_append_val(b->cost, cost);
    g_array_append_val(b->flags, flags);
    count_line(&b->facts->balance, &line, flags, net);
}

void
builder_add_monthly(Builder *b, FactLine line, guint n)
{
    gint32 first = kam_day_parse(line.day, strlen(line.day), KAM_DATE_YMD);
    gint32 offset = first - kam_month_first_day(kam_month_of_day(first));

    for (guint i = 0; i < n; i++) {
        char day[11];

        kam_day_to_iso(kam_month_first_day(kam_month_of_day(first) + (gint32)i) + offset, day);
        line.day = day;
        builder_add(b, line);
    }
}

static void
find_days(KamFacts *facts)
{
    facts->first_day = facts->last_day = facts->n > 0 ? facts->day[0] : KAM_DAY_NONE;
    for (gsize i = 0; i < facts->n; i++) {
        facts->first_day = MIN(facts->first_day, facts->day[i]);
        facts->last_day = MAX(facts->last_day, facts->day[i]);
    }
}

KamFacts *
builder_finish(Builder *b)
{
    KamFacts *facts = b->facts;

    facts->n = b->day->len;
    facts->n_documents = kam_dict_size(b->documents);
    facts->balance.documents = facts->n_documents;
    facts->account = (guint32 *)(gpointer)g_array_free(b->account, FALSE);
    facts->product = (guint32 *)(gpointer)g_array_free(b->product, FALSE);
    facts->document = (guint32 *)(gpointer)g_array_free(b->document, FALSE);
    facts->day = (gint32 *)(gpointer)g_array_free(b->day, FALSE);
    facts->quantity_micro = (gint64 *)(gpointer)g_array_free(b->quantity, FALSE);
    facts->net_micro = (gint64 *)(gpointer)g_array_free(b->net, FALSE);
    facts->cost_micro = (gint64 *)(gpointer)g_array_free(b->cost, FALSE);
    facts->flags = (guint8 *)g_array_free(b->flags, FALSE);
    find_days(facts);
    kam_dict_free(b->accounts);
    kam_dict_free(b->products);
    kam_dict_free(b->documents);
    g_free(b);
    return facts;
}

KamReport *
make_report(const KamFacts *facts, KamReportBasis basis)
{
    g_autoptr(GError) error = NULL;
    KamReport *report =
        kam_report_new(facts, &(KamReportOptions) { .basis = basis, .until_day = KAM_DAY_NONE }, &error);

    g_assert_no_error(error);
    return report;
}

KamReport *
make_report_in(const KamFacts *facts, KamLanguage language)
{
    const KamReportOptions options = { .until_day = KAM_DAY_NONE, .language = language };
    g_autoptr(GError) error = NULL;
    KamReport *report = kam_report_new(facts, &options, &error);

    g_assert_no_error(error);
    return report;
}

const KamReportAccount *
find_account(const KamReport *report, const char *number)
{
    for (guint i = 0; i < report->accounts->len; i++)
        if (strcmp(kam_report_get_account(report, i)->number, number) == 0)
            return kam_report_get_account(report, i);
    g_assert_not_reached();
}

gboolean
has_reason(const KamReportAccount *account, const char *part)
{
    for (guint i = 0; account->reasons != NULL && i < account->reasons->len; i++)
        if (strstr(account->reasons->pdata[i], part) != NULL)
            return TRUE;
    return FALSE;
}

const KamReportGap *
find_gap(const KamReport *report, const char *code)
{
    for (guint i = 0; i < report->gaps->len; i++)
        if (strcmp(g_array_index(report->gaps, KamReportGap, i).code, code) == 0)
            return &g_array_index(report->gaps, KamReportGap, i);
    return NULL;
}

KamFacts *
make_small_firm(void)
{
    Builder *b = builder_new("RSD");

    /* Ends on 2025-02-28: the last twelve months begin on 2024-03-01. */
    ADD_MONTHLY(b, 26, .account = "1001", .name = "Čelik Promet d.o.o.", .product = "bolt", .category = "Fasteners",
                .day = "2023-01-15", .net = 5000, .cost = 3500, .has_cost = TRUE);
    ADD_MONTHLY(b, 14, .account = "1002", .name = "Drina <script>alert(1)</script> & Co", .product = "nut",
                .category = "Fasteners", .day = "2023-01-10", .net = 3000, .cost = 2000, .has_cost = TRUE);
    ADD_MONTHLY(b, 12, .account = "1002", .product = "nut", .day = "2024-03-10", .net = 1200, .cost = 900,
                .has_cost = TRUE);
    ADD_MONTHLY(b, 18, .account = "1003", .name = "Tiha Voda", .product = "pipe", .category = "Pipes",
                .day = "2023-01-05", .net = 2000, .cost = 1500, .has_cost = TRUE);
    ADD_MONTHLY(b, 26, .account = "1004", .name = "Skupo Društvo", .product = "pipe", .category = "Pipes",
                .day = "2023-01-20", .net = 900, .cost = 1100, .has_cost = TRUE);
    ADD_MONTHLY(b, 14, .account = "1005", .name = "Rast Plus", .product = "bolt", .category = "Fasteners",
                .day = "2023-01-12", .net = 700, .cost = 500, .has_cost = TRUE);
    ADD_MONTHLY(b, 12, .account = "1005", .product = "glue", .category = "Chemicals", .day = "2024-03-12", .net = 1500,
                .cost = 1000, .has_cost = TRUE);
    ADD_MONTHLY(b, 13, .account = "1006", .name = "Mali Kupac", .product = "glue", .category = "Chemicals",
                .day = "2023-01-03", .net = 150, .cost = 90, .has_cost = TRUE);
    ADD_MONTHLY(b, 26, .account = "1007", .name = "Sedmi", .product = "bolt", .category = "Fasteners",
                .day = "2023-01-08", .net = 80, .cost = 60, .has_cost = TRUE);
    ADD(b, .account = "1008", .name = "Povrat", .product = "bolt", .category = "Fasteners", .day = "2024-05-05",
        .net = 500, .cost = 300, .has_cost = TRUE);
    ADD(b, .account = "1008", .product = "bolt", .day = "2024-06-05", .net = -700, .cost = -420, .has_cost = TRUE,
        .flags = KAM_FACT_CREDIT);
    ADD(b, .account = "1001", .product = "bolt", .day = "2024-06-20", .net = -10000, .cost = -7000, .has_cost = TRUE,
        .flags = KAM_FACT_CREDIT);
    ADD_MONTHLY(b, 4, .product = "bolt", .day = "2024-01-11", .net = 250, .cost = 200, .has_cost = TRUE);
    ADD_MONTHLY(b, 6, .account = "1001", .product = "POST", .day = "2024-07-15", .net = 12.5, .flags = KAM_FACT_CHARGE);
    ADD(b, .account = "1007", .product = "bolt", .category = "Fasteners", .day = "2025-02-28", .net = 80, .cost = 60,
        .has_cost = TRUE);
    return builder_finish(b);
}

KamFacts *
make_random_firm(guint32 seed, double factor, gboolean backwards)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GArray) lines = g_array_new(FALSE, TRUE, sizeof(FactLine));
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    Builder *b = builder_new("EUR");

    for (int i = 0; i < 800; i++) {
        char account[16], day[11], product[16];
        FactLine line = { .net = floor(exp(g_rand_double_range(rand, 0, 8)) * 100) / 100 * factor, .has_cost = TRUE };

        g_snprintf(account, sizeof account, "%d", g_rand_int_range(rand, 0, 60));
        g_snprintf(product, sizeof product, "p%d", g_rand_int_range(rand, 0, 40));
        kam_day_to_iso(kam_day_from_civil(2022, 1, 1) + g_rand_int_range(rand, 0, 1000), day);
        line.account = i % 11 == 0 ? NULL : g_string_chunk_insert(texts, account);
        line.product = g_string_chunk_insert(texts, product);
        line.day = g_string_chunk_insert(texts, day);
        if (i % 17 == 0) {
            line.net = -line.net;
            line.flags = KAM_FACT_CREDIT;
        } else if (i % 13 == 0) {
            line.flags = KAM_FACT_CHARGE;
        }
        line.cost = floor(line.net * 70) / 100;
        g_array_append_val(lines, line);
    }
    for (guint i = 0; i < lines->len; i++)
        builder_add(b, g_array_index(lines, FactLine, backwards ? lines->len - 1 - i : i));
    return builder_finish(b);
}
