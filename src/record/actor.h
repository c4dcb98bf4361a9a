/* Who acts: a person who signed in, a token that acts for one, or the program itself at the command line. */
#pragma once

#include <glib.h>

typedef enum {
    KAM_ROLE_NONE, /* does not sign in */
    KAM_ROLE_ADMIN,
    KAM_ROLE_DIRECTOR,
    KAM_ROLE_KAM,
    KAM_ROLE_MEMBER,
    KAM_ROLE_ANALYST,
    KAM_ROLE_EXECUTIVE,
    KAM_ROLE_PROGRAM, /* the command line with the database in its hands: may do everything, sees everything */
    KAM_ROLE_N,
} KamRole;

#define KAM_ACTOR_MAX_PEOPLE 16

/* Borrowed by everything that works for one request. */
typedef struct {
    gint64 user_id; /* 0 for the program itself */
    KamRole role;
    /* Whose accounts are seen: the user first, then those whom the user stands in for today. */
    gint64 people[KAM_ACTOR_MAX_PEOPLE];
    guint n_people;
    gint32 today;         /* the day on which all of this holds, as in base/date.h; 0: that of the clock */
    gboolean is_token;    /* acts by an API token: its scopes narrow what the role allows */
    gint64 credential_id; /* of the session or token; 0 without one */
    guint64 scopes;       /* KAM_SCOPE_BIT(permission) of the token; all bits for a session */
    char name[128];       /* for audit and logs: the e-mail address, "import", "kamen import" ... */
} KamActor;

/** The command line itself. */
KamActor kam_actor_program(const char *name);
/** The day on which the actor acts: teams and deputies are those of this day. */
gint32 kam_actor_get_today(const KamActor *actor);
/** "kam"; the word of JSON, SQL and --role. */
const char *kam_role_name(KamRole role);
/** The role of a word; KAM_ROLE_NONE when there is none of that name. The program's own role has no word. */
KamRole kam_role_from_name(const char *name);
