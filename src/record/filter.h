/* What a list is asked for, in the grammar of PostgREST: filters, order, members, embedded records, words, page. Every
 * part is bounded, and every name is held against what the actor may read: a field that is denied is refused in the
 * words of one that does not exist. docs/api/filters.md is the grammar for people. */
#pragma once

#include "record/scope.h"

#define KAM_FILTER_MAX_QUERY 8192    /* bytes of the whole query */
#define KAM_FILTER_MAX_CONDITIONS 64 /* comparisons in it */
#define KAM_FILTER_MAX_DEPTH 6       /* groups inside groups */
#define KAM_FILTER_MAX_LIST 500      /* values of one list */
#define KAM_FILTER_MAX_VALUES 2000   /* values of all lists */
#define KAM_FILTER_MAX_WORDS 8       /* words of q */
#define KAM_FILTER_MAX_EMBEDS 8      /* embedded records of a row */
#define KAM_FILTER_DEFAULT_LIMIT 50
#define KAM_FILTER_MAX_LIMIT 500

/* Other records inside a row: the one that a reference names, those of a list of references, or those whose reference
 * names this row. */
typedef enum { KAM_EMBED_REF, KAM_EMBED_REFS, KAM_EMBED_REVERSE } KamEmbedKind;

typedef struct {
    KamEmbedKind kind;
    char *name;                /* of the member */
    const KamField *field;     /* the reference: of this type, or of the other when it is the reverse */
    const KamRecordType *type; /* of the embedded records */
    GPtrArray *fields;         /* const KamField *, in the order asked for */
} KamEmbed;

/* What the steps of a condition are is filter_private.h's business. */
typedef struct {
    const KamRecordType *type;
    GArray *steps;     /* of the condition */
    GPtrArray *fields; /* const KamField *, in the order asked for; system members are fields here */
    GPtrArray *embeds; /* KamEmbed */
    GPtrArray *words;  /* folded words of q */
    KamQueryKey keys[KAM_QUERY_MAX_KEYS];
    KamFieldKind key_kinds[KAM_QUERY_MAX_KEYS];
    guint n_keys; /* the last is the id */
    guint limit;
    gboolean deleted_only;
    guint frequent;     /* of words, a bit each: see kam_filter_weigh() */
    gboolean is_narrow; /* few rows are left: one record's, or one account's */
    gboolean has_cursor;
    KamQueryValue cursor[KAM_QUERY_MAX_KEYS];
    GPtrArray *cursor_texts;
} KamFilter;

/**
 * Read the query of a list.
 * @param query  what stands behind the '?', still encoded.
 * @return NULL when a fault was noted; its pointer is "/<parameter>". Free with kam_filter_free().
 */
KamFilter *kam_filter_parse(const KamActor *actor, const KamRecordType *const *types, const KamRecordType *type,
                            const char *query, KamFaults *faults);
void kam_filter_free(KamFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFilter, kam_filter_free)

/** Find out which of its words very many records have, before kam_filter_apply(). */
gboolean kam_filter_weigh(KamFilter *filter, KamDb *db, const KamActor *actor, GError **error);

/** Add the filter's conditions to a SELECT on the type's table with the alias "t": filters, words and whether deleted
 * ones are meant. Rights, order and page are the caller's. */
void kam_filter_apply(const KamFilter *filter, const KamActor *actor, KamQuery *query);

/** id, version, created_at, created_by, updated_at, updated_by: members of every record, as fields. Ends with a row
 * whose name is NULL. */
const KamField *kam_system_fields(void);
/** A field or system member that the actor may read; NULL when there is none. */
const KamField *kam_readable_field(const KamActor *actor, const KamRecordType *type, const char *name);

/** The cursor behind the row whose n values these are. Free with g_free(). */
char *kam_cursor_to_text(const KamFilter *filter, const KamQueryValue *values);
