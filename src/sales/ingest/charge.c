/* The rules and their matching. Rules look at whole folded texts, never at parts of words:
 * "manual" is a charge, "Manual pallet truck" is not. */
#include "sales/ingest/charge.h"

#include <string.h>

#include "base/text.h"

/* Codes and names as shops, distributors and web shops write them, in English, Serbian and German. */
static const KamChargeRule default_rules[] = {
    { "product_number", "post", "postage" },
    { "product_number", "dot", "postage" },
    { "product_number", "postage", "postage" },
    { "product_number", "shipping", "postage" },
    { "product_number", "freight", "postage" },
    { "product_number", "bank charges", "bank fee" },
    { "product_number", "amazonfee", "bank fee" },
    { "product_number", "adjust*", "adjustment" },
    { "product_number", "m", "manual entry" },
    { "product_number", "manual", "manual entry" },
    { "product_number", "gift 0001 *", "voucher" },
    { "product_number", "test0*", "test entry" },
    { "product_name", "postage", "postage" },
    { "product_name", "dotcom postage", "postage" },
    { "product_name", "carriage", "postage" },
    { "product_name", "shipping", "postage" },
    { "product_name", "shipping and handling", "postage" },
    { "product_name", "shipping handling", "postage" },
    { "product_name", "delivery", "postage" },
    { "product_name", "delivery charge*", "postage" },
    { "product_name", "freight", "postage" },
    { "product_name", "freight charge*", "postage" },
    { "product_name", "transport", "postage" },
    { "product_name", "transport costs", "postage" },
    { "product_name", "postarina", "postage" },
    { "product_name", "dostava", "postage" },
    { "product_name", "troskovi dostave", "postage" },
    { "product_name", "troskovi transporta", "postage" },
    { "product_name", "troskovi prevoza", "postage" },
    { "product_name", "usluga prevoza", "postage" },
    { "product_name", "usluga transporta", "postage" },
    { "product_name", "usluga dostave", "postage" },
    { "product_name", "prevoz", "postage" },
    { "product_name", "versand", "postage" },
    { "product_name", "versandkosten", "postage" },
    { "product_name", "fracht", "postage" },
    { "product_name", "porto", "postage" },
    { "product_name", "bank charge*", "bank fee" },
    { "product_name", "bank fee*", "bank fee" },
    { "product_name", "amazon fee*", "bank fee" },
    { "product_name", "bankarska provizija", "bank fee" },
    { "product_name", "provizija banke", "bank fee" },
    { "product_name", "bankarski troskovi", "bank fee" },
    { "product_name", "troskovi banke", "bank fee" },
    { "product_name", "cruk commission", "bank fee" },
    { "product_name", "manual", "manual entry" },
    { "product_name", "manual entry", "manual entry" },
    { "product_name", "rucni unos", "manual entry" },
    { "product_name", "rucna korekcija", "manual entry" },
    { "product_name", "adjust bad debt", "adjustment" },
    { "product_name", "adjustment*", "adjustment" },
    { "product_name", "rounding*", "adjustment" },
    { "product_name", "zaokruzenje*", "adjustment" },
    { "product_name", "zaokruzivanje*", "adjustment" },
    { "product_name", "korekcija*", "adjustment" },
    { "product_name", "otpis potrazivanja", "adjustment" },
    { "product_name", "discount", "discount" },
    { "product_name", "popust", "discount" },
    { "product_name", "rabat", "discount" },
    { "product_name", "document allowance*", "discount" },
    { "product_name", "document charge*", "charge" },
    { "product_name", "samples", "sample" },
    { "product_name", "deposit", "deposit" },
    { "product_name", "depozit", "deposit" },
    { "product_name", "kaucija", "deposit" },
    { "product_name", "zatezna kamata", "interest" },
    { "product_name", "kamata", "interest" },
    { "product_name", "late fee", "interest" },
    { "product_name", "interest", "interest" },
    { "product_name", "*gift voucher*", "voucher" },
    { "product_name", "this is a test product*", "test entry" },
    { NULL, NULL, NULL },
};

typedef struct {
    gboolean on_number;
    GPatternSpec *pattern;
    char *reason;
} Rule;

struct KamCharges {
    GArray *rules; /* Rule */
};

static void
clear_rule(gpointer data)
{
    Rule *rule = data;

    g_pattern_spec_free(rule->pattern);
    g_free(rule->reason);
}

const KamChargeRule *
kam_charge_default_rules(void)
{
    return default_rules;
}

KamCharges *
kam_charges_new(void)
{
    KamCharges *charges = g_new0(KamCharges, 1);

    charges->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    g_array_set_clear_func(charges->rules, clear_rule);
    return charges;
}

void
kam_charges_free(KamCharges *charges)
{
    if (charges == NULL)
        return;
    g_array_unref(charges->rules);
    g_free(charges);
}

void
kam_charges_add_rule(KamCharges *charges, const char *field, const char *pattern, const char *reason)
{
    Rule rule = { g_str_equal(field, "product_number"), g_pattern_spec_new(pattern), g_strdup(reason) };

    g_array_append_val(charges->rules, rule);
}

void
kam_charges_add_default_rules(KamCharges *charges)
{
    for (const KamChargeRule *rule = default_rules; rule->field != NULL; rule++)
        kam_charges_add_rule(charges, rule->field, rule->pattern, rule->reason);
}

const char *
kam_charges_find(const KamCharges *charges, const char *number, const char *name)
{
    g_autofree char *number_key = number == NULL ? NULL : kam_text_fold(number, -1);
    g_autofree char *name_key = name == NULL ? NULL : kam_text_fold(name, -1);

    for (guint i = 0; i < charges->rules->len; i++) {
        const Rule *rule = &g_array_index(charges->rules, Rule, i);
        const char *key = rule->on_number ? number_key : name_key;
        if (key != NULL && key[0] != '\0' && g_pattern_spec_match_string(rule->pattern, key))
            return rule->reason;
    }
    return NULL;
}
