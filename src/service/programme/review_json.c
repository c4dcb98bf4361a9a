/* A review as JSON: the list, what it rests on, and each account as it stands today. */
#include <string.h>

#include "service/analysis/scope.h"
#include "service/programme/json_parts.h"

static const char *
verdict_of(gint from, gint to)
{
    if (from == to)
        return "keep";
    if (from < 0)
        return "enter";
    if (to < 0)
        return "leave";
    return to < from ? "raise" : "lower";
}

static void
put_instant(KamJson *json, const char *member, const KamRecord *record)
{
    g_autoptr(GDateTime) at = NULL;
    g_autofree char *text = NULL;

    if (kam_record_has(record, member)) {
        at = g_date_time_new_from_unix_utc(kam_record_get_int(record, member) / 1000);
        text = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
    }
    kam_json_text(json, member, text);
}

/* What the list rests on: the run of the selection, and which version of the data it read. */
static void
put_run(const KamAnalysisRun *run, KamJson *json)
{
    if (run == NULL) {
        kam_json_null(json, "run");
        return;
    }
    kam_json_begin_object(json, "run");
    kam_json_id(json, "id", run->id);
    kam_json_int(json, "data_version", run->data_version);
    kam_json_text(json, "program", run->program);
    kam_json_end_object(json);
}

/* A signed list whose rows say something else by now is told. */
static void
put_review(const KamProgramme *p, const KamReview *read, KamJson *json)
{
    const KamRecord *review = read->record;
    const char *hash = kam_record_get_text(review, "list_hash");
    g_autofree char *now = kam_review_dup_hash(read->items);

    kam_json_begin_object(json, "review");
    kam_json_id(json, "id", review->id);
    kam_json_int(json, "version", review->version);
    kam_json_text(json, "name", kam_record_get_text(review, "name"));
    kam_json_text(json, "state", kam_record_has(review, "signed_at") ? "signed" : "open");
    kam_scope_day_to_json(json, "opened_on", (gint32)kam_record_get_int(review, "opened_on"));
    kam_json_text(json, "note", kam_record_get_text(review, "note"));
    kam_json_text(json, "signed_by", kam_programme_name_person(p, kam_record_get_int(review, "signed_by")));
    put_instant(json, "signed_at", review);
    kam_json_text(json, "list_hash", hash);
    kam_json_bool(json, "is_intact", hash == NULL || strcmp(hash, now) == 0);
    put_run(read->run, json);
    kam_json_end_object(json);
}

static void
put_item_account(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json)
{
    if (account == NULL) { /* without figures, or gone since */
        kam_json_null(json, "standing");
        return;
    }
    kam_json_begin_object(json, "standing");
    kam_programme_put_account(p, account, json);
    kam_json_end_object(json);
}

static void
put_proposal(const KamProgramme *p, const KamReviewItem *item, const KamProgrammeAccount *account, KamJson *json)
{
    gint from = kam_programme_find_tier(p, item->from_tier_id);
    gint to = account == NULL ? from : kam_rules_propose(p, from, &account->figure);

    kam_json_begin_object(json, "proposed");
    kam_json_text(json, "verdict", verdict_of(from, to));
    kam_programme_put_tier_id(p, "tier_id", to, json);
    kam_json_end_object(json);
}

static void
put_item(const KamProgramme *p, const KamReviewItem *item, KamJson *json)
{
    const KamProgrammeAccount *account = kam_programme_find_account(p, item->account_id);

    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", item->id);
    kam_json_int(json, "version", item->version);
    kam_json_begin_object(json, "account");
    kam_json_id(json, "id", item->account_id);
    kam_json_text(json, "number", item->number);
    kam_json_text(json, "name", item->name);
    kam_json_end_object(json);
    kam_programme_put_id("from_tier_id", item->from_tier_id, json);
    kam_programme_put_id("to_tier_id", item->to_tier_id, json);
    kam_json_text(json, "verdict", item->verdict);
    kam_json_text(json, "reason", item->reason);
    put_proposal(p, item, account, json);
    put_item_account(p, account, json);
    kam_programme_put_reasons(account, json);
    kam_json_end_object(json);
}

void
kam_programme_review_to_json(const KamProgramme *programme, const KamReview *review, KamJson *json)
{
    const GArray *items = review->items;
    guint decided = 0;

    for (guint i = 0; i < items->len; i++)
        decided += strcmp(g_array_index(items, KamReviewItem, i).verdict, "open") != 0;
    kam_json_begin_object(json, NULL);
    kam_programme_put_head(programme, json);
    put_review(programme, review, json);
    kam_json_int(json, "decided", decided);
    kam_json_begin_array(json, "items");
    for (guint i = 0; i < items->len; i++) {
        const KamReviewItem *item = &g_array_index(items, KamReviewItem, i);

        if (programme->is_whole || kam_programme_find_account(programme, item->account_id) != NULL)
            put_item(programme, item, json);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}
