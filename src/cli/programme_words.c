/* Words for what the programme knows by codes. */
#include "cli/programme_words.h"

#include <math.h>
#include <string.h>

char *
kam_programme_say_money(double value, const KamTextPage *page)
{
    return isnan(value) ? g_strdup("-") : kam_format_count((gint64)llround(value), page->style);
}

char *
kam_programme_say_day(gint32 day)
{
    char text[11];

    if (day == KAM_DAY_NONE)
        return g_strdup("-");
    kam_day_to_iso(day, text);
    return g_strdup(text);
}

char *
kam_programme_say_account(const KamProgrammeAccount *account)
{
    return g_strdup_printf("%s %s", account->number == NULL ? "" : account->number,
                           account->name == NULL ? "" : account->name);
}

char *
kam_programme_say_tier(const KamProgramme *p, gint tier)
{
    return g_strdup(tier < 0 ? "-" : kam_programme_tier(p, tier)->code);
}

char *
kam_programme_say_alert(KamAlertKind kind, KamTextPage *page)
{
    static const KamWord words[KAM_ALERT_KIND_N] = {
        [KAM_ALERT_EXIT] = KAM_WORD_HAS_TO_LEAVE,       [KAM_ALERT_DRIFT] = KAM_WORD_DRIFTS_OUT,
        [KAM_ALERT_RISE] = KAM_WORD_FITS_A_HIGHER_TIER, [KAM_ALERT_CANDIDATE] = KAM_WORD_CANDIDATE,
        [KAM_ALERT_REVIEW] = KAM_WORD_REVIEW_IS_DUE,    [KAM_ALERT_PROMISE_LATE] = KAM_WORD_PROMISES_LATE,
    };

    return g_strdup(kam_text_page_word(page, words[kind]));
}

char *
kam_programme_say_verdict(const char *verdict, KamTextPage *page)
{
    static const struct {
        const char *name;
        KamWord word;
    } verdicts[] = {
        { "open", KAM_WORD_NOT_DECIDED }, { "keep", KAM_WORD_STAYS },       { "enter", KAM_WORD_COMES_IN },
        { "raise", KAM_WORD_MOVES_UP },   { "lower", KAM_WORD_MOVES_DOWN }, { "leave", KAM_WORD_LEAVES },
    };

    for (guint i = 0; i < G_N_ELEMENTS(verdicts); i++)
        if (strcmp(verdicts[i].name, verdict) == 0)
            return g_strdup(kam_text_page_word(page, verdicts[i].word));
    return g_strdup(verdict);
}

char *
kam_programme_say_state(KamRuleState state, KamTextPage *page)
{
    static const KamWord words[] = {
        [KAM_RULE_NOT_MET] = KAM_WORD_NO, [KAM_RULE_MET] = KAM_WORD_YES, [KAM_RULE_UNKNOWN] = KAM_WORD_NOT_KNOWN
    };

    return g_strdup(kam_text_page_word(page, words[state]));
}

/* --- measures ----------------------------------------------------------------------------------------------------- */

typedef enum { UNIT_MONEY, UNIT_PERCENT, UNIT_PLAIN } Unit;

static const struct {
    KamWord word;
    Unit unit;
} measures[KAM_PROGRAMME_MEASURE_N] = {
    [KAM_PROGRAMME_NET] = { KAM_WORD_NET_OF_A_YEAR, UNIT_MONEY },
    [KAM_PROGRAMME_MARGIN] = { KAM_WORD_MARGIN_OF_A_YEAR, UNIT_MONEY },
    [KAM_PROGRAMME_MARGIN_RATE] = { KAM_WORD_MARGIN_RATE, UNIT_PERCENT },
    [KAM_PROGRAMME_SHARE] = { KAM_WORD_SHARE_OF_OUR_SALES, UNIT_PERCENT },
    [KAM_PROGRAMME_RANK] = { KAM_WORD_PLACE_BY_SALES, UNIT_PLAIN },
    [KAM_PROGRAMME_SCORE] = { KAM_WORD_SCORE_OF_THE_SELECTION, UNIT_PERCENT },
    [KAM_PROGRAMME_KEY_PROBABILITY] = { KAM_WORD_CHANCE_TO_BE_KEY, UNIT_PERCENT },
    [KAM_PROGRAMME_ALIVE] = { KAM_WORD_CHANCE_THAT_IT_STILL_BUYS, UNIT_PERCENT },
    [KAM_PROGRAMME_GROWTH] = { KAM_WORD_GROWTH_OVER_A_YEAR, UNIT_PERCENT },
    [KAM_PROGRAMME_DAYS_SILENT] = { KAM_WORD_DAYS_WITHOUT_A_PURCHASE, UNIT_PLAIN },
};

static char *
say_value(KamProgrammeMeasure measure, double value, const KamTextPage *page)
{
    if (isnan(value))
        return g_strdup("-");
    if (measures[measure].unit == UNIT_PERCENT)
        return kam_format_percent(value / 100, 1, page->style);
    return kam_format_count((gint64)llround(value), page->style);
}

char *
kam_programme_say_figure(KamProgrammeMeasure measure, const KamProgrammeFigure *figure, const KamTextPage *page)
{
    return say_value(measure, figure->of[measure], page);
}

char *
kam_programme_say_rule(const KamProgrammeRule *rule, KamTextPage *page)
{
    g_autofree char *bound = say_value(rule->measure, rule->bound, page);
    const char *purpose = rule->is_exit ? KAM_WORD(page, TO_LEAVE) : KAM_WORD(page, TO_COME_IN);
    const char *comparison = rule->is_at_most ? KAM_WORD(page, AT_MOST) : KAM_WORD(page, AT_LEAST);

    return g_strdup_printf("%s: %s %s %s", purpose, kam_text_page_word(page, measures[rule->measure].word), comparison,
                           bound);
}

const char *
kam_programme_name_promise(const KamProgrammePromise *promise, KamTextPage *page)
{
    return kam_text_page_pick(page, promise->promise_en, promise->promise_sr);
}
