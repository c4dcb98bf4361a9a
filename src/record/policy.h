/* The one policy: what each role may do (permissions) and which classes of fields it may read or write. Everything that
 * shows or changes anything asks here: API, export, search, feeds and print alike. */
#pragma once

#include "record/actor.h"

/* What a route or a record type asks of its caller. 0 is none and refused by the table of routes. */
typedef enum {
    KAM_PERM_PUBLIC = 1,     /* nobody needs to have signed in */
    KAM_PERM_SELF,           /* anybody signed in, about themselves */
    KAM_PERM_BUSINESS_READ,  /* accounts and what hangs on them, in the rows that are theirs */
    KAM_PERM_BUSINESS_WRITE, /* the same, changing */
    KAM_PERM_MASTER_WRITE,   /* products, price lists, categories: what all accounts share */
    KAM_PERM_MERGE,          /* make one of two records */
    KAM_PERM_ANALYSE,        /* run analyses over all accounts in view */
    KAM_PERM_IMPORT,         /* bring in and undo files */
    KAM_PERM_EXPORT,         /* take lists out as files */
    KAM_PERM_PEOPLE_READ,    /* who works here */
    KAM_PERM_PEOPLE_WRITE,   /* users, roles, deputies, other people's tokens and sessions */
    KAM_PERM_SETTINGS_READ,
    KAM_PERM_SETTINGS_WRITE,
    KAM_PERM_AUDIT_READ,
    KAM_PERM_OPERATE, /* backups, jobs of others, metrics */
    KAM_PERM_N,
} KamPermission;

#define KAM_SCOPE_BIT(permission) (G_GUINT64_CONSTANT(1) << (permission))
#define KAM_SCOPES_ALL G_MAXUINT64

/* Classes of fields. */
typedef enum {
    KAM_PUBLIC = 1, /* names, numbers, places */
    KAM_COMMERCIAL, /* sales, prices, terms */
    KAM_MARGIN,     /* costs and profit */
    KAM_STRATEGY,   /* plans, tiers, targets */
    KAM_POLITICAL,  /* influence, stance, relations */
    KAM_PERSONAL,   /* e-mail, telephone of persons */
    KAM_PRIVATE,    /* notes that only their author and the director read */
    KAM_INTERNAL,   /* kept by the program for itself, such as keys to compare by: nobody reads or writes them */
    KAM_CLASS_N,
} KamFieldClass;

typedef enum { KAM_NO_ACCESS, KAM_READ, KAM_WRITE } KamAccess;

/** Whether the actor's role, narrowed by its token, has the permission. */
gboolean kam_policy_allows(const KamActor *actor, KamPermission permission);
/** What the actor may do with fields of a class, in rows that it sees. A token without KAM_PERM_BUSINESS_WRITE reads
 * only. */
KamAccess kam_policy_class_access(const KamActor *actor, KamFieldClass field_class);
/** Whether the actor reads what others wrote for themselves (KAM_PRIVATE); else only what is their own. */
gboolean kam_policy_reads_private_of_others(const KamActor *actor);
/** What the actor may do with a field of a class in a record that somebody made: KAM_PRIVATE ones of others are kept
 * from all but those who read them. */
KamAccess kam_policy_record_access(const KamActor *actor, KamFieldClass field_class, gint64 created_by);
/** Whether the actor sees all accounts; otherwise only own ones, those of own groups and those of teams. */
gboolean kam_policy_sees_all_accounts(const KamActor *actor);

/** "business_read": the word in scopes, problems and the API's description. */
const char *kam_permission_name(KamPermission permission);
/** 0 when there is none of that name. */
KamPermission kam_permission_from_name(const char *name);
/** "commercial". */
const char *kam_class_name(KamFieldClass field_class);
