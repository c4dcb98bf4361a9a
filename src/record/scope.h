/* Which rows an actor sees: the one place that turns owners, groups, teams and deputies into conditions. Everything
 * that shows rows (lists, single records, embedded ones, search, exports, feeds, analyses) takes its condition from
 * here. */
#pragma once

#include "record/field.h"
#include "store/query.h"

/* How many rows the rest of the query leaves: the condition is written so that the database answers it quickly. */
typedef enum {
    KAM_ROWS_MANY, /* a list: the accounts in view are gathered once */
    KAM_ROWS_FEW,  /* some ids, or what hangs on one account: each row is looked up by itself */
} KamScopeRows;

/**
 * Add the condition that the actor sees the row to a query on the type's table, whose alias there is `alias`. Nobody
 * without the type's permission to read sees any row. Deleted rows are not left out here.
 * @param types  all types, where what links a record to accounts is found.
 */
void kam_scope_restrict(KamQuery *query, const char *alias, const KamActor *actor, const KamRecordType *const *types,
                        const KamRecordType *type, KamScopeRows rows);
/** Whether the actor sees one record; one that there is not is not seen. */
gboolean kam_scope_sees(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const KamRecordType *type,
                        gint64 id, gboolean *sees, GError **error);

/** A SELECT of the ids of the accounts in view; NULL when all of them are. For somebody without business data it gives
 * none. */
KamQuery *kam_scope_accounts(const KamActor *actor);
/** The same ids, read. *ids is NULL when all accounts are in view; free it with g_array_unref(). */
gboolean kam_scope_list_accounts(KamDb *db, const KamActor *actor, GArray **ids, GError **error);

/* Why an account is seen. */
typedef enum {
    KAM_SEEN_BY_ROLE,     /* the role sees all accounts */
    KAM_SEEN_AS_OWNER,    /* it is the person's own */
    KAM_SEEN_BY_GROUP,    /* the head of its group is the person's own */
    KAM_SEEN_ON_THE_TEAM, /* the person is on its team today */
} KamSeenKind;

typedef struct {
    KamSeenKind kind;
    gint64 person_id; /* whose right it is; another than the actor: the actor is their deputy today. 0: the role's */
    gint64 head_id;   /* the group's head; 0 else */
    char *team_role;  /* NULL but on the team */
    gint32 from_day;  /* on the team since; KAM_DAY_NONE else */
    gint32 to_day;    /* last day on the team; KAM_DAY_NONE: open */
} KamSeen;

/** All reasons why the actor sees an account, the strongest first; none: it is not seen. Free with g_array_unref(). */
GArray *kam_scope_explain(KamDb *db, const KamActor *actor, gint64 account_id, GError **error);
/** "owner", "group", "team", "role": the word of a reason. */
const char *kam_seen_name(KamSeenKind kind);
