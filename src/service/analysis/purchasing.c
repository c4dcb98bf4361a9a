/* The groups of the scope, side by side on all processors, and the order of the answer. */
#include "service/analysis/purchasing.h"

#include <stdlib.h>

#include "service/analysis/purchasing_parts.h"

#define MAX_THREADS 8
#define GROUPS_PER_THREAD 8 /* fewer are done before a thread has begun */

static const char *const mode_names[KAM_BUYING_N] = { NULL, "central", "regional", "local" };

const char *
kam_buying_mode_name(KamBuyingMode mode)
{
    return mode_names[mode];
}

const char *
kam_buying_reason_name(KamBuyingReason reason)
{
    return reason == KAM_BUYING_IS_KNOWN ? NULL : reason == KAM_BUYING_ONE_BUYER ? "one_buyer" : "few_documents";
}

/* That an account has lines while it belongs to a head. */
typedef struct {
    guint32 head, account;
} Member;

static int
compare_members(gconstpointer a, gconstpointer b)
{
    const Member *x = a, *y = b;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* An account's lines are mostly in the order of days, so that heads change seldom; what repeats is dropped later. */
static GArray *
find_members(const KamPurchaseLines *lines)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(Member));
    guint n = 0;

    for (guint32 a = 0; a < lines->by.n_accounts; a++) {
        Member member = { KAM_NO_INDEX, a };

        for (gsize i = lines->by.start[a]; i < lines->by.start[a + 1]; i++) {
            if (lines->head[lines->by.line[i]] == member.head)
                continue;
            member.head = lines->head[lines->by.line[i]];
            g_array_append_val(members, member);
        }
    }
    g_array_sort(members, compare_members);
    for (guint i = 0; i < members->len; i++) {
        Member *member = &g_array_index(members, Member, i);

        if (n == 0 || compare_members(member, &g_array_index(members, Member, n - 1)) != 0)
            g_array_index(members, Member, n++) = *member;
    }
    g_array_set_size(members, n);
    return members;
}

/* One group to be judged. */
typedef struct {
    const KamPurchaseLines *lines;
    KamPurchasingGroup *group;
    guint32 head, n;
    const guint32 *members;
} Job;

/* A group is a head with another company, or several under a head that buys nothing itself. */
static GArray *
list_jobs(const KamPurchaseLines *lines, const GArray *members, const guint32 accounts[])
{
    GArray *jobs = g_array_new(FALSE, FALSE, sizeof(Job));

    for (guint from = 0, to; from < members->len; from = to) {
        Job job = { .lines = lines, .head = g_array_index(members, Member, from).head, .members = accounts + from };

        for (to = from + 1; to < members->len && g_array_index(members, Member, to).head == job.head; to++)
            ;
        job.n = to - from;
        if (job.n > 1)
            g_array_append_val(jobs, job);
    }
    return jobs;
}

typedef struct {
    GArray *jobs; /* Job */
    gint next;    /* the first that nobody has taken */
} Queue;

static gpointer
run_thread(gpointer data)
{
    Queue *queue = data;
    guint i;

    while ((i = (guint)g_atomic_int_add(&queue->next, 1)) < queue->jobs->len) {
        const Job *job = &g_array_index(queue->jobs, Job, i);

        kam_purchasing_group_fill(job->group, job->lines, job->head, job->members, job->n);
    }
    return NULL;
}

/* Each group by itself: the answer does not depend on how many threads there are. */
static void
run_jobs(GArray *jobs)
{
    GThread *threads[MAX_THREADS];
    Queue queue = { .jobs = jobs };
    guint n = MIN(MIN(g_get_num_processors(), MAX_THREADS), jobs->len / GROUPS_PER_THREAD);

    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("purchasing", run_thread, &queue);
    run_thread(&queue);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
}

static int
compare_groups(gconstpointer a, gconstpointer b)
{
    const KamPurchasingGroup *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->head > y->head) - (x->head < y->head);
}

static void
judge_groups(KamPurchasingAnalysis *analysis, const KamPurchaseLines *lines)
{
    g_autoptr(GArray) members = find_members(lines);
    g_autofree guint32 *accounts = g_new(guint32, members->len + 1);
    g_autoptr(GArray) jobs = NULL;

    for (guint i = 0; i < members->len; i++)
        accounts[i] = g_array_index(members, Member, i).account;
    jobs = list_jobs(lines, members, accounts);
    analysis->n = jobs->len;
    analysis->groups = g_new0(KamPurchasingGroup, jobs->len + 1);
    for (guint i = 0; i < jobs->len; i++)
        g_array_index(jobs, Job, i).group = &analysis->groups[i];
    run_jobs(jobs);
    qsort(analysis->groups, analysis->n, sizeof(KamPurchasingGroup), compare_groups);
    for (guint i = 0; i < analysis->n; i++)
        for (guint c = 0; c < analysis->groups[i].n; c++) {
            analysis->n_tested += (guint)analysis->groups[i].categories[c].is_tested;
            analysis->n_found += analysis->groups[i].categories[c].found.is_found != 0;
            analysis->n_suspected += analysis->groups[i].categories[c].found.is_suspected != 0;
        }
}

static void
measure_market(KamPurchasingAnalysis *analysis, const KamPurchaseLines *lines)
{
    guint n = lines->categories.list->len;
    g_autofree KamPurchaseMoney *money = g_new0(KamPurchaseMoney, n + 1);
    g_autofree guint32 *last = g_new(guint32, n + 1);

    analysis->n_categories = n;
    analysis->market = g_new0(KamPurchasingMarket, n + 1);
    for (guint c = 0; c < n; c++)
        last[c] = KAM_NO_INDEX;
    for (guint32 a = 0; a < lines->by.n_accounts; a++)
        for (gsize i = lines->by.start[a]; i < lines->by.start[a + 1]; i++) {
            guint32 line = lines->by.line[i], c = kam_purchase_lines_category(lines, line);

            if (c == KAM_NO_INDEX || !kam_purchase_lines_is_of_year(lines, line))
                continue;
            kam_purchase_money_add(&money[c], analysis->scope.facts, line);
            analysis->market[c].customers += last[c] != a;
            last[c] = a;
        }
    for (guint c = 0; c < n; c++) {
        analysis->market[c].name = g_array_index(lines->categories.list, KamHolder, c).name;
        analysis->market[c].net_micro = money[c].net_micro;
        analysis->market[c].profit_micro = money[c].profit_micro;
        analysis->market[c].has_profit = kam_purchase_money_has_profit(&money[c]);
    }
}

KamPurchasingAnalysis *
kam_purchasing_analysis_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                            GError **error)
{
    g_autoptr(KamPurchasingAnalysis) analysis = g_new0(KamPurchasingAnalysis, 1);
    KamPurchaseLines lines;

    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error) ||
        !kam_purchase_lines_init(&lines, &analysis->scope, error))
        return NULL;
    measure_market(analysis, &lines);
    judge_groups(analysis, &lines);
    kam_purchase_lines_clear(&lines);
    return g_steal_pointer(&analysis);
}

void
kam_purchasing_analysis_free(KamPurchasingAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    for (guint i = 0; i < analysis->n; i++)
        kam_purchasing_group_clear(&analysis->groups[i]);
    g_free(analysis->groups);
    g_free(analysis->market);
    g_free(analysis);
}
