/* The kinds of lists that ERPs export beside their invoices: customers and articles. */
#pragma once

#include "sales/field.h"

typedef enum {
    KAM_RECORD_ACCOUNTS,
    KAM_RECORD_PRODUCTS,
    KAM_RECORD_N,
} KamRecordKind;

/* What is read of a list of one kind. */
typedef struct {
    const char *name; /* "accounts": the word of --kind and of import_batch.kind */
    const char *one;  /* "account" */
    KamLineField number;
    KamLineField label;     /* the name */
    KamLineField fields[5]; /* all of them, ended by KAM_FIELD_N */
} KamRecordShape;

/** The shape of a kind; static. */
const KamRecordShape *kam_record_shape(KamRecordKind kind);
/** Kind of a word, KAM_RECORD_N when it is none. */
KamRecordKind kam_record_kind_from_name(const char *name);
