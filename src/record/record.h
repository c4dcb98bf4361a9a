/* One record in memory, while it is checked and changed. Lists are written straight from rows and never become these.
 */
#pragma once

#include "record/field.h"

typedef enum { KAM_VALUE_ABSENT, KAM_VALUE_SET } KamValueState;

/* A field's value: `integer` for numbers (decimals and money in millionths), dates, instants, booleans, references;
 * `text` for texts, choices and the currency of money; `ids` for KAM_REFS. Absent is null. */
typedef struct {
    KamValueState state;
    gint64 integer;
    char *text;
    GArray *ids; /* gint64 */
} KamFieldValue;

struct KamRecord {
    const KamRecordType *type;
    gint64 id;
    gint64 version;                                                    /* 0 before it is stored */
    gint64 created_at, created_by, updated_at, updated_by, deleted_at; /* deleted_at 0: it lives */
    KamFieldValue *values;                                             /* by index of the field */
};

/** A record of this type with every field absent; free it with kam_record_free(). */
KamRecord *kam_record_new(const KamRecordType *type);
/** All of it, values included; free it with kam_record_free(). */
KamRecord *kam_record_copy(const KamRecord *record);
void kam_record_free(KamRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRecord, kam_record_free)

/* By a field's name; a name that the type does not have is a programming error and asserts. */
gboolean kam_record_has(const KamRecord *record, const char *field);
gint64 kam_record_get_int(const KamRecord *record, const char *field);       /* 0 when absent */
const char *kam_record_get_text(const KamRecord *record, const char *field); /* NULL when absent */
const GArray *kam_record_get_ids(const KamRecord *record, const char *field);
void kam_record_set_int(KamRecord *record, const char *field, gint64 value);
void kam_record_set_text(KamRecord *record, const char *field, const char *value);
void kam_record_set_absent(KamRecord *record, const char *field);
gboolean kam_record_equal_field(const KamRecord *a, const KamRecord *b, guint field);
void kam_field_value_clear(KamFieldValue *value);
void kam_field_value_copy(const KamFieldValue *from, KamFieldValue *to);
gboolean kam_field_value_equal(const KamFieldValue *a, const KamFieldValue *b);
