/* Segments into facts. */
#include "sales/columns/load.h"

#include "sales/columns/segment_store.h"
#include "sales/currency.h"
#include "store/statements.h"

/* Ids of accounts or products in ascending order, as they were loaded: the place is the index. */
typedef struct {
    GArray *ids; /* gint64 */
} Index;

typedef struct {
    KamFacts *facts;
    gsize capacity;
    Index accounts, products;
    GArray *currencies; /* guint32 a line, while not all are equal */
    gint64 *wide;       /* KAM_SEGMENT_LINES of scratch, twice */
    guint32 *product_index;
} Load;

static guint32
index_of(const Index *index, gint64 id)
{
    guint low = 0, high = index->ids->len;

    if (id == 0)
        return KAM_NO_INDEX;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(index->ids, gint64, middle) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->ids->len && g_array_index(index->ids, gint64, low) == id ? low : KAM_NO_INDEX;
}

static const char *
keep(KamFacts *facts, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(facts->texts, text);
}

static gboolean
corrupt(GError **error, const char *what)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "columns are damaged: %s; 'kamen check --rebuild' remakes them from the lines", what);
    return FALSE;
}

/* Regions, cities and managers are those of many accounts. */
static const char *
keep_shared(KamFacts *facts, const char *text)
{
    return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const(facts->texts, text);
}

static gboolean
load_accounts(KamDb *db, KamFacts *facts, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("facts_account_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamFactAccount account = { .id = kam_stmt_get_int(stmt, 0) };
        account.number = keep(facts, kam_stmt_get_text(stmt, 1));
        account.name = keep(facts, kam_stmt_get_text(stmt, 2));
        account.tax_number = keep(facts, kam_stmt_get_text(stmt, 3));
        account.country = keep(facts, kam_stmt_get_text(stmt, 4));
        account.region = keep_shared(facts, kam_stmt_get_text(stmt, 5));
        account.city = keep_shared(facts, kam_stmt_get_text(stmt, 6));
        account.manager = keep_shared(facts, kam_stmt_get_text(stmt, 7));
        account.manager_id = kam_stmt_get_int(stmt, 8);
        account.parent_id = kam_stmt_get_int(stmt, 9);
        account.head_id = kam_stmt_get_int(stmt, 10);
        g_array_append_val(facts->accounts, account);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
load_products(KamDb *db, KamFacts *facts, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamFactProduct product = { .id = kam_stmt_get_int(stmt, 0), .is_charge = kam_stmt_get_int(stmt, 6) != 0 };
        product.number = keep(facts, kam_stmt_get_text(stmt, 1));
        product.name = keep(facts, kam_stmt_get_text(stmt, 2));
        product.category = keep(facts, kam_stmt_get_text(stmt, 4));
        g_array_append_val(facts->products, product);
    }
    return step == KAM_STEP_DONE;
}

static gint32
day_or(KamStmt *stmt, int column, gint32 unknown)
{
    return kam_stmt_is_null(stmt, column) ? unknown : (gint32)kam_stmt_get_int(stmt, column);
}

/* A kind that a later version knows makes no tree here. */
static gboolean
read_kind(const char *word, KamTieKind *kind)
{
    static const char *const kinds[KAM_TIE_N] = { "owns", "controls", "franchise", "buying_association" };

    for (*kind = 0; *kind < KAM_TIE_N; (*kind)++)
        if (g_strcmp0(word, kinds[*kind]) == 0)
            return TRUE;
    return FALSE;
}

/* Who was deleted since belongs to nobody and nobody to it. */
static gboolean
load_ties(KamDb *db, KamFacts *facts, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("facts_tie_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamTie tie = {
            .id = kam_stmt_get_int(stmt, 0),
            .account = kam_facts_find_account(facts, kam_stmt_get_int(stmt, 1)),
            .parent = kam_facts_find_account(facts, kam_stmt_get_int(stmt, 2)),
            .from_day = day_or(stmt, 4, KAM_TIE_EVER),
            .to_day = day_or(stmt, 5, KAM_TIE_STILL),
            .share_micro = kam_stmt_is_null(stmt, 6) ? KAM_TIE_UNKNOWN_SHARE : kam_stmt_get_int(stmt, 6),
        };
        if (read_kind(kam_stmt_get_text(stmt, 3), &tie.kind) && tie.account != KAM_NO_INDEX &&
            tie.parent != KAM_NO_INDEX)
            g_array_append_val(facts->ties, tie);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
load_purchasings(KamDb *db, KamFacts *facts, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("facts_purchasing_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamFactPurchasing said = {
            .id = kam_stmt_get_int(stmt, 0),
            .account = kam_facts_find_account(facts, kam_stmt_get_int(stmt, 1)),
            .category = keep_shared(facts, kam_stmt_get_text(stmt, 2)),
            .mode = keep_shared(facts, kam_stmt_get_text(stmt, 3)),
            .since_day = day_or(stmt, 4, KAM_DAY_NONE),
            .is_from_data = g_strcmp0(kam_stmt_get_text(stmt, 5), "data") == 0,
            .yearly_micro = kam_stmt_is_null(stmt, 6) ? 0 : kam_stmt_get_int(stmt, 6),
        };

        g_strlcpy(said.currency, kam_stmt_is_null(stmt, 7) ? "" : kam_stmt_get_text(stmt, 7), sizeof said.currency);
        if (said.account != KAM_NO_INDEX)
            g_array_append_val(facts->purchasings, said);
    }
    return step == KAM_STEP_DONE;
}

gboolean
kam_facts_load_names(KamDb *db, KamFacts *facts, GError **error)
{
    return load_accounts(db, facts, error) && load_ties(db, facts, error) && load_purchasings(db, facts, error) &&
           load_products(db, facts, error);
}

static void
index_names(Load *load)
{
    const GArray *accounts = load->facts->accounts, *products = load->facts->products;

    for (guint i = 0; i < accounts->len; i++)
        g_array_append_val(load->accounts.ids, g_array_index(accounts, KamFactAccount, i).id);
    for (guint i = 0; i < products->len; i++)
        g_array_append_val(load->products.ids, g_array_index(products, KamFactProduct, i).id);
}

static gboolean
allocate(KamDb *db, Load *load, GError **error)
{
    KamFacts *facts = load->facts;
    gint64 lines;
    gsize n;

    if (!kam_db_get_int(db, kam_sql("segment_count_lines"), &lines, error))
        return FALSE;
    n = (gsize)lines;
    if (n == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                    "no invoice lines in this database yet; 'kamen import FILE' brings them");
        return FALSE;
    }
    load->capacity = n;
    facts->account = g_new(guint32, n);
    facts->product = g_new(guint32, n);
    facts->document = g_new(guint32, n);
    facts->day = g_new(gint32, n);
    facts->quantity_micro = g_new(gint64, n);
    facts->net_micro = g_new(gint64, n);
    facts->cost_micro = g_new(gint64, n);
    facts->flags = g_new(guint8, n);
    return TRUE;
}

static gboolean
fill_accounts(Load *load, const KamSegment *segment, GError **error)
{
    gint64 *accounts = load->wide, *lengths = load->wide + KAM_SEGMENT_LINES;
    guint32 *out = load->facts->account + load->facts->n;
    guint64 filled = 0;

    if (!kam_segment_read(segment, KAM_SEGMENT_RUN_ACCOUNT, accounts, error) ||
        !kam_segment_read(segment, KAM_SEGMENT_RUN_LENGTH, lengths, error))
        return FALSE;
    for (guint32 run = 0; run < segment->n_runs; run++) {
        guint32 index = index_of(&load->accounts, accounts[run]);
        if (lengths[run] < 1 || (guint64)lengths[run] > segment->n_lines - filled)
            return corrupt(error, "runs of accounts have impossible lengths");
        for (gint64 left = lengths[run]; left > 0; left--)
            out[filled++] = index;
    }
    return filled == segment->n_lines || corrupt(error, "runs of accounts end too early");
}

static gboolean
fill_products(Load *load, const KamSegment *segment, GError **error)
{
    gint64 *dictionary = load->wide;
    guint32 *out = load->facts->product + load->facts->n;

    if (!kam_segment_read(segment, KAM_SEGMENT_DICTIONARY, dictionary, error) ||
        !kam_segment_read_32(segment, KAM_SEGMENT_PRODUCT, (gint32 *)(gpointer)out, error))
        return FALSE;
    for (guint32 i = 0; i < segment->n_products; i++)
        load->product_index[i] = index_of(&load->products, dictionary[i]);
    for (guint32 i = 0; i < segment->n_lines; i++)
        out[i] = out[i] < segment->n_products ? load->product_index[out[i]] : KAM_NO_INDEX;
    return TRUE;
}

/* One currency a segment is the rule; the column then is one number. */
static gboolean
fill_currencies(Load *load, const KamSegment *segment, GError **error)
{
    gint64 *currencies = load->wide;

    if (!kam_segment_read(segment, KAM_SEGMENT_CURRENCY, currencies, error))
        return FALSE;
    for (guint32 i = 0; i < segment->n_lines; i++) {
        guint32 currency = (guint32)currencies[i];
        g_array_append_val(load->currencies, currency);
    }
    return TRUE;
}

static gboolean
load_segment(gpointer data, const KamSegment *segment, GError **error)
{
    Load *load = data;
    KamFacts *facts = load->facts;
    gsize at = facts->n;

    if (segment->n_lines > load->capacity - at)
        return corrupt(error, "there are more lines than it is said to hold");
    if (!fill_accounts(load, segment, error) || !fill_products(load, segment, error) ||
        !fill_currencies(load, segment, error) ||
        !kam_segment_read_32(segment, KAM_SEGMENT_DOCUMENT, (gint32 *)(gpointer)(facts->document + at), error) ||
        !kam_segment_read_32(segment, KAM_SEGMENT_DAY, facts->day + at, error) ||
        !kam_segment_read(segment, KAM_SEGMENT_QUANTITY, facts->quantity_micro + at, error) ||
        !kam_segment_read(segment, KAM_SEGMENT_NET, facts->net_micro + at, error) ||
        !kam_segment_read(segment, KAM_SEGMENT_COST, facts->cost_micro + at, error) ||
        !kam_segment_read_8(segment, KAM_SEGMENT_FLAGS, facts->flags + at, error))
        return FALSE;
    facts->n += segment->n_lines;
    return TRUE;
}

static guint32
most_frequent_currency(const GArray *currencies)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer key, count;
    guint32 best = 0;
    guint most = 0;

    for (guint i = 0, run = 0; i < currencies->len; i++) {
        guint32 currency = g_array_index(currencies, guint32, i);
        run++;
        if (i + 1 < currencies->len && g_array_index(currencies, guint32, i + 1) == currency)
            continue;
        key = GUINT_TO_POINTER(currency);
        g_hash_table_replace(counts, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + run));
        run = 0;
    }
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        if (GPOINTER_TO_UINT(count) < most)
            continue;
        most = GPOINTER_TO_UINT(count);
        best = GPOINTER_TO_UINT(key);
    }
    return best;
}

static gboolean
count_documents(KamDb *db, KamFacts *facts, GError **error)
{
    gint64 documents;

    if (!kam_db_get_int(db, kam_sql("document_count"), &documents, error))
        return FALSE;
    facts->balance.documents = (guint64)documents;
    return TRUE;
}

/* Readers make tables as long as the period and as there are documents, so both must be possible. */
static gboolean
check_bounds(const Load *load, GError **error)
{
    const KamFacts *facts = load->facts;

    if (facts->n != load->capacity)
        return corrupt(error, "there are fewer lines than they are said to hold");
    for (gsize i = 0; i < facts->n; i++)
        if (facts->document[i] > G_MAXINT32 || facts->day[i] < kam_day_from_civil(1900, 1, 1) ||
            facts->day[i] > kam_day_from_civil(2200, 12, 31))
            return corrupt(error, "a document or a day cannot be");
    return TRUE;
}

static gboolean
settle(KamDb *db, Load *load, GError **error)
{
    KamFacts *facts = load->facts;
    g_autoptr(KamRates) rates = kam_rates_load(db, error);
    guint32 main;

    if (rates == NULL || !check_bounds(load, error))
        return FALSE;
    main = kam_rates_is_empty(rates) ? most_frequent_currency(load->currencies) : kam_rates_get_home(rates);
    kam_currency_unpack(main, facts->currency);
    for (gsize i = 0; i < facts->n; i++) {
        guint32 currency = g_array_index(load->currencies, guint32, i);
        gboolean is_foreign = currency != main && !kam_facts_convert_line(facts, i, currency, rates);
        if (!kam_facts_count_line(facts, i, currency, is_foreign, error))
            return FALSE;
        facts->n_documents = MAX(facts->n_documents, facts->document[i] + 1);
    }
    facts->balance.read = facts->balance.taken;
    return count_documents(db, facts, error);
}

KamFacts *
kam_facts_load(KamDb *db, GError **error)
{
    g_autoptr(KamFacts) facts = kam_facts_new();
    g_autoptr(GArray) account_ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GArray) product_ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GArray) currencies = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autofree gint64 *wide = g_new(gint64, 2 * KAM_SEGMENT_LINES);
    g_autofree guint32 *product_index = g_new(guint32, KAM_SEGMENT_LINES);
    Load load = { .facts = facts,
                  .accounts = { account_ids },
                  .products = { product_ids },
                  .currencies = currencies,
                  .wide = wide,
                  .product_index = product_index };

    if (!allocate(db, &load, error) || !kam_facts_load_names(db, facts, error))
        return NULL;
    index_names(&load);
    if (!kam_segment_visit(db, 0, load_segment, &load, error) || !settle(db, &load, error))
        return NULL;
    return g_steal_pointer(&facts);
}
