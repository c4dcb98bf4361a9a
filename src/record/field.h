/* Record types as tables of fields: what a field is, what it may hold, and who may see it. Everything else (lists,
 * forms, rights, audit, description, export, import) is derived from these tables. */
#pragma once

#include "record/policy.h"
#include "store/db.h"

/* Kind, and how it is stored and written in JSON. `name` is the column's unless said otherwise. */
typedef enum {
    KAM_TEXT = 1,       /* TEXT; a line without control characters */
    KAM_LONG_TEXT,      /* TEXT; Markdown */
    KAM_INT,            /* BIGINT; a number */
    KAM_DECIMAL,        /* BIGINT <name>_micro, millionths; "12.5", a string, exact */
    KAM_PERCENT,        /* as decimal: 12.5 means 12.5% */
    KAM_MONEY,          /* BIGINT <name>_micro, TEXT <name>_currency; {"amount":"1234.50","currency":"RSD"} */
    KAM_DATE,           /* INTEGER, days since 1970-01-01; "2026-11-26" */
    KAM_INSTANT,        /* BIGINT, milliseconds UTC; "2026-11-26T09:30:00Z" */
    KAM_BOOLEAN,        /* SMALLINT 0, 1; true, false */
    KAM_CHOICE,         /* TEXT, the word of one of .choices; its order is the table's */
    KAM_REF,            /* BIGINT, id of a record of type .to; a string */
    KAM_REFS,           /* rows of record_link; an array of strings, ordered */
    KAM_EMAIL,          /* TEXT, lower case */
    KAM_PHONE,          /* TEXT, as written; compared by its digits */
    KAM_URL,            /* TEXT; http and https only */
    KAM_COUNTRY,        /* TEXT, two capital letters of ISO 3166 */
    KAM_COLOUR,         /* TEXT, "#1a2b3c", small letters */
    KAM_FILE,           /* BIGINT, id of an attachment's content */
    KAM_TAX_NUMBER,     /* TEXT; with country RS or none: PIB, whose wrong check digit warns */
    KAM_COMPANY_NUMBER, /* TEXT; with country RS or none: MB, whose wrong check digit warns */
    KAM_FIELD_KIND_N,
} KamFieldKind;

typedef struct KamRecordType KamRecordType;
typedef struct KamRecord KamRecord;

/* One word of a choice, with its texts. A list ends with a row whose name is NULL. */
typedef struct {
    const char *name;
    const char *en, *sr;
} KamChoice;

typedef struct {
    const char *name; /* the same word in SQL, JSON and TypeScript; NULL ends a table */
    KamFieldKind kind;
    const char *en, *sr;       /* label; Serbian in Latin letters */
    KamFieldClass field_class; /* 0 stands for KAM_PUBLIC */
    const char *to;            /* of references: the name of the other type; "*" is any account-bound type */
    const KamChoice *choices;
    gint64 min, max; /* numbers: range, in units for decimals; texts: `max` is the longest length in characters; dates:
                        days. Both 0: the kind's own limits */
    const char *pattern;       /* a GRegex that the whole text must match */
    const char *pattern_hint;  /* what the pattern asks for, in words: "two letters and a digit" */
    const char *default_value; /* as JSON text, such as "\"customer\"" or "0"; "\"@today\"", "\"@me\"" and "\"@now\""
                                  become what they say */
    gboolean required;
    gboolean unique;          /* among records that are not deleted; a partial unique index says so in SQL, too */
    gboolean fixed;           /* not changed after creation */
    gboolean computed;        /* written by the type's `compute`, never by a client */
    gboolean searchable;      /* its folded words are found by /search, best first by `weight` of the type */
    gboolean on_delete_clear; /* of references: the deletion of the other record clears it; otherwise that is refused */
    gboolean on_delete_follow; /* ... or this record goes with the other, and comes back with it */
} KamField;

/* Which account a record belongs to, which decides who sees it. */
typedef enum {
    KAM_SCOPE_NONE = 1, /* no account: the permission alone decides (products, price lists) */
    KAM_SCOPE_SELF,     /* it is an account */
    KAM_SCOPE_ACCOUNT,  /* its field account_id, required */
    KAM_SCOPE_LINKED,   /* rows of another type bind it to accounts: a contact is seen by whom one of its functions
                           (.linked_by) is seen, and, when it has a field account_id, by whoever sees that account; one
                           without any is seen by its creator and by those who see all */
    KAM_SCOPE_PERSONAL, /* its field user_id: that person alone while account_id is absent; with one, whoever sees the
                           account, too */
} KamScopeKind;

/* A state machine: one row per allowed change of the field `.state_field`. `from` NULL is the creation. */
typedef struct {
    const char *from, *to;
    KamPermission permission; /* 0: whoever may change the record */
    const char *requires;     /* names of fields that must be filled, divided by spaces; NULL: none */
} KamTransition;

/* A fault of one value. Collected, so that all come at once. */
typedef struct {
    char *pointer;       /* JSON pointer into the body: "/email" */
    char *detail;        /* what is wrong and the way out, in words, no full stop */
    char *code;          /* a word for programs: required, too_long, not_unique, unknown_field, check_digit ... */
    gboolean is_warning; /* does not block */
} KamFault;

typedef struct {
    GPtrArray *list; /* KamFault */
    guint n_errors;  /* those that block */
} KamFaults;

/** An empty list; release it with kam_faults_clear(). */
void kam_faults_init(KamFaults *faults);
void kam_faults_clear(KamFaults *faults);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamFaults, kam_faults_clear)
/** Note a fault at /<field> ("" for the whole body). */
void
kam_faults_add(KamFaults *faults, const char *field, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
/** The same, not blocking. */
void
kam_faults_warn(KamFaults *faults, const char *field, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);

/** For a terminal: the first of them that blocks, with its field in front, takes the place of the error. */
void kam_faults_explain(const KamFaults *faults, GError **error);

struct KamRecordType {
    const char *name;    /* "contact": also the table's name unless .table says otherwise */
    const char *plural;  /* "contacts": the path */
    const char *table;   /* NULL: the name */
    const char *en, *sr; /* one of them, for people: "Contact" */
    const KamField *fields;
    KamScopeKind scope;
    const char *linked_by;                           /* for KAM_SCOPE_LINKED: the type whose rows bind it */
    const char *linked_field;                        /* ... and its field that names this record */
    const char *title;                               /* the field that people know it by */
    KamPermission read_permission, write_permission; /* 0: KAM_PERM_BUSINESS_READ, KAM_PERM_BUSINESS_WRITE */
    const char *match_keys;           /* fields by which an import finds a record, best first: "number email" */
    const char *state_field;          /* a choice whose changes follow .transitions; NULL: none */
    const KamTransition *transitions; /* ends with a row whose `to` is NULL */
    /* Values that follow from others; `before` is NULL on creation. Runs before `check`. May read the database. */
    gboolean (*compute)(KamDb *db, const KamRecord *before, KamRecord *record, GError **error);
    /* Rules that no table can say. */
    gboolean (*check)(KamDb *db, const KamActor *actor, const KamRecord *before, KamRecord *record, KamFaults *faults,
                      GError **error);
    /* Other rows that follow from a change, in its transaction; `record` NULL: deleted. */
    gboolean (*changed)(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record,
                        GError **error);
    /* Why a record may not be deleted: a fault at "". */
    gboolean (*check_delete)(KamDb *db, const KamActor *actor, const KamRecord *record, KamFaults *faults,
                             GError **error);
    const KamRecordType *file_type; /* fields that only files bring; the type is in no list. NULL: none */
    /* Turn what a row of a file brought, a record of .file_type, into fields of a record; *id says which record is
     * meant, where one is. A fault refuses the row. */
    gboolean (*bring)(KamDb *db, const KamActor *actor, gint64 now_ms, const KamRecord *brought, KamRecord *record,
                      gint64 *id, KamFaults *faults, GError **error);
};

/* Every table of a record type has, beside the columns of its fields: id {ID}, version INTEGER (1, 2 ...: the ETag),
 * created_at, created_by, updated_at, updated_by, deleted_at (NULL while it lives). */

/** The type of a name ("contact") or of a path's word ("contacts"); NULL when there is none. */
const KamRecordType *kam_record_type_find(const KamRecordType *const *types, const char *name);
const KamRecordType *kam_record_type_find_plural(const KamRecordType *const *types, const char *plural);
/** A type's field; NULL when there is none. */
const KamField *kam_record_type_field(const KamRecordType *type, const char *name);
guint kam_record_type_n_fields(const KamRecordType *type);
/** Its index in .fields. */
guint kam_field_index(const KamRecordType *type, const KamField *field);
const char *kam_record_type_table(const KamRecordType *type);
/** "text", "refs": the word of a kind in descriptions. */
const char *kam_field_kind_name(KamFieldKind kind);
