/* The second half of ingest without a database: facts become columns in memory. */
#include <string.h>

#include "sales/ingest/ingest.h"
#include "sales/ingest/intake.h"
#include "sales/ingest/record_intake.h"
#include "sales/ingest/rejects.h"
#include "sales/ingest/sorter.h"
#include "sales/ingest/versions.h"

#define FIRST_CAPACITY 65536
#define RUN_LENGTH (256 * 1024)

/* Columns that grow. `currency` belongs to the document and is looked up at the end. */
typedef struct {
    KamFacts *facts;
    gsize capacity;
} Columns;

static void
grow(Columns *columns)
{
    KamFacts *facts = columns->facts;

    columns->capacity = columns->capacity == 0 ? FIRST_CAPACITY : columns->capacity * 2;
    facts->account = g_renew(guint32, facts->account, columns->capacity);
    facts->product = g_renew(guint32, facts->product, columns->capacity);
    facts->document = g_renew(guint32, facts->document, columns->capacity);
    facts->day = g_renew(gint32, facts->day, columns->capacity);
    facts->quantity_micro = g_renew(gint64, facts->quantity_micro, columns->capacity);
    facts->net_micro = g_renew(gint64, facts->net_micro, columns->capacity);
    facts->cost_micro = g_renew(gint64, facts->cost_micro, columns->capacity);
    facts->flags = g_renew(guint8, facts->flags, columns->capacity);
}

static gboolean
append_fact(gpointer data, const KamFact *fact, G_GNUC_UNUSED GError **error)
{
    Columns *columns = data;
    KamFacts *facts = columns->facts;
    gsize i = facts->n;

    if (i == columns->capacity)
        grow(columns);
    facts->account[i] = fact->account;
    facts->product[i] = fact->product;
    facts->document[i] = fact->document;
    facts->day[i] = fact->day;
    facts->quantity_micro[i] = fact->quantity_micro;
    facts->net_micro[i] = fact->net_micro;
    facts->cost_micro[i] = fact->cost_micro;
    facts->flags[i] = fact->flags & (KAM_FACT_CREDIT | KAM_FACT_NO_COST);
    facts->n++;
    return TRUE;
}

static gboolean
sort_fact(gpointer data, const KamFact *fact, GError **error)
{
    return kam_sorter_add(data, fact, error);
}

/* Several files may bring a document more than once. */
static gboolean
append_resolved(KamSorter *sorter, KamIntake *intake, Columns *columns, GError **error)
{
    KamDropped dropped = { 0 };
    KamFact *document;
    gsize n;

    if (!kam_sorter_rewind(sorter, error))
        return FALSE;
    while ((document = kam_sorter_next_document(sorter, &n, error)) != NULL && n > 0) {
        gsize kept = kam_versions_resolve(intake->documents, document, n, &dropped);
        for (gsize i = 0; i < kept; i++)
            append_fact(columns, &document[i], error);
    }
    intake->balance.repeated = dropped.lines;
    intake->balance.repeated_net_micro = dropped.net_micro;
    return document != NULL;
}

static void
copy_accounts(KamFacts *facts, KamAccountBook *book)
{
    for (guint32 i = 0; i < kam_account_book_size(book); i++) {
        const KamAccountEntry *entry = kam_account_book_get(book, i);
        KamFactAccount account = { .id = entry->id };
        account.number = entry->number == NULL ? NULL : g_string_chunk_insert(facts->texts, entry->number);
        account.name = entry->name == NULL ? NULL : g_string_chunk_insert(facts->texts, entry->name);
        account.tax_number = entry->tax_number == NULL ? NULL : g_string_chunk_insert(facts->texts, entry->tax_number);
        account.country = entry->country == NULL ? NULL : g_string_chunk_insert_const(facts->texts, entry->country);
        g_array_append_val(facts->accounts, account);
    }
}

static void
copy_products(KamFacts *facts, KamProductBook *book)
{
    for (guint32 i = 0; i < kam_product_book_size(book); i++) {
        const KamProductEntry *entry = kam_product_book_get(book, i);
        KamFactProduct product = { .id = entry->id, .is_charge = entry->charge_reason != NULL };
        product.number = entry->number == NULL ? NULL : g_string_chunk_insert(facts->texts, entry->number);
        product.name = entry->name == NULL ? NULL : g_string_chunk_insert(facts->texts, entry->name);
        product.category = entry->category == NULL ? NULL : g_string_chunk_insert_const(facts->texts, entry->category);
        g_array_append_val(facts->products, product);
    }
}

static gboolean
is_foreign(const KamCurrencyVerdict *verdict, guint32 currency)
{
    return currency != verdict->main && !verdict->is_one_money && currency != kam_currency_pack("XXX", 3);
}

static gint
compare_foreign(gconstpointer a, gconstpointer b)
{
    const KamForeignSum *left = a, *right = b;

    return left->lines == right->lines ? strcmp(left->currency, right->currency) : left->lines > right->lines ? -1 : 1;
}

/* Sums and flags that only the whole file tells. */
static gboolean
settle_lines(KamFacts *facts, KamIntake *intake, const KamRates *rates, GError **error)
{
    KamCurrencyVerdict *verdict = &intake->currency;

    if (rates != NULL && !kam_rates_is_empty(rates) && !verdict->is_one_money)
        verdict->main = kam_rates_get_home(rates);
    kam_currency_unpack(verdict->main, facts->currency);
    facts->is_one_money = verdict->is_one_money;
    for (gsize i = 0; i < facts->n; i++) {
        guint32 currency = kam_document_book_get(intake->documents, facts->document[i])->currency;
        gboolean stays_foreign = is_foreign(verdict, currency) && !kam_facts_convert_line(facts, i, currency, rates);
        if (!kam_facts_count_line(facts, i, currency, stays_foreign, error))
            return FALSE;
    }
    g_array_sort(facts->foreign, compare_foreign);
    return TRUE;
}

static void
count_documents(KamFacts *facts, KamDocumentBook *documents)
{
    KamBalance *balance = &facts->balance;

    facts->n_documents = kam_document_book_size(documents);
    for (guint32 i = 0; i < facts->n_documents; i++) {
        const KamDocumentEntry *entry = kam_document_book_get(documents, i);
        balance->documents += entry->group == i ? 1 : 0;
        balance->repeated_documents += entry->is_repeat ? 1 : 0;
        balance->updated_documents += entry->group != i && !entry->is_repeat ? 1 : 0;
    }
}

static gboolean
read_lists(KamIntake *intake, KamRecordKind kind, const char *const *paths, const KamProgress *progress, GError **error)
{
    g_autoptr(GByteArray) seen = g_byte_array_new();
    KamRecordIntake lists = { .kind = kind, .accounts = intake->accounts, .products = intake->products, .seen = seen };
    const KamIngestOptions options = { .progress = *progress };

    for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
        if (!kam_record_intake_read_file(&lists, paths[i], &options, error))
            return FALSE;
    return TRUE;
}

/* Number anew those that lines speak of, and leave out the others; KAM_NO_INDEX stays what it is. */
static void
drop_unused(const KamFacts *facts, guint32 *column, GArray *items, gsize size)
{
    g_autofree guint32 *number = g_new(guint32, items->len + 1);
    guint32 kept = 0;

    memset(number, 0xff, (items->len + 1) * sizeof *number);
    for (gsize i = 0; i < facts->n; i++)
        if (column[i] != KAM_NO_INDEX)
            number[column[i]] = 0;
    for (guint32 i = 0; i < items->len; i++) {
        if (number[i] == KAM_NO_INDEX)
            continue;
        memmove(items->data + kept * size, items->data + i * size, size);
        number[i] = kept++;
    }
    g_array_set_size(items, kept);
    for (gsize i = 0; i < facts->n; i++)
        if (column[i] != KAM_NO_INDEX)
            column[i] = number[column[i]];
}

static gboolean
read_files(KamIntake *intake, const char *const *paths, const KamIngestOptions *options, Columns *columns,
           GError **error)
{
    g_autoptr(KamSorter) sorter = NULL;

    if (paths[1] == NULL) {
        if (!kam_intake_read_file(intake, paths[0], options, append_fact, columns, NULL, error))
            return FALSE;
        kam_intake_finish(intake);
        return TRUE;
    }
    sorter = kam_sorter_new(intake->documents, RUN_LENGTH);
    for (gsize i = 0; paths[i] != NULL; i++)
        if (!kam_intake_read_file(intake, paths[i], options, sort_fact, sorter, NULL, error))
            return FALSE;
    kam_intake_finish(intake);
    return append_resolved(sorter, intake, columns, error);
}

static KamFacts *
fail_empty(const KamBalance *balance, const char *path, GError **error)
{
    if (balance->read == 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' holds no invoice lines below its header", path);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no line could be taken from '%s': %" G_GUINT64_FORMAT " rows refused; --rejects FILE lists them",
                    path, balance->refused);
    kam_error_set_reason(error, balance->read == 0 ? "file_no_rows" : "no_row_taken", "file", path, NULL);
    return NULL;
}

KamFacts *
kam_ingest_to_facts(const char *const *paths, const KamIngestOptions *options, GError **error)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) intake = NULL;
    g_autoptr(KamFacts) facts = kam_facts_new();
    Columns columns = { .facts = facts };

    g_return_val_if_fail(paths != NULL && paths[0] != NULL, NULL);
    if (options->rejects_path != NULL && !kam_rejects_check_path(options->rejects_path, paths, error))
        return NULL;
    kam_charges_add_default_rules(charges);
    intake = kam_intake_new(charges);
    if (!read_lists(intake, KAM_RECORD_ACCOUNTS, options->account_lists, &options->progress, error) ||
        !read_lists(intake, KAM_RECORD_PRODUCTS, options->product_lists, &options->progress, error) ||
        !read_files(intake, paths, options, &columns, error))
        return NULL;
    if (facts->n == 0)
        return fail_empty(&intake->balance, paths[0], error);
    facts->balance = intake->balance;
    copy_accounts(facts, intake->accounts);
    copy_products(facts, intake->products);
    if (options->account_lists != NULL)
        drop_unused(facts, facts->account, facts->accounts, sizeof(KamFactAccount));
    if (options->product_lists != NULL)
        drop_unused(facts, facts->product, facts->products, sizeof(KamFactProduct));
    if (!settle_lines(facts, intake, options->rates, error))
        return NULL;
    count_documents(facts, intake->documents);
    return g_steal_pointer(&facts);
}
