/* What the data lack in the period, each with the way to what it is about. */
#include "service/figures/overview_parts.h"

#include "service/report/basis.h"

/* Lines that lack something, and what they bring. */
typedef struct {
    guint64 lines;
    gint64 net_micro;
} Lack;

typedef struct {
    Lack all, without_account, without_product, without_cost, without_rate;
    guint without_manager, without_name;
} Quality;

static void
add_lack(Lack *lack, gint64 net_micro)
{
    lack->lines++;
    lack->net_micro += net_micro;
}

static void
count_line(const KamOverview *o, Quality *q, gsize line)
{
    const KamFacts *facts = o->facts;
    gint64 net = facts->net_micro[line];

    if (!kam_figures_day_is_in(facts->day[line], o->question->tally.period.from, o->question->tally.period.to))
        return;
    if (facts->flags[line] & KAM_FACT_FOREIGN) {
        q->without_rate.lines++;
        return;
    }
    add_lack(&q->all, net);
    if (facts->account[line] == KAM_NO_INDEX)
        add_lack(&q->without_account, net);
    if (facts->product[line] == KAM_NO_INDEX)
        add_lack(&q->without_product, net);
    if ((facts->flags[line] & KAM_FACT_NO_COST) && !(facts->flags[line] & KAM_FACT_CHARGE))
        add_lack(&q->without_cost, net);
}

/* Everything where all are in view, lines of nobody too; else the lines of the rows. */
static void
count_lines(const KamOverview *o, Quality *q)
{
    if (o->tally->is_in == NULL && !o->question->has_manager) {
        for (gsize i = 0; i < o->facts->n; i++)
            count_line(o, q, i);
        return;
    }
    for (guint r = 0; r < o->rows->len; r++) {
        guint32 holder = o->tally->row[g_array_index(o->rows, guint32, r)].holder;

        for (guint32 i = o->roll->start[holder]; i < o->roll->start[holder + 1]; i++)
            if (kam_overview_sees_line(o, o->roll->line[i]))
                count_line(o, q, o->roll->line[i]);
    }
}

static void
count_rows(const KamOverview *o, Quality *q)
{
    for (guint i = 0; i < o->rows->len; i++) {
        const KamTallyRow *row = &o->tally->row[g_array_index(o->rows, guint32, i)];
        const char *name = g_array_index(o->facts->accounts, KamFactAccount, row->holder).name;

        if (row->lines == 0)
            continue;
        q->without_manager += kam_ground_get_account(o->ground, row->holder)->manager_id == 0;
        q->without_name += name == NULL || *name == '\0';
    }
}

static void
put_lines(const KamOverview *o, const Quality *q, const char *code, const Lack *lack, const char *more)
{
    g_autofree char *path = kam_overview_dup_lines_path(o, more);

    kam_json_begin_object(o->w.json, NULL);
    kam_json_text(o->w.json, "code", code);
    kam_json_text(o->w.json, "of", "lines");
    kam_json_int(o->w.json, "count", (gint64)lack->lines);
    kam_figures_put_rate(o->w.json, "share", (gint64)lack->lines, (gint64)(q->all.lines + q->without_rate.lines));
    /* Amounts in several currencies add up to nothing. */
    kam_figures_put_money_if(&o->w, "net", lack->net_micro, lack != &q->without_rate);
    kam_json_text(o->w.json, "opens_to", path);
    kam_json_end_object(o->w.json);
}

static void
put_count(const KamOverview *o, const char *code, const char *of, gint64 count, gint64 whole, const char *path)
{
    kam_json_begin_object(o->w.json, NULL);
    kam_json_text(o->w.json, "code", code);
    kam_json_text(o->w.json, "of", of);
    kam_json_int(o->w.json, "count", count);
    kam_figures_put_rate(o->w.json, "share", count, whole);
    kam_json_null(o->w.json, "net");
    kam_json_text(o->w.json, "opens_to", path);
    kam_json_end_object(o->w.json);
}

static void
put_items(const KamOverview *o, const Quality *q)
{
    g_autofree char *without_manager = kam_overview_dup_table_path(o, "&manager=0&order=net.desc");
    g_autofree char *without_name = kam_overview_dup_table_path(o, "&order=name.asc.nullsfirst");
    g_autoptr(GString) lacks_rate = g_string_new("&lacks=rate");
    gboolean sees_nobody = o->tally->is_in == NULL && !o->question->has_manager;

    kam_figures_append_currency(lacks_rate, o->ground);
    if (sees_nobody)
        put_lines(o, q, "lines_without_account", &q->without_account, "&account=0");
    put_lines(o, q, "lines_without_product", &q->without_product, "&product=0");
    if (o->question->with_margin)
        put_lines(o, q, "lines_without_cost", &q->without_cost, "&lacks=cost");
    put_lines(o, q, "lines_without_rate", &q->without_rate, lacks_rate->str);
    put_count(o, "accounts_without_manager", "accounts", q->without_manager, o->rows->len, without_manager);
    put_count(o, "accounts_without_name", "accounts", q->without_name, o->rows->len, without_name);
    if (o->question->likely_duplicates >= 0)
        put_count(o, "likely_duplicates", "pairs", o->question->likely_duplicates, 0, "/api/v1/accounts/duplicates");
}

void
kam_overview_put_quality(const KamOverview *o)
{
    Quality quality = { 0 };

    count_lines(o, &quality);
    count_rows(o, &quality);
    kam_json_begin_object(o->w.json, "quality");
    kam_json_begin_array(o->w.json, "items");
    put_items(o, &quality);
    kam_json_end_array(o->w.json);
    kam_overview_put_source(o, &kam_source_quality, NULL);
    kam_json_end_object(o->w.json);
}
