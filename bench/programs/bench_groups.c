/* Measures groups of companies: bench_groups today|then|suggest
 *
 * 100,000 accounts, 20,000 memberships of which a third ended, a million lines in the order of accounts. "today" makes
 * the forest of a day and rolls up, "then" finds the head of every line on its own day, "suggest" finds companies that
 * are alike by name, domain and telephone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "sales/groups.h"
#include "service/groups/alike.h"

enum { ACCOUNTS = 100000, TIES = 20000, LINES = 1000000, DAYS = 3000 };

typedef struct {
    KamFacts *facts;
    gint64 *own, *sums;
    guint32 *holder;
    GArray *keys; /* KamAlikeKey */
} Job;

/* Heads are the first 5,000 accounts; every tenth of these belongs to another. */
static void
add_tie(KamFacts *facts, GRand *rand, guint32 account, guint32 parent)
{
    gint32 from = g_rand_int_range(rand, 0, DAYS);
    KamTie tie = { .account = account,
                   .parent = parent,
                   .from_day = g_rand_boolean(rand) ? KAM_TIE_EVER : from,
                   .to_day = g_rand_int_range(rand, 0, 3) == 0 ? g_rand_int_range(rand, from, DAYS + 1) : KAM_TIE_STILL,
                   .share_micro = KAM_TIE_UNKNOWN_SHARE };

    g_array_append_val(facts->ties, tie);
}

static KamFacts *
make_facts(GRand *rand)
{
    KamFacts *facts = kam_facts_new();
    const guint heads = 5000;

    for (guint i = 0; i < ACCOUNTS; i++) {
        KamFactAccount account = { .id = 1 + (gint64)i };
        g_array_append_val(facts->accounts, account);
    }
    for (guint i = 1; i < heads; i += 10)
        add_tie(facts, rand, i, i - 1);
    for (guint i = heads; facts->ties->len < TIES; i++)
        add_tie(facts, rand, i, (guint32)g_rand_int_range(rand, 0, (gint32)heads));
    facts->n = LINES;
    facts->account = g_new(guint32, LINES);
    facts->day = g_new(gint32, LINES);
    for (gsize i = 0; i < LINES; i++) {
        facts->account[i] = (guint32)(i / (LINES / ACCOUNTS));
        facts->day[i] = g_rand_int_range(rand, 0, DAYS);
    }
    return facts;
}

static int
roll_up_today(void *data)
{
    Job *job = data;
    g_autoptr(KamGroups) groups = kam_groups_new_on(job->facts, DAYS / 2, NULL);

    return groups != NULL && kam_groups_roll_up(groups, job->own, job->sums, NULL);
}

static int
find_heads_then(void *data)
{
    Job *job = data;
    g_autoptr(KamGroupDays) days = kam_group_days_new(job->facts, NULL);

    if (days != NULL)
        kam_group_days_put(days, job->facts, KAM_GROUPS_HEAD, job->holder);
    return days != NULL;
}

/* Names of two words of which a few are shared, every fifth with a domain, every fourth with a telephone. */
static GArray *
make_keys(GRand *rand, GStringChunk *texts)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(KamAlikeKey));
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint32 i = 0; i < ACCOUNTS; i++) {
        g_autofree char *name =
            g_strdup_printf("firm%d kind%d", g_rand_int_range(rand, 0, ACCOUNTS / 2), g_rand_int_range(rand, 0, 50));
        KamAlikeKey domain = { .account = i, .kind = KAM_ALIKE_DOMAIN },
                    phone = { .account = i, .kind = KAM_ALIKE_PHONE };
        char text[32];

        kam_alike_add_words(keys, i, name, places, texts);
        g_snprintf(text, sizeof text, "d%d.rs", g_rand_int_range(rand, 0, ACCOUNTS / 6));
        domain.value = g_string_chunk_insert_const(texts, text);
        g_snprintf(text, sizeof text, "%08d", g_rand_int_range(rand, 0, ACCOUNTS));
        phone.value = g_string_chunk_insert_const(texts, text);
        if (i % 5 == 0)
            g_array_append_val(keys, domain);
        if (i % 4 == 0)
            g_array_append_val(keys, phone);
    }
    return keys;
}

static int
find_alike(void *data)
{
    Job *job = data;
    g_autoptr(GArray) keys = g_array_copy(job->keys);
    g_autoptr(GArray) pairs = kam_alike_find(keys);

    return pairs->len > 0;
}

int
main(int argc, char **argv)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1 << 16);
    g_autoptr(KamFacts) facts = make_facts(rand);
    g_autofree gint64 *own = g_new0(gint64, ACCOUNTS), *sums = g_new0(gint64, ACCOUNTS);
    g_autofree guint32 *holder = g_new0(guint32, LINES);
    g_autoptr(GArray) keys = make_keys(rand, texts);
    Job job = { facts, own, sums, holder, keys };

    if (argc == 2 && strcmp(argv[1], "today") == 0)
        return measure(roll_up_today, &job);
    if (argc == 2 && strcmp(argv[1], "then") == 0)
        return measure(find_heads_then, &job);
    if (argc == 2 && strcmp(argv[1], "suggest") == 0)
        return measure(find_alike, &job);
    (void)fprintf(stderr, "usage: bench_groups today|then|suggest\n");
    return EXIT_FAILURE;
}
