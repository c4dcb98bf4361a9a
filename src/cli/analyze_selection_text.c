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
    KamTextPage *page;
    const KamSelection *s;
} Writer;

static const char *
of_whom(const Writer *w)
{
    return w->s->question.by_group ? KAM_WORD(w->page, GROUPS_AND_COMPANIES_ALONE_OF) : KAM_WORD(w->page, CUSTOMERS_OF);
}

static const char *
who_they_are(const Writer *w)
{
    return w->s->question.by_group ? KAM_WORD(w->page, GROUPS_AND_COMPANIES_ALONE) : KAM_WORD(w->page, ACCOUNTS);
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
    kam_text_page_heading(w->page, KAM_WORD(w->page, WHO_DESERVES_TO_BE_A_KEY_ACCOUNT), as_of);
    kam_text_page_paragraph(w->page, KAM_STYLE_STRONG,
                            KAM_SAY(w->page, SURE_AND_OPEN, KAM_ARG_COUNT("sure", sure),
                                    KAM_ARG_COUNT("all", w->s->n_buying), KAM_ARG("who", of_whom(w)),
                                    KAM_ARG_COUNT("places", w->s->choice->places), KAM_ARG_COUNT("open", open)));
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, FUNNEL, KAM_ARG_COUNT("all", w->s->n_accounts),
                                    KAM_ARG("who", who_they_are(w)), KAM_ARG_COUNT("buying", w->s->n_buying),
                                    KAM_ARG_COUNT("long", w->s->n_long), KAM_ARG_COUNT("n", w->s->n)));
}

static void
put_criteria(Writer *w)
{
    const KamTextColumn columns[] = { { KAM_WORD(w->page, CRITERION), FALSE, TRUE, FALSE },
                                      { KAM_WORD(w->page, WEIGHT), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, FROM), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, TO), TRUE, FALSE, FALSE },
                                      { KAM_WORD(w->page, KNOWN_OF), TRUE, FALSE, FALSE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, KAM_WORD(w->page, WHAT_COUNTS), NULL);
    for (guint c = 0; c < w->s->criteria->len; c++) {
        const KamCriterion *criterion = &g_array_index(w->s->criteria, KamCriterion, c);

        kam_text_table_take_row(table, kam_criterion_dup_name(criterion, w->page->language),
                                kam_format_percent(w->s->choice->weight[c], 0, w->page->style),
                                kam_format_percent(w->s->weights->low[c], 0, w->page->style),
                                kam_format_percent(w->s->weights->high[c], 0, w->page->style),
                                g_strdup_printf("%u", w->s->valuation->known[c]));
    }
    kam_text_table_append(table, w->page->out);
}

static void
add_reasons(const Writer *w, KamTextTable *table, guint i)
{
    g_autoptr(GArray) reasons = kam_selection_reasons(w->s, i);
    g_autoptr(GPtrArray) sentences = kam_reasons_say(w->s, reasons, w->page->language);
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

    return head == NULL ? label
                        : KAM_SAY(w->page, LABEL_GROUP_OF_N, KAM_ARG("label", head),
                                  KAM_ARG_COUNT("n", w->s->account[i].companies));
}

static void
put_accounts(Writer *w)
{
    g_autofree char *top = KAM_SAY(w->page, IN_FIRST_N, KAM_ARG_COUNT("n", w->s->choice->places));
    const KamTextColumn columns[] = {
        { "", TRUE, FALSE, FALSE },
        { w->s->question.by_group ? KAM_WORD(w->page, GROUP) : KAM_WORD(w->page, CUSTOMER), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, SCORE), TRUE, FALSE, FALSE },
        { top, TRUE, FALSE, FALSE },
        { "TOPSIS", TRUE, FALSE, FALSE },
        { "PROMETHEE", TRUE, FALSE, FALSE }
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->s->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, IN_ORDER), KAM_WORD(w->page, WHAT_STANDS_BESIDE));
    for (guint k = 0; k < shown; k++) {
        guint i = w->s->choice->order[k];

        kam_text_table_take_row(table, g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_WEIGHTED][i]),
                                dup_label(w, i),
                                kam_format_number(w->s->choice->score[KAM_METHOD_WEIGHTED][i], 3, w->page->style),
                                kam_format_percent(key_share(w->s, i), 0, w->page->style),
                                g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_TOPSIS][i]),
                                g_strdup_printf("%u", w->s->choice->rank[KAM_METHOD_PROMETHEE][i]));
        add_reasons(w, table, i);
    }
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->s->n);
}

/* Whom a method would take, and whom the list has instead. */
static void
list_apart(const Writer *w, guint method, gboolean comes, GString *names)
{
    const KamChoice *choice = w->s->choice;

    for (guint k = 0; k < w->s->n; k++) {
        guint i = choice->order[k];
        gboolean is_in = choice->rank[KAM_METHOD_WEIGHTED][i] <= choice->places;
        g_autofree char *label = NULL;

        if (is_in == comes || (choice->rank[method][i] <= choice->places) != comes)
            continue;
        label = kam_analyze_dup_label(kam_selection_fact(w->s, i));
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", label);
    }
}

static void
put_disagreements(Writer *w)
{
    static const char *const names[KAM_METHOD_N] = { NULL, "TOPSIS", "PROMETHEE" };
    const char *nobody = KAM_WORD(w->page, TAKES_NOBODY);

    kam_text_page_heading(w->page, KAM_WORD(w->page, WHERE_THE_METHODS_DISAGREE), NULL);
    for (guint method = KAM_METHOD_WEIGHTED + 1; method < KAM_METHOD_N; method++) {
        g_autoptr(GString) comes = g_string_new(NULL), goes = g_string_new(NULL);

        list_apart(w, method, TRUE, comes);
        list_apart(w, method, FALSE, goes);
        if (comes->len == 0)
            g_string_assign(comes, nobody);
        if (goes->len == 0)
            g_string_assign(goes, nobody);
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                                g_str_equal(comes->str, goes->str)
                                    ? KAM_SAY(w->page, METHOD_TAKES_THE_SAME, KAM_ARG("method", names[method]))
                                    : KAM_SAY(w->page, METHOD_WOULD_TAKE, KAM_ARG("method", names[method]),
                                              KAM_ARG("comes", comes->str), KAM_ARG("goes", goes->str)));
    }
}

void
kam_selection_analysis_write_text(const KamSelection *selection, KamTextPage *page)
{
    Writer w = { .page = page, .s = selection };

    put_opening(&w);
    put_criteria(&w);
    put_accounts(&w);
    put_disagreements(&w);
}
