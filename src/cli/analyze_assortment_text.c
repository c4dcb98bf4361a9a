/* The assortment as people read it: how good guesses were, then for whom which guess is worth most. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define GUESSES_SHOWN 3

typedef struct {
    KamTextPage page;
    const KamAssortmentAnalysis *analysis;
    const char *unit;
} Writer;

static const char *
method_words(KamLikenessMethod method)
{
    static const char *const words[KAM_LIKENESS_METHODS] = { "what most customers buy", "customers alike (cosine)",
                                                             "customers alike (EASE)", "its own habit" };

    return words[method];
}

static char *
percent(const Writer *w, KamQualityMean mean)
{
    return kam_format_percent(mean.value, 1, w->page.style);
}

static void
add_trial(const Writer *w, KamTextTable *table, const char *what, KamLikenessMethod method,
          const KamAssortmentTrial *trial)
{
    if (trial->status == KAM_CALC_OK)
        kam_text_table_take_row(table, g_strdup(what), g_strdup(method_words(method)),
                                kam_format_count((gint64)trial->quality.accounts, w->page.style),
                                percent(w, trial->quality.hit_rate), percent(w, trial->quality.precision),
                                kam_format_number(trial->quality.ndcg.value, 3, w->page.style),
                                kam_format_number(trial->quality.ndcg.std_error, 3, w->page.style));
}

static void
put_trials(Writer *w)
{
    static const KamTextColumn columns[] = {
        { "articles", FALSE, FALSE, FALSE }, { "guessed from", FALSE, TRUE, FALSE },
        { "customers", TRUE, FALSE, FALSE }, { "a hit in 10", TRUE, FALSE, FALSE },
        { "right", TRUE, FALSE, FALSE },     { "NDCG", TRUE, FALSE, FALSE },
        { "+/-", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(&w->page, "How good guesses were",
                          "ten for each customer, judged by what it bought afterwards");
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        add_trial(w, table, "new", m, &w->analysis->fresh[m]);
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        add_trial(w, table, "again", m, &w->analysis->again[m]);
    kam_text_table_append(table, w->page.out);
}

static char *
holder_label(const Writer *w, guint32 index)
{
    const KamHolder *holder = &g_array_index(w->analysis->holders.list, KamHolder, index);

    if (holder->number != NULL && holder->name != NULL)
        return g_strdup_printf("- %s %s", holder->number, holder->name);
    return g_strdup_printf("- %s", holder->name != NULL     ? holder->name
                                   : holder->number != NULL ? holder->number
                                                            : "(no name)");
}

static void
add_guesses(const Writer *w, KamTextTable *table, const KamAssortmentAccount *account)
{
    const KamFactAccount *known = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, account->account);

    kam_text_table_take_row(table, kam_analyze_dup_label(known), g_strdup(""), g_strdup(""), g_strdup(""));
    for (guint p = 0; p < account->n && p < GUESSES_SHOWN; p++) {
        const KamAssortmentGuess *guess = &account->guess[p];
        gboolean has_worth = guess->worth.status == KAM_CALC_OK;

        kam_text_table_take_row(
            table, holder_label(w, guess->holder), kam_format_percent(guess->chance, 1, w->page.style),
            has_worth ? kam_format_amount((gint64)llround(guess->worth.value * 1e6), 0, w->page.style)
                      : kam_format_number(NAN, 0, w->page.style),
            kam_format_count(guess->buyers, w->page.style));
    }
}

static void
put_guesses(Writer *w)
{
    const KamTextColumn columns[] = {
        { "customer, and what it would buy", FALSE, TRUE, FALSE },
        { "chance", TRUE, FALSE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { "buyers", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    kam_text_page_heading(&w->page, "What they do not buy yet",
                          "a year's worth if they did; largest expectation first");
    for (guint i = 0; i < shown; i++)
        add_guesses(w, table, &w->analysis->list[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

GString *
kam_assortment_analysis_to_text(const KamAssortmentAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .analysis = analysis, .unit = currency != NULL ? currency : "worth" };
    g_autofree char *note = kam_assortment_analysis_dup_note(analysis);
    char as_of[11], cut[11];

    kam_text_page_init(&w.page, limit);
    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_day_to_iso(analysis->cut_day, cut);
    kam_text_page_heading(&w.page, "Assortment", as_of);
    kam_text_page_paragraph(
        &w.page, KAM_STYLE_STRONG,
        g_strdup_printf("The best guess of what is new comes from %s.", method_words(analysis->guessed_by)));
    if (note != NULL)
        kam_text_page_paragraph(&w.page, KAM_STYLE_PLAIN, g_strdup_printf("Note: %s.", note));
    kam_text_page_paragraph(
        &w.page, KAM_STYLE_PLAIN,
        g_strdup_printf("Tried on what was bought after %s, from what was bought until then.", cut));
    put_trials(&w);
    put_guesses(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
