/* The selection as people read it: what counts, who is sure of a place and who is not, and what would change it. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"
#include "service/selection/reason_words.h"

#define SURE 0.95
#define REASONS 4 /* sentences below an account */

typedef struct {
    KamTextPage page;
    const KamSelection *s;
} Writer;

static const char *
who_they_are(const Writer *w)
{
    return w->s->question.by_group ? "groups and companies alone" : "customers";
}

static double
key_share(const KamSelection *s, guint i)
{
    return s->choice->key == NULL ? NAN : s->choice->key[i].value;
}

static void
put_opening(Writer *w)
{
    guint sure = 0, open = 0;
    char as_of[11];

    for (guint i = 0; i < w->s->n; i++) {
        double share = key_share(w->s, i);

        sure += share >= SURE;
        open += share > 1 - SURE && share < SURE;
    }
    kam_day_to_iso(w->s->scope.as_of_day, as_of);
    kam_text_page_heading(&w->page, "Who deserves to be a key account", as_of);
    kam_text_page_paragraph(&w->page, KAM_STYLE_STRONG,
                            g_strdup_printf("%u of %u %s are among the first %u whatever the weights, %u more in "
                                            "some cases and not in others.",
                                            sure, w->s->n_buying, who_they_are(w), w->s->choice->places, open));
    kam_text_page_paragraph(&w->page, KAM_STYLE_PLAIN,
                            g_strdup_printf("%u %s, %u that bought, %u that meet the conditions, %u compared.",
                                            w->s->n_accounts, w->s->question.by_group ? who_they_are(w) : "accounts",
                                            w->s->n_buying, w->s->n_long, w->s->n));
}

static void
put_criteria(Writer *w)
{
    const KamTextColumn columns[] = { { "criterion", FALSE, TRUE, FALSE },
                                      { "weight", TRUE, FALSE, FALSE },
                                      { "from", TRUE, FALSE, FALSE },
                                      { "to", TRUE, FALSE, FALSE },
                                      { "known of", TRUE, FALSE, FALSE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "What counts", NULL);
    for (guint c = 0; c < w->s->criteria->len; c++) {
        const KamCriterion *criterion = &g_array_index(w->s->criteria, KamCriterion, c);

        kam_text_table_take_row(table, g_strdup(criterion->name_en),
                                kam_format_percent(w->s->choice->weight[c], 0, w->page.style),
                                kam_format_percent(w->s->weights->low[c], 0, w->page.style),
                                kam_format_percent(w->s->weights->high[c], 0, w->page.style),
                                g_strdup_printf("%u", w->s->valuation->known[c]));
    }
    kam_text_table_append(table, w->page.out);
}

static void
add_reasons(const Writer *w, KamTextTable *table, guint i)
{
    g_autoptr(GArray) reasons = kam_selection_reasons(w->s, i);
    g_autoptr(GPtrArray) sentences = kam_reasons_say(w->s, reasons, KAM_LANGUAGE_EN);
    g_autoptr(GString) note = g_string_new(NULL);

    for (guint k = 0; k < MIN(sentences->len, REASONS); k++)
        g_string_append_printf(note, "%s%s", k > 0 ? " " : "", (const char *)g_ptr_array_index(sentences, k));
    kam_text_table_add_note(table, note->str);
}

/* A group by its head, with how many companies it is. */
static char *
dup_label(const Writer *w, guint i)
{
    char *label = kam_analyze_dup_label(kam_selection_fact(w->s, i));
    g_autofree char *head = w->s->account[i].companies > 1 ? label : NULL;

    return head == NULL ? label : g_strdup_printf("%s, group of %u", head, w->s->account[i].companies);
}

static void
put_accounts(Writer *w)
{
    g_autofree char *top = g_strdup_printf("in first %u", w->s->choice->places);
    const KamTextColumn columns[] = {
        { "", TRUE, FALSE, FALSE },       { w->s->question.by_group ? "group" : "customer", FALSE, TRUE, FALSE },
        { "score", TRUE, FALSE, FALSE },  { top, TRUE, FALSE, FALSE },
        { "TOPSIS", TRUE, FALSE, FALSE }, { "PROMETHEE", TRUE, FALSE, FALSE }
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->s->n);

    kam_text_page_heading(&w->page, "In order",
                          "beside the score: how often it is key, and its place by other methods");
    for (guint k = 0; k < shown; k++) {
        guint i = w->s->choice->order[k];

        kam_text_table_take_row(table, g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_WEIGHTED][i]),
                                dup_label(w, i),
                                kam_format_number(w->s->choice->score[KAM_METHOD_WEIGHTED][i], 3, w->page.style),
                                kam_format_percent(key_share(w->s, i), 0, w->page.style),
                                g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_TOPSIS][i]),
                                g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_PROMETHEE][i]));
        add_reasons(w, table, i);
    }
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->s->n);
}

GString *
kam_selection_analysis_to_text(const KamSelection *selection, guint limit)
{
    Writer w = { .s = selection };

    kam_text_page_init(&w.page, limit);
    put_opening(&w);
    put_criteria(&w);
    put_accounts(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&selection->scope));
    return w.page.out;
}
