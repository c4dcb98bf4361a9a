/* The assortment as people read it: how good guesses were, then for whom which guess is worth most. */
#include <math.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

#define GUESSES_SHOWN 3

typedef struct {
    KamTextPage *page;
    const KamAssortmentAnalysis *analysis;
    const char *unit;
} Writer;

static const char *
method_words(const Writer *w, KamLikenessMethod method)
{
    static const KamWord words[KAM_LIKENESS_METHODS] = { KAM_WORD_WHAT_MOST_CUSTOMERS_BUY,
                                                         KAM_WORD_CUSTOMERS_ALIKE_COSINE, KAM_WORD_CUSTOMERS_ALIKE_EASE,
                                                         KAM_WORD_ITS_OWN_HABIT };

    return kam_text_page_word(w->page, words[method]);
}

static char *
percent(const Writer *w, KamQualityMean mean)
{
    return kam_format_percent(mean.value, 1, w->page->style);
}

static void
add_trial(const Writer *w, KamTextTable *table, const char *what, KamLikenessMethod method,
          const KamAssortmentTrial *trial)
{
    if (trial->status == KAM_CALC_OK)
        kam_text_table_take_row(table, g_strdup(what), g_strdup(method_words(w, method)),
                                kam_format_count((gint64)trial->quality.accounts, w->page->style),
                                percent(w, trial->quality.hit_rate), percent(w, trial->quality.precision),
                                kam_format_number(trial->quality.ndcg.value, 3, w->page->style),
                                kam_format_number(trial->quality.ndcg.std_error, 3, w->page->style));
}

static void
put_trials(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, ARTICLES), FALSE, FALSE, FALSE },
        { KAM_WORD(w->page, GUESSED_FROM), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, CUSTOMERS), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, A_HIT_IN_10), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, RIGHT), TRUE, FALSE, FALSE },
        { "NDCG", TRUE, FALSE, FALSE },
        { "+/-", TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));

    kam_text_page_heading(w->page, KAM_WORD(w->page, HOW_GOOD_GUESSES_WERE),
                          KAM_WORD(w->page, TEN_FOR_EACH_CUSTOMER_JUDGED_BY));
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        add_trial(w, table, KAM_WORD(w->page, NEW), m, &w->analysis->fresh[m]);
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        add_trial(w, table, KAM_WORD(w->page, AGAIN), m, &w->analysis->again[m]);
    kam_text_table_append(table, w->page->out);
}

static char *
holder_label(const Writer *w, guint32 index)
{
    const KamHolder *holder = &g_array_index(w->analysis->holders.list, KamHolder, index);

    if (holder->number != NULL && holder->name != NULL)
        return g_strdup_printf("- %s %s", holder->number, holder->name);
    return g_strdup_printf("- %s", holder->name != NULL     ? holder->name
                                   : holder->number != NULL ? holder->number
                                                            : KAM_WORD(w->page, NO_NAME));
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
            table, holder_label(w, guess->holder), kam_format_percent(guess->chance, 1, w->page->style),
            has_worth ? kam_format_amount((gint64)llround(guess->worth.value * 1e6), 0, w->page->style)
                      : kam_format_number(NAN, 0, w->page->style),
            kam_format_count(guess->buyers, w->page->style));
    }
}

static void
put_guesses(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CUSTOMER_AND_WHAT_IT_WOULD_BUY), FALSE, TRUE, FALSE },
        { KAM_WORD(w->page, CHANCE), TRUE, FALSE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, BUYERS), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, WHAT_THEY_DO_NOT_BUY_YET),
                          KAM_WORD(w->page, A_YEAR_S_WORTH_IF_THEY_DID_LARGEST));
    for (guint i = 0; i < shown; i++)
        add_guesses(w, table, &w->analysis->list[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

void
kam_assortment_analysis_write_text(const KamAssortmentAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page, .analysis = analysis, .unit = currency != NULL ? currency : KAM_WORD(page, WORTH) };
    char as_of[11], cut[11];

    kam_day_to_iso(analysis->scope.as_of_day, as_of);
    kam_day_to_iso(analysis->cut_day, cut);
    kam_text_page_heading(page, KAM_WORD(page, ASSORTMENT), as_of);
    kam_text_page_paragraph(page, KAM_STYLE_STRONG,
                            KAM_SAY(page, BEST_GUESS, KAM_ARG("method", method_words(&w, analysis->guessed_by))));
    if (analysis->best_status != KAM_CALC_OK)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN,
                                KAM_SAY(page, BEST_ON_TRIAL, KAM_ARG("method", method_words(&w, analysis->best))));
    kam_text_page_paragraph(page, KAM_STYLE_PLAIN, KAM_SAY(page, TRIED_ON, KAM_ARG("day", cut)));
    put_trials(&w);
    put_guesses(&w);
}
