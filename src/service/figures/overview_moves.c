/* Who moves against the period before, and who has gone silent. */
#include "service/figures/overview_parts.h"

#include "service/analysis/scope.h"
#include "service/figures/change.h"

/* --- movers --- */

static gint64
change_of(const KamOverview *o, guint32 row)
{
    return o->tally->row[row].net_micro - o->tally->row[row].before_micro;
}

/* The largest changes of one sign, kept in order while rows are looked at. */
typedef struct {
    guint32 row[KAM_OVERVIEW_MOVERS];
    guint n;
} Movers;

static void
take_mover(const KamOverview *o, Movers *movers, guint32 row, int sign)
{
    gint64 change = sign * change_of(o, row);
    guint at = movers->n;

    if (change <= 0)
        return;
    while (at > 0 && sign * change_of(o, movers->row[at - 1]) < change)
        at--;
    if (at == KAM_OVERVIEW_MOVERS)
        return;
    movers->n = MIN(movers->n + 1, KAM_OVERVIEW_MOVERS);
    for (guint i = movers->n - 1; i > at; i--)
        movers->row[i] = movers->row[i - 1];
    movers->row[at] = row;
}

static void
put_parts(const KamOverview *o, const KamTallyRow *row)
{
    KamFiguresChange change;

    kam_figures_change_of(o->roll, o->facts, o->tally->is_in, row->holder, &o->question->tally, &change);
    kam_json_begin_object(o->w.json, "parts");
    kam_figures_put_money(&o->w, "new_products", change.new_micro);
    kam_figures_put_money(&o->w, "stopped_products", change.stopped_micro);
    kam_figures_put_money(&o->w, "volume", change.volume_micro);
    kam_figures_put_money(&o->w, "price", change.price_micro);
    kam_json_end_object(o->w.json);
}

static void
put_mover(const KamOverview *o, guint32 index)
{
    const KamTallyRow *row = &o->tally->row[index];
    g_autofree char *path = kam_overview_dup_row_path(o, row);

    kam_json_begin_object(o->w.json, NULL);
    kam_overview_put_who(o, row);
    kam_figures_put_tier(o->w.json, "tier", row->is_whole ? o->standing->list[row->holder].tier : KAM_TIER_NONE);
    kam_figures_put_money(&o->w, "net", row->net_micro);
    kam_figures_put_money(&o->w, "before", row->before_micro);
    kam_figures_put_money(&o->w, "change", change_of(o, index));
    kam_figures_put_rate(o->w.json, "change_rate", change_of(o, index), row->before_micro);
    put_parts(o, row);
    kam_json_text(o->w.json, "opens_to", path);
    kam_json_end_object(o->w.json);
}

static void
put_side(const KamOverview *o, const char *name, const Movers *movers)
{
    kam_json_begin_array(o->w.json, name);
    for (guint i = 0; i < movers->n; i++)
        put_mover(o, movers->row[i]);
    kam_json_end_array(o->w.json);
}

static void
put_movers(const KamOverview *o)
{
    g_autofree char *path = kam_overview_dup_table_path(o, "&order=change.asc.nullslast");
    Movers up = { 0 }, down = { 0 };

    for (guint i = 0; i < o->rows->len && o->question->tally.period.before_from != KAM_DAY_NONE; i++) {
        take_mover(o, &up, g_array_index(o->rows, guint32, i), 1);
        take_mover(o, &down, g_array_index(o->rows, guint32, i), -1);
    }
    kam_json_begin_object(o->w.json, "movers");
    put_side(o, "up", &up);
    put_side(o, "down", &down);
    kam_overview_put_source(o, &kam_source_movers, path);
    kam_json_end_object(o->w.json);
}

/* --- silent --- */

static int
compare_at_stake(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamOverview *o = data;
    guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
    gint64 x = o->standing->list[o->tally->row[i].holder].last_year_micro;
    gint64 y = o->standing->list[o->tally->row[j].holder].last_year_micro;

    return x != y ? (x < y ? 1 : -1) : (i > j) - (i < j);
}

static void
put_silent_row(const KamOverview *o, guint32 index)
{
    const KamTallyRow *row = &o->tally->row[index];
    const KamStand *stand = &o->standing->list[row->holder];
    gint64 id = g_array_index(o->facts->accounts, KamFactAccount, row->holder).id;
    g_autofree char *path = kam_figures_dup_lines_path(o->question->tally.by, id, o->question->tally.basis,
                                                       stand->last_day - 364, stand->last_day);

    kam_json_begin_object(o->w.json, NULL);
    kam_overview_put_who(o, row);
    kam_figures_put_person(o->w.json, "manager", o->ground, kam_ground_get_account(o->ground, row->holder)->manager_id);
    kam_figures_put_tier(o->w.json, "tier", stand->tier);
    kam_scope_day_to_json(o->w.json, "last_purchase", stand->last_day);
    kam_json_int(o->w.json, "days_silent", o->standing->as_of_day - stand->last_day);
    kam_json_int(o->w.json, "usual_gap_days", stand->usual_gap_days);
    kam_json_int(o->w.json, "longest_gap_days", stand->longest_gap_days);
    kam_figures_put_money(&o->w, "at_stake", stand->last_year_micro);
    kam_json_text(o->w.json, "opens_to", path);
    kam_json_end_object(o->w.json);
}

/* Who left more than a year ago is history: counted, and not listed. */
static gint64
choose_silent(const KamOverview *o, GArray *recent, guint *older, gint64 *older_micro)
{
    gint64 at_stake = 0;

    for (guint i = 0; i < o->rows->len; i++) {
        guint32 index = g_array_index(o->rows, guint32, i);
        const KamTallyRow *row = &o->tally->row[index];
        const KamStand *stand = &o->standing->list[row->holder];

        if (!row->is_whole || !stand->is_silent)
            continue;
        if (o->standing->as_of_day - stand->last_day > KAM_REPORT_RECENT_DAYS) {
            (*older)++;
            *older_micro += stand->last_year_micro;
        } else {
            g_array_append_val(recent, index);
            at_stake += stand->last_year_micro;
        }
    }
    return at_stake;
}

static void
put_silent(const KamOverview *o)
{
    g_autofree char *path = kam_overview_dup_table_path(o, "&silent=true&order=days_silent");
    g_autoptr(GArray) recent = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint older = 0;
    gint64 older_micro = 0, at_stake = choose_silent(o, recent, &older, &older_micro);

    g_array_sort_with_data(recent, compare_at_stake, (gpointer)(guintptr)o);
    kam_json_begin_object(o->w.json, "silent");
    kam_json_int(o->w.json, "rows", recent->len);
    kam_figures_put_money(&o->w, "at_stake", at_stake);
    kam_json_int(o->w.json, "older_rows", older);
    kam_figures_put_money(&o->w, "older_at_stake", older_micro);
    kam_json_begin_array(o->w.json, "items");
    for (guint i = 0; i < MIN(recent->len, KAM_OVERVIEW_SILENT); i++)
        put_silent_row(o, g_array_index(recent, guint32, i));
    kam_json_end_array(o->w.json);
    kam_overview_put_source(o, &kam_source_silent, path);
    kam_json_end_object(o->w.json);
}

void
kam_overview_put_moves(const KamOverview *o)
{
    put_movers(o);
    put_silent(o);
}
