/* What figures stand on: the lines of a database in memory with what people say of its accounts, of one moment, shared
 * read-only by requests. When names or attributes have changed, another ground is made over the same lines; lines are
 * read again only when they have changed themselves. */
#pragma once

#include "sales/facts.h"
#include "service/figures/shelf.h"
#include "store/db.h"

typedef struct KamGround KamGround;

KamGround *kam_ground_ref(KamGround *ground);
void kam_ground_unref(KamGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGround, kam_ground_unref)

/** The lines; none at all is no error here. Borrowed. */
const KamFacts *kam_ground_get_facts(const KamGround *ground);
/** Counts every change of the lines. */
gint64 kam_ground_get_version(const KamGround *ground);
/** A word that is equal as long as lines, accounts, products and people are; with the currency in it. */
const char *kam_ground_get_stamp(const KamGround *ground);
/** The same of the lines and of which accounts and products there are, whatever these are called: as long as it is
 * equal, indices mean the same. */
const char *kam_ground_get_frame(const KamGround *ground);
/** The same of the frame and of which account belongs to which, at any time. */
const char *kam_ground_get_tree(const KamGround *ground);
/** The ground in the firm's own currency: itself, or what it was converted from. Borrowed. */
KamGround *kam_ground_get_home(KamGround *ground);
/** Whether a line without an account in the facts has none in the database either: no account is deleted. */
gboolean kam_ground_knows_accounts(const KamGround *ground);
/** By index of the facts' accounts. */
const KamFactAccount *kam_ground_get_account(const KamGround *ground, guint32 account);
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

/* How a ground was turned into another currency. */
typedef struct {
    char from[4], to[4];
    gint32 first_day;     /* of the first rate: lines before it have none */
    gint32 last_day;      /* from which the rate of the last line holds */
    KamDecimal last_rate; /* units of `from` for one of `to` */
    guint64 without_rate; /* lines that are in no sum */
} KamGroundConversion;

/** The currencies that it can be had in, three letters each, the firm's own first; empty when that has no name. Free
 * with g_strfreev(). */
char **kam_ground_dup_currencies(const KamGround *ground);
/**
 * The same lines, accounts and people with every amount in another currency, turned by the rate of its line's day. The
 * columns of money stand on the shelf for the next one who asks. In the ground's own currency, or in NULL, it is the
 * ground itself. Unref it when done.
 * @return NULL with KAM_ERROR_INVALID, which names the currencies that can be had; KAM_ERROR_TOO_LARGE when a sum would
 *         leave 64 bits.
 */
KamGround *kam_ground_convert(KamGround *ground, KamShelf *shelf, const char *currency, GError **error);
/** How it was converted; NULL in the firm's own currency. */
const KamGroundConversion *kam_ground_get_conversion(const KamGround *ground);
/** Whether its columns of money are held: always, but for grounds that are too large to stand on the shelf. */
gboolean kam_ground_is_on_shelf(const KamGround *ground, KamShelf *shelf);

/* The ground of a database as of now. Safe to share between threads. */
typedef struct KamGroundCache KamGroundCache;
/** Lines that take more than `max_bytes` are read anew by each request instead of being held. */
KamGroundCache *kam_ground_cache_new(gsize max_bytes);
void kam_ground_cache_free(KamGroundCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroundCache, kam_ground_cache_free)
/** Unref it when done; who holds an older one keeps it whole. */
KamGround *kam_ground_cache_get(KamGroundCache *cache, KamDb *db, GError **error);
/** Whether the lines of a ground, or of what it was converted from, are few enough to be held. An older ground has
 * room, too. */
gboolean kam_ground_cache_has_room(const KamGroundCache *cache, const KamGround *ground);
/** How often the lines were read. */
guint kam_ground_cache_count_reads(KamGroundCache *cache);
