/* Picking the lines of a part. */
#include "service/analysis/part.h"

#include "sales/columns/pick.h"

gboolean
kam_analysis_part_narrows(const KamAnalysisPart *part)
{
    return part->region != NULL || part->category != NULL || part->has_manager || part->group_id != 0;
}

static gboolean
is_word(const char *wanted, const char *word)
{
    return wanted == NULL || g_strcmp0(wanted, word != NULL ? word : "") == 0;
}

static gboolean
has_account(const KamAnalysisPart *part, const KamFactAccount *account)
{
    return is_word(part->region, account->region) && (!part->has_manager || account->manager_id == part->manager_id) &&
           (part->group_id == 0 || part->group_id == (account->head_id != 0 ? account->head_id : account->id));
}

/* Lines without an account are never counted, so that they need not be told apart. */
static gboolean
has_line(const KamFacts *facts, gsize line, gconstpointer data)
{
    const KamAnalysisPart *part = data;
    guint32 account = facts->account[line], product = facts->product[line];

    if (account == KAM_NO_INDEX || !has_account(part, &g_array_index(facts->accounts, KamFactAccount, account)))
        return FALSE;
    return is_word(part->category,
                   product == KAM_NO_INDEX ? NULL : g_array_index(facts->products, KamFactProduct, product).category);
}

KamFacts *
kam_analysis_part_pick(const KamAnalysisPart *part, const KamFacts *facts)
{
    return kam_analysis_part_narrows(part) ? kam_facts_pick(facts, has_line, part) : NULL;
}

void
kam_analysis_part_to_json(const KamAnalysisPart *part, KamJson *json)
{
    if (!kam_analysis_part_narrows(part))
        return;
    kam_json_begin_object(json, "part");
    if (part->region != NULL)
        kam_json_text(json, "region", part->region);
    if (part->category != NULL)
        kam_json_text(json, "category", part->category);
    if (part->has_manager)
        kam_json_id(json, "manager", part->manager_id);
    if (part->group_id != 0)
        kam_json_id(json, "group", part->group_id);
    kam_json_end_object(json);
}

void
kam_analysis_part_filter(const KamAnalysisPart *part, KamSalesFilter *filter)
{
    if (filter->region == NULL)
        filter->region = g_strdup(part->region);
    if (filter->category == NULL)
        filter->category = g_strdup(part->category);
    if (part->has_manager && !filter->has_manager) {
        filter->has_manager = TRUE;
        filter->manager_id = part->manager_id;
    }
    if (part->group_id != 0 && !filter->has_group) {
        filter->has_group = TRUE;
        filter->group_id = part->group_id;
    }
}
