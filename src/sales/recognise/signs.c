/* Credits: kinds, prefixes of document numbers, signs. */
#include "sales/recognise/signs.h"

#include <string.h>

#include "sales/recognise/amounts.h"
#include "sales/recognise/header_key.h"
#include "sales/recognise/kinds.h"
#include "sales/recognise/prefix.h"

/* How many amounts of each sign, on invoices and on credits. */
typedef struct {
    guint64 positive, negative;
} Sign;

typedef struct {
    Sign quantity[2], net[2], cost[2];
    guint64 kinds[KAM_KIND_UNREADABLE + 1];
    KamKind last_kind;     /* of the document that continuation rows belong to */
    char unknown_kind[40]; /* a word that is not known */
} Signs;

static void
count_sign(Sign *sign, gint64 amount)
{
    sign->positive += amount > 0;
    sign->negative += amount < 0;
}

static KamKind
read_kind(const KamPlan *plan, const KamRow *row, Signs *signs)
{
    KamCell cell = kam_row_get_cell(row, plan->column[KAM_FIELD_KIND]);
    KamKind kind = kam_kind_from_text(cell, plan->kind_scheme);

    if (plan->column[KAM_FIELD_KIND] < 0)
        return KAM_KIND_UNKNOWN;
    if (plan->fills_down && cell.length == 0)
        return signs->last_kind;
    if (kind == KAM_KIND_UNKNOWN && cell.length > 0 && signs->unknown_kind[0] == '\0')
        g_strlcpy(signs->unknown_kind, cell.text, MIN(sizeof signs->unknown_kind, (gsize)cell.length + 1));
    return signs->last_kind = kind;
}

/* The three amounts of a row; the quantity and cost count relative to the net amount on invoices. */
static void
count_row(const KamPlan *plan, const KamRow *row, Signs *signs)
{
    KamKind kind = read_kind(plan, row, signs);
    KamAmounts amounts;
    KamFault fault;
    guint is_credit;

    signs->kinds[kind]++;
    if (!kam_amounts_read(plan, row, &amounts, &fault))
        return;
    is_credit = plan->credit_rule == KAM_CREDIT_BY_PREFIX
                    ? kam_prefix_matches(kam_row_get_cell(row, plan->column[KAM_FIELD_DOCUMENT]), plan->credit_prefix)
                    : kind == KAM_KIND_CREDIT;
    if (!is_credit && amounts.net_micro < 0) {
        amounts.quantity_micro = -amounts.quantity_micro;
        amounts.cost_micro = -amounts.cost_micro;
    }
    count_sign(&signs->net[is_credit], amounts.net_micro);
    count_sign(&signs->quantity[is_credit], amounts.quantity_micro);
    count_sign(&signs->cost[is_credit], amounts.has_cost ? amounts.cost_micro : 0);
}

static void
count_sample(const KamPlan *plan, const KamStudy *study, Signs *signs)
{
    memset(signs, 0, sizeof *signs);
    for (guint r = study->first_data; r < study->sample->rows->len; r++)
        count_row(plan, kam_sample_get_row(study->sample, r), signs);
}

static gboolean
count_file(const KamPlan *plan, KamTable *table, guint64 max_rows, Signs *signs, GError **error)
{
    KamRow row;

    memset(signs, 0, sizeof *signs);
    if (!kam_table_rewind(table, error))
        return FALSE;
    for (;;) {
        switch (kam_table_next(table, &row, error)) {
        case KAM_READ_FAILED:
            return FALSE;
        case KAM_READ_END:
            return TRUE;
        case KAM_READ_ROW:
            if (max_rows > 0 && row.number > max_rows)
                return TRUE;
            if (row.number > plan->last_header_row)
                count_row(plan, &row, signs);
        }
    }
}

static gboolean
is_mostly(guint64 part, guint64 other)
{
    return part > other;
}

static gboolean
has_credits(const Signs *signs)
{
    return signs->net[1].positive + signs->net[1].negative > 0;
}

static void
decide_flips(KamPlan *plan, const Signs *signs)
{
    KamFlips *flips = &plan->flips;

    flips->quantity[0] = is_mostly(signs->quantity[0].negative, signs->quantity[0].positive);
    flips->cost[0] = is_mostly(signs->cost[0].negative, signs->cost[0].positive);
    flips->net[1] = is_mostly(signs->net[1].positive, signs->net[1].negative);
    flips->quantity[1] = is_mostly(signs->quantity[1].positive, signs->quantity[1].negative);
    flips->cost[1] = is_mostly(signs->cost[1].positive, signs->cost[1].negative);
}

static void
report_signs(const KamPlan *plan, const KamStudy *study, const Signs *signs)
{
    guint64 credits = signs->net[1].positive + signs->net[1].negative;

    if (credits > 0)
        kam_findings_add(study->findings, "amounts of credits", plan->flips.net[1] ? "negated" : "kept",
                         "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                         " lines of credit documents that were looked at have "
                         "positive amounts",
                         signs->net[1].positive, credits);
    if (plan->flips.quantity[0])
        kam_findings_add(study->findings, "quantities", "negated", "most are negative where amounts are positive");
    if (plan->flips.cost[0])
        kam_findings_add(study->findings, "costs", "negated", "most are negative where amounts are positive");
}

static void
choose_schemes(KamPlan *plan, const KamStudy *study)
{
    int status = plan->column[KAM_FIELD_STATUS], kind = plan->column[KAM_FIELD_KIND];

    if (status >= 0) {
        const char *text = g_ptr_array_index(study->header.texts, (guint)status);
        g_autofree char *key = kam_header_key(text, strlen(text));

        if (strstr(key, "cancel") != NULL || strstr(key, "storn") != NULL || strstr(key, "void") != NULL ||
            strstr(key, "ponist") != NULL || strstr(key, "otkaz") != NULL)
            plan->status_scheme = KAM_STATUS_FLAG;
        else if (strcmp(key, "docstatus") == 0)
            plan->status_scheme = KAM_STATUS_ERPNEXT;
        else if (plan->preset != NULL && strcmp(plan->preset->name, "dolibarr") == 0)
            plan->status_scheme = KAM_STATUS_DOLIBARR;
    }
    if (kind >= 0) {
        const char *text = g_ptr_array_index(study->header.texts, (guint)kind);
        g_autofree char *key = kam_header_key(text, strlen(text));

        if (g_str_has_prefix(key, "is") && strstr(key, "return") != NULL)
            plan->kind_scheme = KAM_KIND_FLAG;
        else if (plan->preset != NULL && strcmp(plan->preset->name, "dolibarr") == 0)
            plan->kind_scheme = KAM_KIND_DOLIBARR;
    }
}

static guint64
count_known_kinds(const Signs *signs)
{
    guint64 known = 0;

    for (guint k = KAM_KIND_INVOICE; k <= KAM_KIND_UNREADABLE; k++)
        known += signs->kinds[k];
    return known;
}

static void
choose_rule(KamPlan *plan, const KamStudy *study, const Signs *signs)
{
    guint64 known = count_known_kinds(signs);
    g_autofree char *value = NULL;

    plan->credit_rule = KAM_CREDIT_BY_SIGN;
    if (known > 0 && (known >= signs->kinds[KAM_KIND_UNKNOWN] || signs->kinds[KAM_KIND_CREDIT] > 0)) {
        plan->credit_rule = KAM_CREDIT_BY_KIND;
        kam_findings_add(study->findings, "credits", "by kind", "column %d says what each document is",
                         plan->column[KAM_FIELD_KIND] + 1);
        if (signs->unknown_kind[0] != '\0')
            kam_findings_add(study->findings, "unknown kind", signs->unknown_kind,
                             "%" G_GUINT64_FORMAT
                             " rows that were looked at have a kind that is not known; they are taken "
                             "for invoices",
                             signs->kinds[KAM_KIND_UNKNOWN]);
        return;
    }
    if (plan->column[KAM_FIELD_KIND] >= 0 && study->options->map[KAM_FIELD_KIND] == NULL) {
        kam_findings_add(study->findings, "kind", "not used",
                         "the words in column %d are not known as kinds of documents",
                         plan->column[KAM_FIELD_KIND] + 1);
        plan->column[KAM_FIELD_KIND] = -1;
    }
    if (kam_prefix_find(plan, study, plan->credit_prefix)) {
        plan->credit_rule = KAM_CREDIT_BY_PREFIX;
        value = g_strdup_printf("document numbers beginning with '%s'", plan->credit_prefix);
        kam_findings_add(study->findings, "credits", value,
                         "other documents have plain numbers, and most quantities of these are negative");
        return;
    }
}

/* Systems that tell credit notes apart by the letters of their numbers, in files without a kind. */
static gboolean
try_own_prefix(KamPlan *plan, const KamStudy *study, KamTable *table, Signs *signs, GError **error)
{
    /* Odoo's are so much its own that they are known without the preset, in whatever language its columns are. */
    const char *own = plan->preset == NULL ? "RINV" : plan->preset->credit_prefix;
    Signs seen;

    if (plan->credit_rule != KAM_CREDIT_BY_SIGN || own == NULL || plan->column[KAM_FIELD_DOCUMENT] < 0)
        return TRUE;
    plan->credit_rule = KAM_CREDIT_BY_PREFIX;
    g_strlcpy(plan->credit_prefix, own, KAM_PREFIX_BYTES);
    count_sample(plan, study, &seen);
    if (!has_credits(&seen) && !study->sample->is_whole && plan->preset != NULL &&
        !count_file(plan, table, study->options->max_rows, &seen, error))
        return FALSE;
    if (!has_credits(&seen)) {
        plan->credit_rule = KAM_CREDIT_BY_SIGN;
        return TRUE;
    }
    *signs = seen;
    kam_findings_add(study->findings, "credits", own, "no column says it: %s begins the numbers of its credit notes so",
                     plan->preset == NULL ? "Odoo" : plan->preset->title);
    return TRUE;
}

gboolean
kam_signs_decide(KamPlan *plan, const KamStudy *study, KamTable *table, GError **error)
{
    Signs signs;

    plan->credit_rule = KAM_CREDIT_BY_KIND;
    if (plan->table_format == KAM_FORMAT_UBL) {
        plan->flips = (KamFlips) { { FALSE, TRUE }, { FALSE, TRUE }, { FALSE, TRUE } };
        plan->has_invoice_kinds = TRUE;
        kam_findings_add(study->findings, "amounts of credits", "negated", "e-invoices write them without a sign");
        return TRUE;
    }
    choose_schemes(plan, study);
    plan->untyped_is_note = plan->preset != NULL && strcmp(plan->preset->name, "business_central") == 0;
    count_sample(plan, study, &signs);
    choose_rule(plan, study, &signs);
    if (plan->credit_rule == KAM_CREDIT_BY_PREFIX)
        count_sample(plan, study, &signs);
    if (!try_own_prefix(plan, study, table, &signs, error))
        return FALSE;
    if (plan->credit_rule == KAM_CREDIT_BY_KIND && !has_credits(&signs) && !study->sample->is_whole &&
        !count_file(plan, table, study->options->max_rows, &signs, error))
        return FALSE;
    if (plan->credit_rule == KAM_CREDIT_BY_SIGN)
        kam_findings_add(study->findings, "credits", "by sign",
                         "no column says it: a document whose amounts are all negative is a credit");
    decide_flips(plan, &signs);
    plan->has_invoice_kinds = signs.kinds[KAM_KIND_INVOICE] > 0;
    report_signs(plan, study, &signs);
    return TRUE;
}
