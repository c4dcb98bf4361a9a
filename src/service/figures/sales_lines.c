/* One SELECT with the conditions of the filters, in the order of the lines' key. */
#include "service/figures/sales_lines.h"

#include <string.h>

#include "base/error.h"
#include "sales/currency.h"
#include "sales/rates.h"
#include "service/analysis/scope.h"
#include "service/figures/provenance.h"
#include "store/statements.h"

#define N_KEYS 4

static const KamQueryKey keys[N_KEYS] = {
    { .column = "l.account_id" },
    { .column = "l.day" },
    { .column = "l.document_id" },
    { .column = "l.position" },
};

/* The columns of the answer, in this order. */
enum {
    ACCOUNT_ID,
    DAY,
    DOCUMENT_ID,
    POSITION,
    ACCOUNT_NUMBER,
    ACCOUNT_NAME,
    PRODUCT_ID,
    PRODUCT_NUMBER,
    PRODUCT_NAME,
    CATEGORY,
    IS_CHARGE,
    NUMBER,
    IS_CREDIT,
    CURRENCY,
    QUANTITY,
    NET,
    DISCOUNT,
    COST,
    BATCH_ID,
    SOURCE_ROW,
};

static const char *const columns[] = {
    "l.account_id",     "l.day",       "l.document_id",    "l.position",   "a.number",   "a.name",       "l.product_id",
    "p.number",         "p.name",      "p.category",       "p.is_charge",  "d.number",   "d.is_credit",  "d.currency",
    "l.quantity_micro", "l.net_micro", "l.discount_micro", "l.cost_micro", "l.batch_id", "l.source_row",
};

/* Left joins, so that the lines lead and their key gives the order. */
static KamQuery *
select_lines(void)
{
    KamQuery *query = kam_query_new_select("sales_line", "l");

    kam_query_left_join(query, "sales_document", "d", "d.id", "l.document_id");
    kam_query_left_join(query, "account", "a", "a.id", "l.account_id");
    kam_query_left_join(query, "product", "p", "p.id", "l.product_id");
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        kam_query_select(query, columns[i], NULL);
    for (guint i = 0; i < N_KEYS; i++)
        kam_query_order_by(query, &keys[i]);
    return query;
}

/* A head of a group has no head of its own: it is found by its id. */
static void
where_group(KamQuery *query, gint64 head_id)
{
    if (head_id == 0) {
        kam_query_where_int(query, "l.account_id", KAM_EQ, 0);
        return;
    }
    kam_query_begin_any(query);
    kam_query_where_int(query, "a.head_id", KAM_EQ, head_id);
    kam_query_begin_all(query);
    kam_query_where_null(query, "a.head_id", TRUE);
    kam_query_where_int(query, "l.account_id", KAM_EQ, head_id);
    kam_query_end(query);
    kam_query_end(query);
}

/* The lines of each account on the days on which it belonged there. */
static void
where_spans(KamQuery *query, const GArray *spans, const GArray *ids)
{
    kam_query_begin_any(query);
    for (guint i = 0; i < spans->len; i++) {
        const KamGroupSpan *span = &g_array_index(spans, KamGroupSpan, i);

        kam_query_begin_all(query);
        kam_query_where_int(query, "l.account_id", KAM_EQ, g_array_index(ids, gint64, i));
        if (span->from_day != KAM_TIE_EVER)
            kam_query_where_int(query, "l.day", KAM_GE, span->from_day);
        if (span->to_day != KAM_TIE_STILL)
            kam_query_where_int(query, "l.day", KAM_LT, span->to_day);
        kam_query_end(query);
    }
    kam_query_end(query);
}

static void
where_word(KamQuery *query, const char *column, const char *word)
{
    if (word == NULL)
        return;
    if (*word != '\0') {
        kam_query_where_text(query, column, KAM_EQ, word);
        return;
    }
    kam_query_begin_any(query);
    kam_query_where_null(query, column, TRUE);
    kam_query_where_text(query, column, KAM_EQ, "");
    kam_query_end(query);
}

static void
where_manager(KamQuery *query, gint64 manager_id)
{
    if (manager_id != 0)
        kam_query_where_int(query, "a.owner_id", KAM_EQ, manager_id);
    else
        kam_query_where_null(query, "a.owner_id", TRUE);
}

/* The same lines as line_is_of_basis() of service/report/basis.h. */
static void
where_basis(KamQuery *query, KamReportBasis basis)
{
    if (basis == KAM_BASIS_ALL)
        return;
    kam_query_where_int(query, "l.account_id", KAM_NE, 0);
    if (basis == KAM_BASIS_PRODUCTS) {
        kam_query_begin_any(query);
        kam_query_where_null(query, "p.is_charge", TRUE);
        kam_query_where_int(query, "p.is_charge", KAM_EQ, 0);
        kam_query_end(query);
        return;
    }
    kam_query_where_int(query, "l.net_micro", KAM_GT, 0);
    kam_query_where_int(query, "l.quantity_micro", KAM_GT, 0);
    kam_query_where_int(query, "d.is_credit", KAM_EQ, 0);
}

static void
where_filter(KamQuery *query, const KamLineQuestion *question)
{
    const KamSalesFilter *filter = &question->filter;

    if (filter->has_account)
        kam_query_where_int(query, "l.account_id", KAM_EQ, filter->account_id);
    if (question->spans != NULL)
        where_spans(query, question->spans, question->span_ids);
    else if (filter->has_group)
        where_group(query, filter->group_id);
    if (filter->has_product)
        kam_query_where_int(query, "l.product_id", KAM_EQ, filter->product_id);
    if (filter->has_manager)
        where_manager(query, filter->manager_id);
    where_word(query, "p.category", filter->category);
    where_word(query, "a.region", filter->region);
    where_basis(query, filter->basis);
    if (filter->from_day != KAM_DAY_NONE)
        kam_query_where_int(query, "l.day", KAM_GE, filter->from_day);
    if (filter->until_day != KAM_DAY_NONE)
        kam_query_where_int(query, "l.day", KAM_LE, filter->until_day);
}

/* The same lines as KAM_FACT_NO_COST without KAM_FACT_CHARGE. */
static void
where_lacks_cost(KamQuery *query)
{
    kam_query_where_null(query, "l.cost_micro", TRUE);
    kam_query_begin_any(query);
    kam_query_where_null(query, "p.is_charge", TRUE);
    kam_query_where_int(query, "p.is_charge", KAM_EQ, 0);
    kam_query_end(query);
}

typedef struct {
    KamQuery *query;
    guint32 currency; /* of the rate before */
} RateWalk;

/* Rates come by currency, then day: from its first one on a currency converts. */
static void
where_before_first_rate(gpointer data, guint32 currency, gint32 day, G_GNUC_UNUSED KamDecimal rate)
{
    RateWalk *walk = data;
    char word[4];

    if (currency == walk->currency)
        return;
    walk->currency = currency;
    kam_currency_unpack(currency, word);
    kam_query_begin_any(walk->query);
    kam_query_where_text(walk->query, "d.currency", KAM_NE, word);
    kam_query_where_int(walk->query, "l.day", KAM_LT, day);
    kam_query_end(walk->query);
}

/* What turns lines into a currency begins with its first rate. */
typedef struct {
    guint32 currency;
    gint32 day;
} FirstRate;

static void
take_first_rate(gpointer data, guint32 currency, gint32 day, G_GNUC_UNUSED KamDecimal rate)
{
    FirstRate *first = data;

    if (currency == first->currency && first->day == KAM_DAY_NONE)
        first->day = day;
}

/* The same lines as KAM_FACT_FOREIGN, in the facts' own currency or in another. */
static gboolean
where_lacks_rate(KamQuery *query, KamDb *db, const KamLineQuestion *question, GError **error)
{
    const char *home = question->lacks_rate_to, *into = question->then_into;
    g_autoptr(KamRates) rates = kam_rates_load(db, error);
    RateWalk walk = { query, 0 };
    FirstRate first = { kam_currency_pack(into, strlen(into)), KAM_DAY_NONE };

    if (rates == NULL)
        return FALSE;
    kam_query_begin_any(query);
    kam_query_begin_all(query);
    kam_query_where_text(query, "d.currency", KAM_NE, home);
    kam_rates_visit(rates, where_before_first_rate, &walk);
    kam_query_end(query);
    kam_rates_visit(rates, take_first_rate, &first);
    if (first.day != KAM_DAY_NONE)
        kam_query_where_int(query, "l.day", KAM_LT, first.day);
    kam_query_end(query);
    return TRUE;
}

/* A document is found by its account, since lines are stored by it. */
static gboolean
where_document(KamQuery *query, KamDb *db, gint64 document_id, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (document_id == 0)
        return TRUE;
    stmt = kam_stmt_new(db, kam_sql("figures_document_account"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, document_id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_DONE:
        kam_query_where_constant(query, FALSE);
        return TRUE;
    case KAM_STEP_ROW:
        break;
    }
    kam_query_where_int(query, "l.account_id", KAM_EQ, kam_stmt_get_int(stmt, 0));
    kam_query_where_int(query, "l.document_id", KAM_EQ, document_id);
    return TRUE;
}

static gboolean
read_cursor(const char *cursor, gint64 key[N_KEYS])
{
    g_auto(GStrv) parts = g_strsplit(cursor, ".", N_KEYS + 1);

    if (g_strv_length(parts) != N_KEYS)
        return FALSE;
    for (guint i = 0; i < N_KEYS; i++)
        if (!g_ascii_string_to_signed(parts[i], 10, G_MININT64, G_MAXINT64, &key[i], NULL))
            return FALSE;
    return TRUE;
}

gboolean
kam_sales_lines_is_cursor(const char *text)
{
    gint64 key[N_KEYS];

    return read_cursor(text, key);
}

static gboolean
where_after(KamQuery *query, const char *cursor, GError **error)
{
    KamQueryValue values[N_KEYS];
    gint64 key[N_KEYS];

    if (cursor == NULL)
        return TRUE;
    if (!read_cursor(cursor, key)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no cursor; it takes `next` of the page before", cursor);
        return FALSE;
    }
    for (guint i = 0; i < N_KEYS; i++)
        values[i] = KAM_QUERY_INT(key[i]);
    kam_query_where_after(query, keys, values, N_KEYS);
    return TRUE;
}

static KamStmt *
prepare(KamDb *db, const KamLineQuestion *question, GError **error)
{
    g_autoptr(KamQuery) query = select_lines();

    where_filter(query, question);
    if (question->batch_id != 0)
        kam_query_where_int(query, "l.batch_id", KAM_EQ, question->batch_id);
    if (question->view != NULL)
        kam_query_where_in(query, "l.account_id", question->view);
    if (question->lacks_cost)
        where_lacks_cost(query);
    if (question->lacks_rate_to != NULL && !where_lacks_rate(query, db, question, error))
        return NULL;
    if (!where_document(query, db, question->document_id, error) || !where_after(query, question->cursor, error))
        return NULL;
    kam_query_limit(query, question->limit + 1);
    return kam_query_prepare(query, db, error);
}

static void
put_money(KamStmt *stmt, int column, KamJson *json, const char *name)
{
    if (kam_stmt_is_null(stmt, column))
        kam_json_null(json, name);
    else
        kam_json_money(json, name, kam_stmt_get_int(stmt, column), kam_stmt_get_text(stmt, CURRENCY));
}

static void
put_account(KamStmt *stmt, KamJson *json)
{
    if (kam_stmt_get_int(stmt, ACCOUNT_ID) == 0) {
        kam_json_null(json, "account");
        return;
    }
    kam_json_begin_object(json, "account");
    kam_json_id(json, "id", kam_stmt_get_int(stmt, ACCOUNT_ID));
    kam_json_text(json, "number", kam_stmt_get_text(stmt, ACCOUNT_NUMBER));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, ACCOUNT_NAME));
    kam_json_end_object(json);
}

static void
put_product(KamStmt *stmt, KamJson *json)
{
    if (kam_stmt_get_int(stmt, PRODUCT_ID) == 0) {
        kam_json_null(json, "product");
        return;
    }
    kam_json_begin_object(json, "product");
    kam_json_id(json, "id", kam_stmt_get_int(stmt, PRODUCT_ID));
    kam_json_text(json, "number", kam_stmt_get_text(stmt, PRODUCT_NUMBER));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, PRODUCT_NAME));
    kam_json_text(json, "category", kam_stmt_get_text(stmt, CATEGORY));
    kam_json_bool(json, "is_charge", kam_stmt_get_int(stmt, IS_CHARGE) != 0);
    kam_json_end_object(json);
}

static void
put_document(KamStmt *stmt, KamJson *json)
{
    kam_json_begin_object(json, "document");
    kam_json_id(json, "id", kam_stmt_get_int(stmt, DOCUMENT_ID));
    kam_json_text(json, "number", kam_stmt_get_text(stmt, NUMBER));
    kam_json_bool(json, "is_credit", kam_stmt_get_int(stmt, IS_CREDIT) != 0);
    kam_json_end_object(json);
}

static void
put_line(KamStmt *stmt, const KamLineQuestion *question, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    put_account(stmt, json);
    kam_scope_day_to_json(json, "day", (gint32)kam_stmt_get_int(stmt, DAY));
    put_document(stmt, json);
    kam_json_int(json, "position", kam_stmt_get_int(stmt, POSITION));
    put_product(stmt, json);
    kam_quantity_to_json(json, "quantity", kam_stmt_get_int(stmt, QUANTITY));
    put_money(stmt, NET, json, "net");
    put_money(stmt, DISCOUNT, json, "discount");
    if (question->with_margin)
        put_money(stmt, COST, json, "cost");
    kam_json_id(json, "batch_id", kam_stmt_get_int(stmt, BATCH_ID));
    kam_json_int(json, "source_row", kam_stmt_get_int(stmt, SOURCE_ROW));
    kam_json_end_object(json);
}

static void
set_cursor(KamStmt *stmt, GString *cursor)
{
    g_string_printf(cursor, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                    kam_stmt_get_int(stmt, ACCOUNT_ID), kam_stmt_get_int(stmt, DAY),
                    kam_stmt_get_int(stmt, DOCUMENT_ID), kam_stmt_get_int(stmt, POSITION));
}

gboolean
kam_sales_lines_to_json(KamDb *db, const KamLineQuestion *question, KamJson *json, GError **error)
{
    g_autoptr(KamStmt) stmt = prepare(db, question, error);
    g_autoptr(GString) cursor = g_string_new(NULL);
    guint n = 0;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_json_begin_object(json, NULL);
    kam_json_begin_array(json, "items");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW && n < question->limit) {
        put_line(stmt, question, json);
        set_cursor(stmt, cursor);
        n++;
    }
    if (step == KAM_STEP_FAILED)
        return FALSE;
    kam_json_end_array(json);
    /* One more row than was asked for: there is another page. */
    kam_json_text(json, "next", step == KAM_STEP_ROW ? cursor->str : NULL);
    kam_json_end_object(json);
    return TRUE;
}
