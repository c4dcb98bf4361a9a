/* Charges that are no product: postage, bank fees, manual entries ... found by rules that people can see and change. */
#pragma once

#include <glib.h>

typedef struct {
    const char *field;   /* "product_number" or "product_name" */
    const char *pattern; /* folded text; '*' stands for any run of characters */
    const char *reason;  /* "postage", "bank fee", "manual entry" ... */
} KamChargeRule;

/** The rules that a new database starts with; ends with a row whose field is NULL. */
const KamChargeRule *kam_charge_default_rules(void);

typedef struct KamCharges KamCharges;

KamCharges *kam_charges_new(void); /* without rules */
void kam_charges_free(KamCharges *charges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamCharges, kam_charges_free)
/** Add a rule, to be tried after those before it; texts are copied. */
void kam_charges_add_rule(KamCharges *charges, const char *field, const char *pattern, const char *reason);
/** Add the rules that a new database starts with. */
void kam_charges_add_default_rules(KamCharges *charges);

/** Reason of the first rule that the article meets, or NULL: a product. Number and name may be NULL. */
const char *kam_charges_find(const KamCharges *charges, const char *number, const char *name);
