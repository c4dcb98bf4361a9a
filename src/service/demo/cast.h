/* What the parts share that fill in the people of the demonstration company; no one else includes this. */
#pragma once

#include <jansson.h>

#include "demo/world.h"
#include "record/change.h"

/* Ours, in the order of the table in cast.c: managers first, for customers are dealt out to them. */
#define KAM_DEMO_N_MANAGERS 3
#define KAM_DEMO_FIRST_MEMBER KAM_DEMO_N_MANAGERS
#define KAM_DEMO_N_MEMBERS 4
#define KAM_DEMO_N_STAFF 11

/* A customer in the database. */
typedef struct {
    gint64 account;
    guint customer;    /* index into the world's */
    gboolean is_twin;  /* a second number of that customer, opened by mistake */
    gint64 manager_id; /* of ours */
} KamDemoHome;

typedef struct {
    KamWork work;
    const KamDemoWorld *world;
    gint32 last_day; /* of the invoices: the day on which the story ends */
    gint64 ours[KAM_DEMO_N_STAFF];
    GArray *homes;       /* KamDemoHome, by id of the account */
    GHashTable *home_of; /* id of an account -> its KamDemoHome */
} KamDemoCast;

/* cast.c */
/** Make a record of a body, which is released. Its id, 0 with an error. */
gint64 kam_demo_cast_create(KamDemoCast *cast, const KamRecordType *type, json_t *body, GError **error);
/** Change a record as a body says, which is released. */
gboolean kam_demo_cast_patch(KamDemoCast *cast, const KamRecordType *type, gint64 id, json_t *body, GError **error);
/** An id, and a day, as the API writes them. */
json_t *kam_demo_cast_id(gint64 id);
json_t *kam_demo_cast_day(gint32 day);
/** "ana.peric@firma.example". Free with g_free(). */
char *kam_demo_cast_address(const char *name, const char *domain);
/** People of every role. With the hash of a password, all of them sign in by it. */
gboolean kam_demo_cast_hire(KamDemoCast *cast, const char *hash, GError **error);

/* homes.c */
/** Tell the customers in the database apart and give each its place and its manager. */
gboolean kam_demo_homes_settle(KamDemoCast *cast, GError **error);

/* bonds.c */
/** Heads of groups, and the dated memberships of their firms. */
gboolean kam_demo_bonds_tie(KamDemoCast *cast, GError **error);

/* visits.c */
/** Teams, contacts, talks and tasks of one of the largest customers; `i` is its rank. */
gboolean kam_demo_visits_pay(KamDemoCast *cast, const KamDemoHome *home, guint i, GError **error);

/* shelves.c */
/** Sites and tags of the largest customers, in their order. */
gboolean kam_demo_shelves_mark(KamDemoCast *cast, const GPtrArray *homes, GError **error);
/** The price list of the last day. */
gboolean kam_demo_shelves_price(KamDemoCast *cast, GError **error);

/* contracts.c */
/** Agreements with the larger customers, running, ended and to come. */
gboolean kam_demo_contracts_sign(KamDemoCast *cast, GError **error);

/* opinions.c */
/** What people think of the largest customers, in their order, and of the criteria. */
gboolean kam_demo_opinions_hear(KamDemoCast *cast, const GPtrArray *homes, GError **error);

/* programme.c */
/** The programme of key accounts over the largest customers, in their order. */
gboolean kam_demo_programme_run(KamDemoCast *cast, const GPtrArray *homes, GError **error);
