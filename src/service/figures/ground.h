/* What figures stand on: the lines of a database in memory with what people say of its accounts, of one moment, shared
 * read-only by requests. When names or attributes have changed, another ground is made over the same lines; lines are
 * read again only when they have changed themselves. */
#pragma once

#include "sales/facts.h"
#include "store/db.h"

/* What people say of an account beside its invoices. */
typedef struct {
    gint64 owner_id;    /* 0: nobody */
    gint64 head_id;     /* head of its group; 0: stands alone or is a head itself */
    const char *region; /* NULL when unknown */
    const char *city;   /* NULL when unknown */
} KamGroundAccount;

typedef struct KamGround KamGround;

KamGround *kam_ground_ref(KamGround *ground);
void kam_ground_unref(KamGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGround, kam_ground_unref)

/** The lines; none at all is no error here. Borrowed. */
const KamFacts *kam_ground_get_facts(const KamGround *ground);
/** Counts every change of the lines. */
gint64 kam_ground_get_version(const KamGround *ground);
/** A word that is equal as long as lines, accounts, products and people are. */
const char *kam_ground_get_stamp(const KamGround *ground);
/** The same of the lines and of which accounts and products there are, whatever these are called: as long as it is
 * equal, indices mean the same. */
const char *kam_ground_get_frame(const KamGround *ground);
/** The same of the frame and of which account belongs to which head. */
const char *kam_ground_get_tree(const KamGround *ground);
/** Whether a line without an account in the facts has none in the database either: no account is deleted. */
gboolean kam_ground_knows_accounts(const KamGround *ground);
/** By index of the facts' accounts. */
const KamGroundAccount *kam_ground_get_account(const KamGround *ground, guint32 account);
/** Index of an account in the facts; KAM_NO_INDEX when there is none of that id. */
guint32 kam_ground_find_account(const KamGround *ground, gint64 id);
/** The name of somebody who works here, NULL when unknown. */
const char *kam_ground_get_person(const KamGround *ground, gint64 id);
/**
 * The lines of some accounts alone, everything else as it is: what an analysis reads for somebody who sees no others.
 * Free with kam_facts_free() before the ground is given back.
 * @param view  ids of accounts, gint64.
 */
KamFacts *kam_ground_restrict(const KamGround *ground, const GArray *view);

/* The ground of a database as of now. Safe to share between threads. */
typedef struct KamGroundCache KamGroundCache;
/** Lines that take more than `max_bytes` are read anew by each request instead of being held. */
KamGroundCache *kam_ground_cache_new(gsize max_bytes);
void kam_ground_cache_free(KamGroundCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroundCache, kam_ground_cache_free)
/** Unref it when done; who holds an older one keeps it whole. */
KamGround *kam_ground_cache_get(KamGroundCache *cache, KamDb *db, GError **error);
/** Whether a ground is the one that is held: there are not too many lines for that. */
gboolean kam_ground_cache_holds(KamGroundCache *cache, const KamGround *ground);
/** How often the lines were read. */
guint kam_ground_cache_count_reads(KamGroundCache *cache);
