/* The pass over the lines: which of them count, into which row. */
#include "service/figures/sums.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "service/analysis/holders.h"
#include "service/figures/sum_keys.h"

#define DENSE_ROWS ((gsize)1 << 22) /* so many possible rows are found by an index instead of a hash */

static const char *const order_names[KAM_SUM_ORDER_N] = {
    "net", "lines", "credits", "quantity", "cost", "margin", "key"
};

const char *
kam_sum_order_name(KamSumOrder order)
{
    return order_names[order];
}

KamSumOrder
kam_sum_order_from_name(const char *name)
{
    KamSumOrder order = 0;

    while (order < KAM_SUM_ORDER_N && strcmp(order_names[order], name) != 0)
        order++;
    return order;
}

/* Which accounts and products pass the filters; index 0 stands for none, i + 1 for the i-th of the facts. */
typedef struct {
    guint8 *account, *product;
    gint32 from_day, until_day;
    const guint32 *holder; /* account by line; NULL: groups are those of today */
    guint32 group;         /* that is asked for; NOT_ASKED */
} Filter;

#define NOT_ASKED (G_MAXUINT32 - 1)
#define NOT_THERE (G_MAXUINT32 - 2)

static gboolean
account_passes(const KamGround *ground, const KamSumQuestion *question, guint32 i)
{
    const KamFactAccount *account = kam_ground_get_account(ground, i);
    gint64 id = g_array_index(kam_ground_get_facts(ground)->accounts, KamFactAccount, i).id;
    gint64 head = account->head_id != 0 ? account->head_id : id;

    return (!question->filter.has_account || id == question->filter.account_id) &&
           (!question->filter.has_group || !kam_groups_at_is_default(&question->filter.groups) ||
            head == question->filter.group_id) &&
           (!question->filter.has_manager || account->manager_id == question->filter.manager_id) &&
           (question->filter.region == NULL ||
            strcmp(account->region != NULL ? account->region : "", question->filter.region) == 0);
}

static gboolean
no_account_passes(const KamSumQuestion *question)
{
    return question->view == NULL && (!question->filter.has_account || question->filter.account_id == 0) &&
           (!question->filter.has_group || question->filter.group_id == 0) &&
           (!question->filter.has_manager || question->filter.manager_id == 0) &&
           (question->filter.region == NULL || *question->filter.region == '\0');
}

static gboolean
product_passes(const KamGround *ground, const KamSumQuestion *question, guint32 i)
{
    const KamFactProduct *product = &g_array_index(kam_ground_get_facts(ground)->products, KamFactProduct, i);
    const char *category = product->category != NULL ? product->category : "";

    return (!question->filter.has_product || product->id == question->filter.product_id) &&
           (question->filter.category == NULL || strcmp(category, question->filter.category) == 0);
}

static void
fill_view(Filter *filter, const KamGround *ground, const KamSumQuestion *question)
{
    for (guint i = 0; i < question->view->len; i++) {
        guint32 account = kam_ground_find_account(ground, g_array_index(question->view, gint64, i));

        if (account != KAM_NO_INDEX)
            filter->account[account + 1] = account_passes(ground, question, account);
    }
}

static guint32
group_of(const KamGround *ground, const KamSumQuestion *question)
{
    guint32 found;

    if (!question->filter.has_group)
        return NOT_ASKED;
    if (question->filter.group_id == 0)
        return KAM_NO_INDEX;
    found = kam_ground_find_account(ground, question->filter.group_id);
    return found == KAM_NO_INDEX ? NOT_THERE : found;
}

static void
filter_init(Filter *filter, const KamGround *ground, const KamSumQuestion *question, const guint32 *holder)
{
    const KamFacts *facts = kam_ground_get_facts(ground);

    filter->holder = holder;
    filter->group = group_of(ground, question);

    filter->account = g_new0(guint8, facts->accounts->len + 1);
    filter->product = g_new0(guint8, facts->products->len + 1);
    filter->from_day = question->filter.from_day == KAM_DAY_NONE ? G_MININT32 + 1 : question->filter.from_day;
    filter->until_day = question->filter.until_day == KAM_DAY_NONE ? G_MAXINT32 : question->filter.until_day;
    filter->account[0] = no_account_passes(question);
    filter->product[0] = (!question->filter.has_product || question->filter.product_id == 0) &&
                         (question->filter.category == NULL || *question->filter.category == '\0');
    for (guint32 i = 0; i < facts->products->len; i++)
        filter->product[i + 1] = product_passes(ground, question, i);
    if (question->view != NULL) {
        fill_view(filter, ground, question);
        return;
    }
    for (guint32 i = 0; i < facts->accounts->len; i++)
        filter->account[i + 1] = account_passes(ground, question, i);
}

static void
filter_clear(Filter *filter)
{
    g_free(filter->account);
    g_free(filter->product);
}

static gboolean
is_of_basis(const KamFacts *facts, KamReportBasis basis, gsize line)
{
    /* Unlike an analysis of accounts, the sum of all lines holds those without an account too: it equals the files. */
    return basis == KAM_BASIS_ALL || line_is_of_basis(facts, basis, line);
}

/* Whatever its day. KAM_NO_INDEX + 1 is 0. */
static gboolean
line_passes(const Filter *filter, const KamFacts *facts, const KamSumQuestion *question, gsize line)
{
    return (filter->holder == NULL || filter->group == NOT_ASKED || filter->holder[line] == filter->group) &&
           filter->account[(guint32)(facts->account[line] + 1)] &&
           filter->product[(guint32)(facts->product[line] + 1)] && is_of_basis(facts, question->filter.basis, line);
}

static gboolean
day_passes(const Filter *filter, gint32 day)
{
    return day >= filter->from_day && day <= filter->until_day;
}

/* Rows by their keys, made as they are met. */
typedef struct {
    KamSums *sums;
    KamSumKeys keys[KAM_SUMS_MAX_DIMENSIONS];
    guint32 *dense;     /* row + 1 by key[0] * n1 + key[1]; NULL: `sparse` */
    GHashTable *sparse; /* the same, by gint64 */
    gsize n1;
    gboolean is_too_large;
} Pass;

static void
pass_init(Pass *pass, KamSums *sums, const guint32 *holder)
{
    const KamSumQuestion *question = &sums->question;
    gsize n;

    *pass = (Pass) { .sums = sums, .n1 = 1 };
    for (guint d = 0; d < question->n_by; d++) {
        kam_sum_keys_init(&pass->keys[d], sums->ground, question->by[d], question, holder, sums->first_day,
                          sums->last_day);
        sums->labels[d] = pass->keys[d].labels;
    }
    if (question->n_by > 1)
        pass->n1 = sums->labels[1]->len;
    n = sums->labels[0]->len * pass->n1;
    if (n <= DENSE_ROWS)
        pass->dense = g_new0(guint32, n);
    else
        pass->sparse = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
pass_clear(Pass *pass)
{
    for (guint d = 0; d < pass->sums->question.n_by; d++)
        kam_sum_keys_clear(&pass->keys[d]);
    g_free(pass->dense);
    g_clear_pointer(&pass->sparse, g_hash_table_unref);
}

static guint32
new_row(Pass *pass, guint32 key0, guint32 key1)
{
    KamSumRow row = { .key = { key0, key1 } };

    g_array_append_val(pass->sums->rows, row);
    return pass->sums->rows->len;
}

static KamSumRow *
row_of(Pass *pass, guint32 key0, guint32 key1)
{
    gint64 place = (gint64)((gsize)key0 * pass->n1 + key1);
    guint32 found =
        pass->dense != NULL ? pass->dense[place] : GPOINTER_TO_UINT(g_hash_table_lookup(pass->sparse, &place));

    if (found == 0) {
        found = new_row(pass, key0, key1);
        if (pass->dense != NULL)
            pass->dense[place] = found;
        else
            g_hash_table_insert(pass->sparse, g_memdup2(&place, sizeof place), GUINT_TO_POINTER(found));
    }
    return &g_array_index(pass->sums->rows, KamSumRow, found - 1);
}

/* FALSE when it would leave 64 bits. */
static gboolean
add_line(KamSum *sum, const KamFacts *facts, gsize line)
{
    gboolean fits = kam_micro_add(&sum->net_micro, facts->net_micro[line]) &&
                    kam_micro_add(&sum->quantity_micro, facts->quantity_micro[line]);

    sum->lines++;
    if (facts->flags[line] & KAM_FACT_CREDIT)
        fits = fits && kam_micro_add(&sum->credit_micro, facts->net_micro[line]);
    if (!(facts->flags[line] & KAM_FACT_NO_COST))
        fits = fits && kam_micro_add(&sum->cost_micro, facts->cost_micro[line]) &&
               kam_micro_add(&sum->costed_net_micro, facts->net_micro[line]);
    return fits;
}

static void
count_line(Pass *pass, const KamFacts *facts, gsize line)
{
    guint32 key0 = kam_sum_keys_of_line(&pass->keys[0], facts, line);
    guint32 key1 = pass->sums->question.n_by > 1 ? kam_sum_keys_of_line(&pass->keys[1], facts, line) : 0;

    if (!add_line(&row_of(pass, key0, key1)->sum, facts, line) || !add_line(&pass->sums->total, facts, line))
        pass->is_too_large = TRUE;
}

/* Which dimension is years, n_by when none is. */
static guint
year_dimension(const KamSumQuestion *question)
{
    guint d = 0;

    while (d < question->n_by && question->by[d] != KAM_SUM_BY_YEAR)
        d++;
    return d;
}

static guint32
other_key(const Pass *pass, guint years, const KamFacts *facts, gsize line)
{
    return pass->sums->question.n_by > 1 ? kam_sum_keys_of_line(&pass->keys[1 - years], facts, line) : 0;
}

/* Lines of the year before that stand beside those of a year that is not whole. Rows without a line of their own year
 * are made for them: what was bought then and not now is what one looks for. */
static void
add_before(Pass *pass, const Filter *filter, guint years)
{
    const KamFacts *facts = kam_ground_get_facts(pass->sums->ground);

    for (guint32 key = 1; key < pass->sums->labels[years]->len; key++) {
        const KamSumLabel *label = &g_array_index(pass->sums->labels[years], KamSumLabel, key);

        for (gsize i = 0; label->before_from != KAM_DAY_NONE && i < facts->n; i++) {
            guint32 other;
            KamSumRow *row;

            if (facts->day[i] < label->before_from || facts->day[i] > label->before_to ||
                (facts->flags[i] & KAM_FACT_FOREIGN) || !line_passes(filter, facts, &pass->sums->question, i))
                continue;
            other = other_key(pass, years, facts, i);
            row = years == 0 ? row_of(pass, key, other) : row_of(pass, other, key);
            if (!kam_micro_add(&row->sum.before_micro, facts->net_micro[i]))
                pass->is_too_large = TRUE;
        }
    }
}

static void
add_lines(Pass *pass, const Filter *filter)
{
    const KamFacts *facts = kam_ground_get_facts(pass->sums->ground);
    guint years = year_dimension(&pass->sums->question);

    for (gsize i = 0; i < facts->n; i++) {
        if (!day_passes(filter, facts->day[i]) || !line_passes(filter, facts, &pass->sums->question, i))
            continue;
        if (facts->flags[i] & KAM_FACT_FOREIGN)
            pass->sums->foreign++;
        else
            count_line(pass, facts, i);
    }
    if (years < pass->sums->question.n_by)
        add_before(pass, filter, years);
}

static int
compare_labels(const KamSumLabel *a, const KamSumLabel *b)
{
    int order;

    if (a->first_month != b->first_month)
        return a->first_month < b->first_month ? -1 : 1;
    order = kam_number_compare(a->number, b->number);
    return order != 0 ? order : g_strcmp0(a->name, b->name);
}

static int
compare_keys(const KamSums *sums, const KamSumRow *x, const KamSumRow *y)
{
    int order = 0;

    for (guint d = 0; d < sums->question.n_by && order == 0; d++) {
        order = compare_labels(&g_array_index(sums->labels[d], KamSumLabel, x->key[d]),
                               &g_array_index(sums->labels[d], KamSumLabel, y->key[d]));
        if (order == 0)
            order = (x->key[d] > y->key[d]) - (x->key[d] < y->key[d]);
    }
    return order;
}

static gint64
measure_of(const KamSum *sum, KamSumOrder order)
{
    switch (order) {
    case KAM_SUM_ORDER_LINES:
        return (gint64)sum->lines;
    case KAM_SUM_ORDER_CREDITS:
        return sum->credit_micro;
    case KAM_SUM_ORDER_QUANTITY:
        return sum->quantity_micro;
    case KAM_SUM_ORDER_COST:
        return sum->cost_micro;
    case KAM_SUM_ORDER_MARGIN:
        return sum->costed_net_micro - sum->cost_micro;
    case KAM_SUM_ORDER_NET:
    case KAM_SUM_ORDER_KEY:
    case KAM_SUM_ORDER_N:
        break;
    }
    return sum->net_micro;
}

static int
compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamSums *sums = data;
    const KamSumRow *x = a, *y = b;
    gint64 mx = measure_of(&x->sum, sums->question.order), my = measure_of(&y->sum, sums->question.order);
    int sign = sums->question.ascending ? 1 : -1;

    if (sums->question.order == KAM_SUM_ORDER_KEY)
        return sign * compare_keys(sums, x, y);
    if (mx != my)
        return mx < my ? -sign : sign;
    return compare_keys(sums, x, y);
}

static void
set_days(KamSums *sums)
{
    const KamFacts *facts = kam_ground_get_facts(sums->ground);
    const KamSumQuestion *question = &sums->question;

    sums->first_day = sums->last_day = KAM_DAY_NONE;
    if (facts->n == 0 || (question->filter.from_day != KAM_DAY_NONE && question->filter.from_day > facts->last_day) ||
        (question->filter.until_day != KAM_DAY_NONE && question->filter.until_day < facts->first_day))
        return;
    sums->first_day =
        question->filter.from_day == KAM_DAY_NONE ? facts->first_day : MAX(question->filter.from_day, facts->first_day);
    sums->last_day =
        question->filter.until_day == KAM_DAY_NONE ? facts->last_day : MIN(question->filter.until_day, facts->last_day);
}

/* Which group each line is of, where that is not told by its account. */
static gboolean
put_holders(const KamGround *ground, const KamSumQuestion *question, guint32 **holder, GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    gboolean is_asked = question->filter.has_group;

    for (guint d = 0; d < question->n_by; d++)
        is_asked |= question->by[d] == KAM_SUM_BY_GROUP;
    if (!is_asked || kam_groups_at_is_default(&question->filter.groups))
        return TRUE;
    *holder = g_new(guint32, facts->n + 1);
    return kam_groups_at_put(&question->filter.groups, facts, *holder, error);
}

KamSums *
kam_sums_new(KamGround *ground, const KamSumQuestion *question, GError **error)
{
    g_autoptr(KamSums) sums = g_new0(KamSums, 1);
    g_autofree guint32 *holder = NULL;
    Filter filter;
    Pass pass;

    g_return_val_if_fail(question->n_by >= 1 && question->n_by <= KAM_SUMS_MAX_DIMENSIONS, NULL);

    sums->ground = kam_ground_ref(ground);
    sums->question = *question;
    sums->rows = g_array_new(FALSE, FALSE, sizeof(KamSumRow));
    set_days(sums);
    if (!put_holders(ground, question, &holder, error))
        return NULL;
    pass_init(&pass, sums, holder);
    filter_init(&filter, ground, question, holder);
    if (sums->first_day != KAM_DAY_NONE)
        add_lines(&pass, &filter);
    filter_clear(&filter);
    pass_clear(&pass);
    if (pass.is_too_large) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE, "a sum leaves 64 bits; ask for a shorter period");
        return NULL;
    }
    g_array_sort_with_data(sums->rows, compare_rows, sums);
    return g_steal_pointer(&sums);
}

void
kam_sums_free(KamSums *sums)
{
    if (sums == NULL)
        return;
    kam_ground_unref(sums->ground);
    for (guint d = 0; d < KAM_SUMS_MAX_DIMENSIONS; d++)
        g_clear_pointer(&sums->labels[d], g_array_unref);
    g_clear_pointer(&sums->rows, g_array_unref);
    g_free(sums);
}
