/* A filter as conditions of a query. */
#include "record/filter_private.h"
#include "record/search.h"

/* Rows of record_link that name one of the targets, seen from the row "t". */
static void
where_linked(const KamFilterStep *step, KamQuery *query)
{
    g_autoptr(KamQuery) links = kam_query_new_select("record_link", "k");

    kam_query_select(links, "k.record_id", NULL);
    kam_query_where_columns(links, "k.record_id", KAM_EQ, "t.id");
    kam_query_where_text(links, "k.field", KAM_EQ, step->column);
    if (step->kind == KAM_STEP_LINKED)
        kam_query_where_in_ints(links, "k.target_id", (const gint64 *)(gpointer)step->ints->data, step->ints->len);
    if (step->kind == KAM_STEP_NOT_LINKED)
        kam_query_begin_not(query);
    kam_query_where_exists(query, links);
    if (step->kind == KAM_STEP_NOT_LINKED)
        kam_query_end(query);
}

static void
apply_step(const KamFilterStep *step, KamQuery *query)
{
    switch (step->kind) {
    case KAM_STEP_BEGIN_ALL:
        kam_query_begin_all(query);
        return;
    case KAM_STEP_BEGIN_ANY:
        kam_query_begin_any(query);
        return;
    case KAM_STEP_BEGIN_NOT:
        kam_query_begin_not(query);
        return;
    case KAM_STEP_END:
        kam_query_end(query);
        return;
    case KAM_STEP_COMPARE:
        kam_query_where(query, step->column, step->compare, step->value);
        return;
    case KAM_STEP_NULL:
        kam_query_where_null(query, step->column, TRUE);
        return;
    case KAM_STEP_LIKE:
        kam_query_where_like(query, step->column, step->value.text,
                             step->any_case ? KAM_LIKE_ANY_CASE : KAM_LIKE_EXACT);
        return;
    case KAM_STEP_IN_INTS:
        kam_query_where_in_ints(query, step->column, (const gint64 *)(gpointer)step->ints->data, step->ints->len);
        return;
    case KAM_STEP_IN_TEXTS:
        kam_query_where_in_texts(query, step->column, (const char *const *)step->texts->pdata, step->texts->len);
        return;
    case KAM_STEP_LINKED:
    case KAM_STEP_NOT_LINKED:
        where_linked(step, query);
        return;
    }
}

G_STATIC_ASSERT(KAM_FILTER_MAX_WORDS <= 32);

gboolean
kam_filter_weigh(KamFilter *filter, KamDb *db, const KamActor *actor, GError **error)
{
    for (guint i = 0; i < filter->words->len; i++) {
        gboolean is_frequent = FALSE;

        if (!kam_search_is_frequent(db, actor, filter->type, filter->words->pdata[i], &is_frequent, error))
            return FALSE;
        filter->frequent |= is_frequent ? 1U << i : 0;
    }
    return TRUE;
}

void
kam_filter_apply(const KamFilter *filter, const KamActor *actor, KamQuery *query)
{
    kam_query_where_null(query, "deleted_at", !filter->deleted_only);
    for (guint i = 0; i < filter->steps->len; i++)
        apply_step(&g_array_index(filter->steps, KamFilterStep, i), query);
    for (guint i = 0; i < filter->words->len; i++)
        kam_search_where_word(query, actor, filter->type, filter->words->pdata[i], (filter->frequent & 1U << i) != 0);
}
