/* The kinds of lists: one row each. */
#include "sales/records/kind.h"

#include <string.h>

static const KamRecordShape shapes[KAM_RECORD_N] = {
    [KAM_RECORD_ACCOUNTS] = { "accounts",
                              "account",
                              KAM_FIELD_ACCOUNT_NUMBER,
                              KAM_FIELD_ACCOUNT_NAME,
                              { KAM_FIELD_ACCOUNT_NUMBER, KAM_FIELD_ACCOUNT_NAME, KAM_FIELD_TAX_NUMBER,
                                KAM_FIELD_COUNTRY, KAM_FIELD_N } },
    [KAM_RECORD_PRODUCTS] = { "products",
                              "product",
                              KAM_FIELD_PRODUCT_NUMBER,
                              KAM_FIELD_PRODUCT_NAME,
                              { KAM_FIELD_PRODUCT_NUMBER, KAM_FIELD_PRODUCT_NAME, KAM_FIELD_CATEGORY, KAM_FIELD_UNIT,
                                KAM_FIELD_N } },
};

const KamRecordShape *
kam_record_shape(KamRecordKind kind)
{
    g_return_val_if_fail(kind < KAM_RECORD_N, NULL);
    return &shapes[kind];
}

KamRecordKind
kam_record_kind_from_name(const char *name)
{
    for (guint i = 0; i < KAM_RECORD_N; i++)
        if (strcmp(shapes[i].name, name) == 0)
            return (KamRecordKind)i;
    return KAM_RECORD_N;
}
