/* Reading, opening, throwing away, and the hash of the list. */
#include "service/programme/review.h"

#include <string.h>

#include "base/error.h"
#include "domain/types.h"
#include "service/programme/rule.h"
#include "store/statements.h"

static void
clear_item(gpointer data)
{
    KamReviewItem *item = data;

    g_free(item->number);
    g_free(item->name);
    g_free(item->verdict);
    g_free(item->reason);
}

static KamReviewItem
item_of(KamStmt *row)
{
    return (KamReviewItem) { .id = kam_stmt_get_int(row, 0),
                             .version = kam_stmt_get_int(row, 1),
                             .account_id = kam_stmt_get_int(row, 2),
                             .from_tier_id = kam_stmt_get_int(row, 5),
                             .to_tier_id = kam_stmt_get_int(row, 6),
                             .number = g_strdup(kam_stmt_get_text(row, 3)),
                             .name = g_strdup(kam_stmt_get_text(row, 4)),
                             .verdict = g_strdup(kam_stmt_get_text(row, 7)),
                             .reason = g_strdup(kam_stmt_get_text(row, 8)) };
}

GArray *
kam_review_items(KamDb *db, gint64 review_id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("programme_review_items"), error);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(KamReviewItem));
    KamStep step;

    g_array_set_clear_func(items, clear_item);
    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, review_id);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamReviewItem item = item_of(stmt);

        g_array_append_val(items, item);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&items) : NULL;
}

void
kam_review_free(KamReview *review)
{
    if (review == NULL)
        return;
    g_clear_pointer(&review->record, kam_record_free);
    g_clear_pointer(&review->items, g_array_unref);
    kam_analysis_run_free(review->run);
    g_free(review);
}

KamReview *
kam_review_load(KamDb *db, gint64 id, GError **error)
{
    g_autoptr(KamReview) review = g_new0(KamReview, 1);
    g_autoptr(GError) gone = NULL;

    review->record = kam_record_load(db, &kam_programme_review_type, id, FALSE, error);
    review->items = review->record == NULL ? NULL : kam_review_items(db, id, error);
    if (review->items == NULL)
        return NULL;
    if (kam_record_has(review->record, "run_id"))
        review->run = kam_analysis_run_load(db, kam_record_get_int(review->record, "run_id"), NULL, &gone);
    if (gone == NULL || g_error_matches(gone, KAM_ERROR, KAM_ERROR_NOT_FOUND))
        return g_steal_pointer(&review);
    g_propagate_error(error, g_steal_pointer(&gone));
    return NULL;
}

GArray *
kam_review_list_accounts(const KamReview *review)
{
    GArray *ids = g_array_sized_new(FALSE, FALSE, sizeof(gint64), review->items->len);

    for (guint i = 0; i < review->items->len; i++)
        g_array_append_val(ids, g_array_index(review->items, KamReviewItem, i).account_id);
    return ids;
}

gboolean
kam_review_find_last(KamDb *db, gint64 *id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("programme_review_last"), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);

    if (step == KAM_STEP_FAILED)
        return FALSE;
    *id = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
    return TRUE;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static gboolean
check_none_open(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("programme_review_open"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, 0);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "a review is open already; sign it or throw it away before another one begins");
    return step == KAM_STEP_DONE;
}

static void
set_id(json_t *body, const char *name, gint64 id)
{
    g_autofree char *text = id == 0 ? NULL : g_strdup_printf("%" G_GINT64_FORMAT, id);

    json_object_set_new(body, name, text == NULL ? json_null() : json_string(text));
}

static gboolean
add_item(const KamWork *work, const KamProgramme *p, gint64 review_id, const KamProgrammeAccount *account,
         KamFaults *faults, GError **error)
{
    const KamProgrammeTier *from = kam_programme_tier(p, account->tier);
    const KamProgrammeTier *to = kam_programme_tier(p, kam_rules_propose(p, account->tier, &account->figure));
    g_autoptr(KamRecord) item = NULL;
    json_t *body = json_object();

    set_id(body, "review_id", review_id);
    set_id(body, "account_id", account->id);
    set_id(body, "from_tier_id", from == NULL ? 0 : from->id);
    set_id(body, "to_tier_id", to == NULL ? 0 : to->id);
    item = kam_record_create(work, &kam_programme_review_item_type, body, faults, error);
    json_decref(body);
    return item != NULL;
}

static gboolean
belongs_in(const KamProgramme *p, const KamProgrammeAccount *account)
{
    return account->tier >= 0 || account->figure.is_key || kam_rules_find_tier(p, &account->figure) >= 0;
}

static gboolean
keep_basis(const KamWork *work, const KamReviewRun *basis, json_t *body, GError **error)
{
    if (basis->run == NULL || json_object_get(body, "run_id") != NULL)
        return TRUE;
    if (!kam_analysis_run_save(work->db, basis->run, basis->result, error))
        return FALSE;
    json_object_set_new(body, "run_id", json_integer(basis->run->id));
    return TRUE;
}

gint64
kam_review_open(const KamWork *work, const KamProgramme *programme, const KamReviewRun *basis, json_t *body,
                KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) review = NULL;

    if (!check_none_open(work->db, error) || !keep_basis(work, basis, body, error))
        return 0;
    review = kam_record_create(work, &kam_programme_review_type, body, faults, error);
    if (review == NULL)
        return 0;
    for (guint i = 0; i < programme->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(programme->accounts, KamProgrammeAccount, i);

        if (belongs_in(programme, account) && !add_item(work, programme, review->id, account, faults, error))
            return 0;
    }
    return review->id;
}

/* --- throwing away ------------------------------------------------------------------------------------------------ */

gboolean
kam_review_discard(const KamWork *work, gint64 id, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) review = kam_record_load(work->db, &kam_programme_review_type, id, FALSE, error), gone = NULL;
    g_autoptr(GArray) items = NULL;

    if (review == NULL)
        return FALSE;
    if (kam_record_has(review, "signed_at")) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "review '%s' is signed and stays; make a new decision where it was wrong",
                    kam_record_get_text(review, "name"));
        return FALSE;
    }
    items = kam_review_items(work->db, id, error);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        g_autoptr(KamRecord) item = kam_record_delete(work, &kam_programme_review_item_type,
                                                      g_array_index(items, KamReviewItem, i).id, 0, faults, error);
        if (item == NULL)
            return FALSE;
    }
    if (items == NULL)
        return FALSE;
    gone = kam_record_delete(work, &kam_programme_review_type, id, 0, faults, error);
    return gone != NULL;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static int
compare_items(gconstpointer a, gconstpointer b)
{
    const KamReviewItem *const *x = a, *const *y = b;

    return ((*x)->account_id > (*y)->account_id) - ((*x)->account_id < (*y)->account_id);
}

/* Each part with its length before it, so that no two lists make one text. */
static void
hash_text(GChecksum *sum, const char *text)
{
    g_autofree char *length = g_strdup_printf("%zu:", text == NULL ? 0 : strlen(text));

    g_checksum_update(sum, (const guchar *)length, -1);
    if (text != NULL)
        g_checksum_update(sum, (const guchar *)text, -1);
}

char *
kam_review_dup_hash(const GArray *items)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GPtrArray) order = g_ptr_array_new();

    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(order, &g_array_index(items, KamReviewItem, i));
    g_ptr_array_sort(order, compare_items);
    for (guint i = 0; i < order->len; i++) {
        const KamReviewItem *item = order->pdata[i];
        g_autofree char *ids = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                               item->account_id, item->from_tier_id, item->to_tier_id);

        hash_text(sum, ids);
        hash_text(sum, item->verdict);
        hash_text(sum, item->reason);
    }
    return g_strdup(g_checksum_get_string(sum));
}
