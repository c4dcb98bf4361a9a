/* The sentences of reasons. */
#include "service/selection/reason_words.h"

#include <math.h>

#define ONLY_IF_BELOW KAM_REASON_N
#define ONLY_IF_ABOVE (KAM_REASON_N + 1)
#define NEARLY_ALL 0.995

static const KamMessage messages[KAM_REASON_MESSAGES] = {
    [KAM_REASON_SURE_IN] = { "REASON_SURE_IN", "In {share} of all weightings it is a key account.",
                             "U {share} svih ponderisanja je ključni kupac." },
    [KAM_REASON_LIKELY_IN] = { "REASON_LIKELY_IN", "In {share} of all weightings it is a key account: look twice.",
                               "U {share} svih ponderisanja je ključni kupac: pogledajte još jednom." },
    [KAM_REASON_LIKELY_OUT] = { "REASON_LIKELY_OUT",
                                "Only in {share} of all weightings it is a key account: a decision of yours.",
                                "Samo u {share} svih ponderisanja je ključni kupac: odluka je vaša." },
    [KAM_REASON_SURE_OUT] = { "REASON_SURE_OUT", "In no more than {share} of all weightings it is a key account.",
                              "U najviše {share} svih ponderisanja je ključni kupac." },
    [KAM_REASON_STRONG] = { "REASON_STRONG", "Strong in {criterion}: {value} against {mean} in the mean.",
                            "Dobar po kriterijumu {criterion}: {value} prema prosečnih {mean}." },
    [KAM_REASON_WEAK] = { "REASON_WEAK", "Weak in {criterion}: {value} against {mean} in the mean.",
                          "Slab po kriterijumu {criterion}: {value} prema prosečnih {mean}." },
    [KAM_REASON_ASSUMED] = { "REASON_ASSUMED", "Not known: {criterion}; {value} is assumed.",
                             "Nije poznato: {criterion}; pretpostavljeno je {value}." },
    [KAM_REASON_ONLY_IF] = { "REASON_ONLY_IF", "A key account while {criterion} weighs from {from} to {to}.",
                             "Ključni je kupac dok {criterion} ima ponder od {from} do {to}." },
    [KAM_REASON_WOULD_ENTER] = { "REASON_WOULD_ENTER",
                                 "It would come in with {needed} in {criterion}; it has {figure}.",
                                 "Ušao bi sa {needed} po kriterijumu {criterion}; sada ima {figure}." },
    [KAM_REASON_WOULD_LEAVE] = { "REASON_WOULD_LEAVE", "It would go out with {needed} in {criterion}; it has {figure}.",
                                 "Ispao bi sa {needed} po kriterijumu {criterion}; sada ima {figure}." },
    [KAM_REASON_ONE_OPINION] = { "REASON_ONE_OPINION",
                                 "{criterion}: {value} of the points, by one person alone; ask a second one.",
                                 "{criterion}: {value} poena, procenila je samo jedna osoba; pitajte još nekoga." },
    [KAM_REASON_SIGNS_DIFFER] = { "REASON_SIGNS_DIFFER",
                                  "{criterion}: people say {value}, what is seen says {mean}; find out why.",
                                  "{criterion}: ljudi kažu {value}, a znaci {mean}; otkrijte zašto." },
    [KAM_REASON_METHODS] = { "REASON_METHODS", "By {method} its place is {rank}.",
                             "Po metodi {method} mesto mu je {rank}." },
    [ONLY_IF_BELOW] = { "REASON_ONLY_IF_BELOW", "A key account while {criterion} weighs less than {to}.",
                        "Ključni je kupac dok {criterion} ima ponder ispod {to}." },
    [ONLY_IF_ABOVE] = { "REASON_ONLY_IF_ABOVE", "A key account while {criterion} weighs more than {from}.",
                        "Ključni je kupac dok {criterion} ima ponder iznad {from}." },
};

static const char *const method_words[KAM_METHOD_N] = { "weighted value", "TOPSIS", "PROMETHEE II" };

const KamMessage *
kam_reason_message(guint i)
{
    return &messages[i];
}

/* From nothing on, or up to everything, is half a condition. */
static const KamMessage *
message_of(const KamReason *reason)
{
    if (reason->code == KAM_REASON_ONLY_IF && reason->first <= 0)
        return &messages[ONLY_IF_BELOW];
    if (reason->code == KAM_REASON_ONLY_IF && reason->last >= 1)
        return &messages[ONLY_IF_ABOVE];
    return &messages[reason->code];
}

/* Nearly all is not all. */
static char *
share_text(double share, const KamNumberStyle *style)
{
    g_autofree char *text = kam_format_percent(share > NEARLY_ALL && share < 1 ? 0.99 : share, 0, style);

    return g_strconcat(share > NEARLY_ALL && share < 1 ? ">" : "", text, NULL);
}

/* Money without decimals, other figures with as many as they need. */
static char *
figure_text(const KamSelection *s, const KamReason *reason, double figure, KamLanguage language)
{
    const KamNumberStyle *style = kam_language_numbers(language);
    const KamMeasure *measure =
        reason->criterion < 0
            ? NULL
            : kam_measure_find(g_array_index(s->criteria, KamCriterion, (guint)reason->criterion).measure);

    if (isnan(figure))
        return g_strdup("-");
    if (measure != NULL && measure->is_money)
        return kam_format_amount((gint64)llround(figure * 1e6), 0, style);
    return kam_format_number(figure, fabs(figure) >= 100 ? 0 : 2, style);
}

char *
kam_reason_say(const KamSelection *selection, const KamReason *reason, KamLanguage language)
{
    const KamNumberStyle *style = kam_language_numbers(language);
    const KamCriterion *criterion =
        reason->criterion < 0 ? NULL : &g_array_index(selection->criteria, KamCriterion, (guint)reason->criterion);
    g_autofree char *share = share_text(reason->first, style);
    g_autofree char *last = kam_format_percent(reason->last, 0, style);
    g_autofree char *figure = figure_text(selection, reason, reason->first, language);
    g_autofree char *needed = figure_text(selection, reason, reason->last, language);
    g_autofree char *rank = kam_format_number(reason->first, 0, style);
    const KamArgument arguments[] = { KAM_ARG("share", share),
                                      KAM_ARG("value", share),
                                      KAM_ARG("from", share),
                                      KAM_ARG("mean", last),
                                      KAM_ARG("to", last),
                                      KAM_ARG("figure", figure),
                                      KAM_ARG("needed", needed),
                                      KAM_ARG("rank", rank),
                                      KAM_ARG("method", method_words[reason->method]),
                                      KAM_ARG("criterion",
                                              criterion == NULL ? "" : kam_criterion_name(criterion, language)),
                                      { 0 } };

    return kam_language_say(language, message_of(reason), arguments);
}
