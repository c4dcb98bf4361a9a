/* What list.c and list_late.c share. */
#pragma once

#include "record/list.h"

/* Members that come from other rows: written as soon as the page's ids are known, one statement for each. */
typedef struct {
    gint64 id;
    gsize begin, end; /* of the row's own members in the page's text, without the brackets */
    GArray *refs;     /* gint64, the target of each embedded reference; 0: none */
} KamListRow;

typedef struct {
    KamDb *db;
    const KamActor *actor;
    const KamRecordType *const *types;
    const KamFilter *filter;
    GArray *rows; /* KamListRow */
    GString *text;
} KamListPage;

/** Whether rows need members from other rows. */
gboolean kam_list_has_late_members(const KamFilter *filter);
/** Write the page's rows, each an object with its late members. */
gboolean kam_list_write_late(const KamListPage *page, KamJson *json, GError **error);

/** Add the columns of fields to a SELECT. */
void kam_list_select_fields(KamQuery *query, const GPtrArray *fields);
/** Write fields as members, from `column` on; `is_own` says whether the actor made the row. */
void kam_list_write_fields(KamStmt *stmt, int column, const GPtrArray *fields, const KamActor *actor, gboolean is_own,
                           KamJson *json);
