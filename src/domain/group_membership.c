/* Corporate groups: which company belongs to which, from when to when. docs/groups.md says how figures follow. */
#include <string.h>

#include "domain/group_step.h"
#include "domain/rules.h"
#include "domain/tree_ties.h"
#include "domain/types.h"
#include "record/change.h"
#include "store/statements.h"

static const KamChoice kinds[] = {
    { "owns", "Owned", "U vlasništvu" },
    { "controls", "Controlled", "Pod kontrolom" },
    { "franchise", "Franchise", "Franšiza" },
    { "buying_association", "Buying association", "Nabavno udruženje" },
    { 0 },
};

static const KamChoice sources[] = {
    { "account", "Field of the account", "Polje kupca" },
    { "hand", "Said by a person", "Uneo čovek" },
    { "suggestion", "Accepted suggestion", "Prihvaćen predlog" },
    { "import", "Import", "Uvoz" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Company", "Firma", .to = "account", .required = TRUE, .fixed = TRUE },
    { "parent_id", KAM_REF, "Belongs to", "Pripada", .to = "account", .required = TRUE, .fixed = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"owns\"", .required = TRUE },
    { "share", KAM_PERCENT, "Share held", "Udeo", .min = 0, .max = 100 },
    { "bought_on", KAM_DATE, "Bought on", "Kupljena", .field_class = KAM_PUBLIC },
    { "sold_on", KAM_DATE, "Sold on", "Prodata", .field_class = KAM_PUBLIC },
    { "source", KAM_CHOICE, "Known from", "Izvor", .choices = sources, .default_value = "\"hand\"", .required = TRUE },
    { "evidence", KAM_TEXT, "Evidence", "Dokazi", .max = 500 },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

static gint32
day_of(const KamRecord *record, const char *field, gint32 unknown)
{
    return kam_record_has(record, field) ? (gint32)kam_record_get_int(record, field) : unknown;
}

/* Owning and controlling are one way to belong: they make the tree. */
static gint64
way_of(const char *kind)
{
    return strcmp(kind, "franchise") == 0 ? 1 : strcmp(kind, "buying_association") == 0 ? 2 : 0;
}

/* It says nothing, then. */
static gboolean
holds_on_no_day(const KamRecord *record)
{
    return day_of(record, "bought_on", KAM_TREE_EVER) >= day_of(record, "sold_on", KAM_TREE_STILL);
}

static gboolean
check_overlap(KamDb *db, const KamRecord *record, KamFaults *faults, GError **error)
{
    const gint64 parameters[] = { kam_record_get_int(record, "account_id"),
                                  kam_record_get_int(record, "parent_id"),
                                  record->id,
                                  way_of(kam_record_get_text(record, "kind")),
                                  day_of(record, "bought_on", -1000000),
                                  day_of(record, "sold_on", 1000000) };
    gboolean overlaps;

    if (!kam_rules_exists(db, "group_membership_overlaps", parameters, G_N_ELEMENTS(parameters), &overlaps, error))
        return FALSE;
    if (overlaps)
        kam_faults_add(faults, "bought_on", "overlap",
                       "the company belongs to this one on some of these days already; change that membership");
    return TRUE;
}

static gboolean
check(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
      KamFaults *faults, GError **error)
{
    guint known = faults->n_errors;

    kam_rules_check_period(record, "bought_on", "sold_on", faults);
    kam_rules_check_other(record, "parent_id", "account_id", "no company belongs to itself", faults);
    if (faults->n_errors > known || !kam_record_has(record, "kind") || holds_on_no_day(record))
        return TRUE;
    if (!check_overlap(db, record, faults, error))
        return FALSE;
    if (way_of(kam_record_get_text(record, "kind")) != 0)
        return TRUE;
    return kam_tree_ties_check(db, kam_record_get_int(record, "account_id"), kam_record_get_int(record, "parent_id"),
                               day_of(record, "bought_on", KAM_TREE_EVER), day_of(record, "sold_on", KAM_TREE_STILL),
                               "parent_id", faults, error);
}

/* When a deletion was is told by the row alone. */
static gboolean
load_time(KamDb *db, const KamRecord *before, const KamRecord *record, gint64 *now_ms, GError **error)
{
    g_autoptr(KamRecord) gone = NULL;

    if (record == NULL && (gone = kam_record_load(db, before->type, before->id, TRUE, error)) == NULL)
        return FALSE;
    *now_ms = record != NULL ? record->updated_at : gone->updated_at;
    return TRUE;
}

/* The account's own parent is that of today. */
static gboolean
changed(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record, GError **error)
{
    KamWork work = { .db = db, .actor = actor, .types = kam_domain_types() };
    const KamRecord *known = record != NULL ? record : before;

    if (!load_time(db, before, record, &work.now_ms, error))
        return FALSE;
    return kam_group_step_follow_ties(&work, kam_record_get_int(known, "account_id"), NULL, error);
}

const KamRecordType kam_group_membership_type = {
    .name = "group_membership",
    .plural = "group_memberships",
    .en = "Membership of a group",
    .sr = "Pripadnost grupi",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "kind",
    .check = check,
    .changed = changed,
};
