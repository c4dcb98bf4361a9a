/* Filters and orders. What was selected lately is kept, since a page after another is asked for. */
#include "service/figures/board_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* --- filters --- */

typedef struct {
    const KamBoard *board;
    const KamBoardFilter *filter;
    char **words; /* NULL: not asked */
} Filtering;

static gboolean
word_passes(const Filtering *f, const char *wanted, guint32 holder, KamDirectoryText text)
{
    const char *word;

    if (wanted == NULL)
        return TRUE;
    word = kam_directory_text(f->board->directory, holder, text);
    return strcmp(word != NULL ? word : "", wanted) == 0;
}

static gboolean
texts_pass(const Filtering *f, guint32 holder)
{
    const KamBoardFilter *filter = f->filter;

    return word_passes(f, filter->country, holder, KAM_DIRECTORY_COUNTRY) &&
           word_passes(f, filter->region, holder, KAM_DIRECTORY_REGION) &&
           word_passes(f, filter->city, holder, KAM_DIRECTORY_CITY) &&
           (f->words == NULL || kam_directory_matches(f->board->directory, holder, (const char *const *)f->words));
}

/* The head of a group is a member of it; an account that stands alone is none of any. */
static gboolean
is_of_group(const KamBoard *board, guint32 holder, gint64 group_id)
{
    gint64 head_id = kam_ground_get_account(board->ground, holder)->head_id;

    if (group_id == 0 || head_id != 0)
        return head_id == group_id;
    return g_array_index(kam_ground_get_facts(board->ground)->accounts, KamFactAccount, holder).id == group_id;
}

static gboolean
people_pass(const Filtering *f, guint32 holder)
{
    const KamBoardFilter *filter = f->filter;

    return (!filter->has_manager ||
            kam_ground_get_account(f->board->ground, holder)->manager_id == filter->manager_id) &&
           (!filter->has_group || is_of_group(f->board, holder, filter->group_id));
}

static gboolean
stand_passes(const Filtering *f, const KamTallyRow *row)
{
    const KamBoardFilter *filter = f->filter;
    const KamStand *stand = kam_board_stand(f->board, row);
    guint tier = stand != NULL ? stand->tier : KAM_TIER_NONE;

    return (filter->tiers == 0 || (filter->tiers & (1u << tier)) != 0) &&
           (!filter->has_silent || (stand != NULL && stand->is_silent) == filter->is_silent);
}

static gboolean
silence_passes(const Filtering *f, const KamTallyRow *row)
{
    const KamBoardFilter *filter = f->filter;
    const KamStand *stand = kam_board_stand(f->board, row);
    gint64 days;

    if (!filter->has_days_from && !filter->has_days_to)
        return TRUE;
    if (stand == NULL || stand->last_day == KAM_DAY_NONE)
        return FALSE;
    days = (gint64)f->board->standing->as_of_day - stand->last_day;
    return (!filter->has_days_from || days >= filter->days_from) && (!filter->has_days_to || days <= filter->days_to);
}

/* Who brought nothing before has no change to speak of. */
static gboolean
change_passes(const Filtering *f, const KamTallyRow *row)
{
    const KamBoardFilter *filter = f->filter;
    double rate = kam_board_change_rate(row);

    return (isnan(filter->change_from) || rate >= filter->change_from) &&
           (isnan(filter->change_to) || rate <= filter->change_to);
}

static gboolean
is_less_alive(const Filtering *f, const KamTallyRow *row)
{
    KamProspect *prospect = kam_board_prospect(f->board, row);

    return isnan(f->filter->alive_below) || (prospect != NULL && kam_prospect_alive(prospect) < f->filter->alive_below);
}

static gboolean
row_passes(const Filtering *f, const KamTallyRow *row)
{
    const KamBoardFilter *filter = f->filter;

    return (!filter->has_net_from || row->net_micro >= filter->net_from_micro) &&
           (!filter->has_net_to || row->net_micro <= filter->net_to_micro) && people_pass(f, row->holder) &&
           stand_passes(f, row) && silence_passes(f, row) && change_passes(f, row) && is_less_alive(f, row) &&
           texts_pass(f, row->holder);
}

static char **
split_words(const char *q)
{
    g_autofree char *folded = q == NULL ? NULL : kam_text_fold(q, -1);

    return folded == NULL ? NULL : g_strsplit(folded, " ", -1);
}

static GArray *
filter_rows(const KamBoard *board, const KamBoardFilter *filter)
{
    GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(guint32), board->tally->n);
    Filtering f = { board, filter, split_words(filter->q) };

    for (guint i = 0; i < board->base->len; i++) {
        guint32 row = g_array_index(board->base, guint32, i);

        if (row_passes(&f, &board->tally->row[row]))
            g_array_append_val(rows, row);
    }
    g_strfreev(f.words);
    return rows;
}

/* --- orders --- */

typedef struct {
    gint64 key;
    guint32 place, row; /* place before: equal keys keep it */
} Entry;

static int
compare_entries(const void *a, const void *b)
{
    const Entry *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void
take_rows(GArray *rows, guint at, const Entry *entries, guint n)
{
    for (guint i = 0; i < n; i++)
        g_array_index(rows, guint32, at + i) = entries[i].row;
}

static void
order_rows(const KamBoard *board, const KamBoardOrder *order, GArray *rows)
{
    g_autofree Entry *known = g_new(Entry, rows->len + 1), *unknown = g_new(Entry, rows->len + 1);
    guint n = 0, n_unknown = 0;

    for (guint i = 0; i < rows->len; i++) {
        Entry entry = { 0, i, g_array_index(rows, guint32, i) };

        if (!kam_board_key(board, order->column, entry.row, &entry.key)) {
            unknown[n_unknown++] = entry;
            continue;
        }
        if (order->descending)
            entry.key = ~entry.key;
        known[n++] = entry;
    }
    qsort(known, n, sizeof *known, compare_entries);
    take_rows(rows, order->nulls_first ? n_unknown : 0, known, n);
    take_rows(rows, order->nulls_first ? 0 : n, unknown, n_unknown);
}

/* Those that are ranked stand in this order already. */
static void
fill_base(KamBoard *board)
{
    static const KamBoardOrder by_net = { .column = KAM_BOARD_NET, .descending = TRUE };
    const KamTally *tally = board->tally;
    g_autoptr(GArray) others = NULL;

    if (board->base != NULL)
        return;
    others = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < tally->n; i++)
        if (tally->row[i].rank == 0)
            g_array_append_val(others, i);
    order_rows(board, &by_net, others);
    board->base = g_array_sized_new(FALSE, FALSE, sizeof(guint32), tally->n);
    g_array_append_vals(board->base, tally->ranked, tally->n_ranked);
    if (others->len > 0)
        g_array_append_vals(board->base, others->data, others->len);
}

/* --- selections --- */

static void
clear_selection(gpointer data)
{
    KamBoardSelection *selection = data;

    g_free(selection->key);
    g_array_unref(selection->rows);
}

void
kam_board_selection_unref(KamBoardSelection *selection)
{
    if (selection != NULL)
        g_atomic_rc_box_release_full(selection, clear_selection);
}

static void
sum_selection(const KamBoard *board, KamBoardSelection *selection)
{
    for (guint i = 0; i < selection->rows->len; i++) {
        const KamTallyRow *row = &board->tally->row[g_array_index(selection->rows, guint32, i)];

        selection->sum.net_micro += row->net_micro;
        selection->sum.before_micro += row->before_micro;
        selection->sum.quantity_micro += row->quantity_micro;
        selection->sum.cost_micro += row->cost_micro;
        selection->sum.costed_net_micro += row->costed_net_micro;
        selection->sum.lines += row->lines;
    }
}

static void
append_text(GString *key, const char *name, const char *text)
{
    if (text != NULL)
        g_string_append_printf(key, " %s %zu:%s", name, strlen(text), text);
}

static char *
key_of(const KamBoardPage *page)
{
    const KamBoardFilter *filter = &page->filter;
    GString *key = g_string_new(NULL);

    for (guint i = 0; i < page->n_orders; i++)
        g_string_append_printf(key, "%d.%d.%d ", page->order[i].column, page->order[i].descending,
                               page->order[i].nulls_first);
    append_text(key, "q", filter->q);
    append_text(key, "country", filter->country);
    append_text(key, "region", filter->region);
    append_text(key, "city", filter->city);
    if (filter->has_manager)
        g_string_append_printf(key, " manager %" G_GINT64_FORMAT, filter->manager_id);
    if (filter->has_group)
        g_string_append_printf(key, " group %" G_GINT64_FORMAT, filter->group_id);
    g_string_append_printf(key, " %u %d %d %a %a %a", filter->tiers, filter->has_silent, filter->is_silent,
                           filter->alive_below, filter->change_from, filter->change_to);
    if (filter->has_days_from)
        g_string_append_printf(key, " days >= %u", filter->days_from);
    if (filter->has_days_to)
        g_string_append_printf(key, " days <= %u", filter->days_to);
    if (filter->has_net_from)
        g_string_append_printf(key, " >= %" G_GINT64_FORMAT, filter->net_from_micro);
    if (filter->has_net_to)
        g_string_append_printf(key, " <= %" G_GINT64_FORMAT, filter->net_to_micro);
    return g_string_free(key, FALSE);
}

/* What waits for figures to come is not kept: it will be another in a moment. */
static gboolean
can_be_kept(const KamBoard *board, const KamBoardPage *page)
{
    gboolean asks_prospects = !isnan(page->filter.alive_below);

    for (guint i = 0; i < page->n_orders; i++)
        asks_prospects = asks_prospects || page->order[i].column == KAM_BOARD_ALIVE ||
                         page->order[i].column == KAM_BOARD_FORECAST ||
                         page->order[i].column == KAM_BOARD_ATTRACTIVENESS;
    return !asks_prospects || page->is_final || g_atomic_int_get(&board->prospects->is_ready);
}

static KamBoardSelection *
find_selection(KamBoard *board, const char *key)
{
    for (GList *at = board->selected.head; at != NULL; at = at->next) {
        KamBoardSelection *selection = at->data;

        if (strcmp(selection->key, key) != 0)
            continue;
        g_queue_unlink(&board->selected, at);
        g_queue_push_head_link(&board->selected, at);
        return g_atomic_rc_box_acquire(selection);
    }
    return NULL;
}

static void
keep_selection(KamBoard *board, KamBoardSelection *selection)
{
    g_queue_push_head(&board->selected, g_atomic_rc_box_acquire(selection));
    if (board->selected.length > KAM_BOARD_MAX_SELECTED)
        kam_board_selection_unref(g_queue_pop_tail(&board->selected));
}

KamBoardSelection *
kam_board_select(KamBoard *board, const KamBoardPage *page)
{
    g_autofree char *key = key_of(page);
    gboolean is_kept = can_be_kept(board, page);
    KamBoardSelection *selection;

    /* Two who ask for the same order at once wait for one piece of work; it takes milliseconds. */
    g_mutex_lock(&board->lock);
    fill_base(board);
    selection = is_kept ? find_selection(board, key) : NULL;
    if (selection == NULL) {
        selection = g_atomic_rc_box_new0(KamBoardSelection);
        selection->key = g_steal_pointer(&key);
        selection->rows = filter_rows(board, &page->filter);
        for (guint i = page->n_orders; i-- > 0;)
            order_rows(board, &page->order[i], selection->rows);
        sum_selection(board, selection);
        if (is_kept)
            keep_selection(board, selection);
    }
    g_mutex_unlock(&board->lock);
    return selection;
}

void
kam_board_prepare(KamBoard *board)
{
    const KamBoardPage page = { .filter = KAM_BOARD_NO_FILTER, .limit = 1 };

    kam_board_selection_unref(kam_board_select(board, &page));
    kam_directory_places(board->directory, KAM_DIRECTORY_NAME);
    kam_directory_places(board->directory, KAM_DIRECTORY_NUMBER);
}

void
kam_board_forget_selected(KamBoard *board)
{
    while (board->selected.length > 0)
        kam_board_selection_unref(g_queue_pop_head(&board->selected));
    g_clear_pointer(&board->base, g_array_unref);
}
