/* Which records a batch made or changed, and their words. */
#include "service/search_words.h"

#include "domain/types.h"
#include "record/search.h"
#include "store/statements.h"

static GArray *
list_ids(KamDb *db, const char *statement, gint64 batch, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step = KAM_STEP_FAILED;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, batch);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

static gboolean
index_type(KamDb *db, const char *type, const char *statement, gint64 batch, GError **error)
{
    g_autoptr(GArray) ids = list_ids(db, statement, batch, error);

    return ids != NULL && kam_search_index_many(db, kam_record_type_find(kam_domain_types(), type),
                                                (const gint64 *)(gpointer)ids->data, ids->len, error);
}

gboolean
kam_service_index_batch(KamDb *db, gint64 batch, G_GNUC_UNUSED gpointer nothing, GError **error)
{
    return index_type(db, "account", "search_batch_accounts", batch, error) &&
           index_type(db, "product", "search_batch_products", batch, error);
}
