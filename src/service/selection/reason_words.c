/* The sentences of reasons. */
#include "service/selection/reason_words.h"

#include <math.h>

#define ONLY_IF_BELOW KAM_REASON_N
#define ONLY_IF_ABOVE (KAM_REASON_N + 1)
#define ONLY_IF_ALL (KAM_REASON_N + 2)
#define WOULD_IF_ANY (KAM_REASON_N + 3)
#define PART (KAM_REASON_N + 4) /* of these sentences; open to one side and to the other as above */
#define PART_BELOW (KAM_REASON_N + 5)
#define PART_ABOVE (KAM_REASON_N + 6)
#define JOIN_ALL (KAM_REASON_N + 7)
#define JOIN_ANY (KAM_REASON_N + 8)
#define NEVER (KAM_REASON_N + 9)
#define CONTRACT_OPEN (KAM_REASON_N + 10)
#define NEARLY_NONE 0.005
#define SAID 3 /* weights in one sentence: those whose bounds are nearest */
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
    [KAM_REASON_CONTRACT] = { "REASON_CONTRACT", "Until {day}, {share} of its sales stand under agreements.",
                              "Do {day} pod ugovorima je {share} njegove prodaje." },
    [KAM_REASON_CONTRACT_ENDS] = { "REASON_CONTRACT_ENDS",
                                   "After {day} nothing is signed; until then {share} of its sales stand under "
                                   "agreements: talk before.",
                                   "Posle {day} nema ničeg potpisanog; do tada je pod ugovorima {share} njegove "
                                   "prodaje: razgovarajte pre toga." },
    [CONTRACT_OPEN] = { "REASON_CONTRACT_OPEN", "Without an end, {share} of its sales stand under agreements.",
                        "Na neodređeno vreme pod ugovorima je {share} njegove prodaje." },
    [NEVER] = { "REASON_NEVER", "In none of the weightings it is a key account.",
                "Ni u jednom ponderisanju nije ključni kupac." },
    [ONLY_IF_BELOW] = { "REASON_ONLY_IF_BELOW", "A key account while {criterion} weighs less than {to}.",
                        "Ključni je kupac dok {criterion} ima ponder ispod {to}." },
    [ONLY_IF_ABOVE] = { "REASON_ONLY_IF_ABOVE", "A key account while {criterion} weighs more than {from}.",
                        "Ključni je kupac dok {criterion} ima ponder iznad {from}." },
    [ONLY_IF_ALL] = { "REASON_ONLY_IF_ALL", "A key account while these weigh, one of them changed at a time: {parts}.",
                      "Ključni je kupac dok su ponderi, kad se menja samo jedan od njih: {parts}." },
    [WOULD_IF_ANY] = { "REASON_WOULD_IF_ANY", "It would be a key account with another weight: {parts}.",
                       "Bio bi ključni kupac sa drugim ponderom: {parts}." },
    [JOIN_ALL] = { "REASON_JOIN_ALL", "{first} and {last}", "{first} i {last}" },
    [JOIN_ANY] = { "REASON_JOIN_ANY", "{first} or {last}", "{first} ili {last}" },
    [PART] = { "REASON_PART", "{criterion} from {from} to {to}", "{criterion} od {from} do {to}" },
    [PART_BELOW] = { "REASON_PART_BELOW", "{criterion} less than {to}", "{criterion} ispod {to}" },
    [PART_ABOVE] = { "REASON_PART_ABOVE", "{criterion} more than {from}", "{criterion} iznad {from}" },
};

static const char *const method_words[KAM_METHOD_N] = { "weighted value", "TOPSIS", "PROMETHEE II" };

const KamMessage *
kam_reason_message(guint i)
{
    return &messages[i];
}

/* From nothing on, or up to everything, is half a condition. */
static guint
message_of(const KamReason *reason, gboolean is_part)
{
    if (reason->code == KAM_REASON_SURE_OUT && reason->first <= 0)
        return NEVER;
    if (reason->code == KAM_REASON_CONTRACT && isnan(reason->last))
        return CONTRACT_OPEN;
    if (reason->code != KAM_REASON_ONLY_IF)
        return reason->code;
    if (reason->first <= 0)
        return is_part ? PART_BELOW : ONLY_IF_BELOW;
    if (reason->last >= 1)
        return is_part ? PART_ABOVE : ONLY_IF_ABOVE;
    return is_part ? PART : KAM_REASON_ONLY_IF;
}

/* Nearly all is not all, and hardly any is not none. */
static char *
share_text(double share, const KamNumberStyle *style)
{
    gboolean is_nearly_all = share > NEARLY_ALL && share < 1, is_nearly_none = share < NEARLY_NONE && share > 0;
    g_autofree char *text = kam_format_percent(is_nearly_all ? 0.99 : is_nearly_none ? 0.01 : share, 0, style);

    return g_strconcat(is_nearly_all ? ">" : is_nearly_none ? "<" : "", text, NULL);
}

/* A bound of a weight: near nothing and near all a percent is too coarse. */
static char *
bound_text(double bound, const KamNumberStyle *style)
{
    return kam_format_percent(bound, (bound > 0 && bound < 0.01) || (bound > 0.99 && bound < 1) ? 1 : 0, style);
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

static char *
say(const KamSelection *selection, const KamReason *reason, gboolean is_part, KamLanguage language)
{
    gboolean is_of_contract = reason->code == KAM_REASON_CONTRACT || reason->code == KAM_REASON_CONTRACT_ENDS;
    const KamNumberStyle *style = kam_language_numbers(language);
    const KamCriterion *criterion =
        reason->criterion < 0 ? NULL : &g_array_index(selection->criteria, KamCriterion, (guint)reason->criterion);
    g_autofree char *share = share_text(reason->first, style);
    g_autofree char *from = bound_text(reason->first, style), *to = bound_text(reason->last, style);
    g_autofree char *last = kam_format_percent(reason->last, 0, style);
    g_autofree char *figure = figure_text(selection, reason, reason->first, language);
    g_autofree char *needed = figure_text(selection, reason, reason->last, language);
    g_autofree char *day =
        kam_language_day(language, is_of_contract && !isnan(reason->last) ? (gint32)reason->last : KAM_DAY_NONE);
    g_autofree char *rank = kam_format_number(reason->first, 0, style);
    g_autofree char *name = criterion == NULL ? g_strdup("") : kam_criterion_dup_name(criterion, language);
    const KamArgument arguments[] = { KAM_ARG("share", share),    KAM_ARG("value", share),
                                      KAM_ARG("from", from),      KAM_ARG("mean", last),
                                      KAM_ARG("to", to),          KAM_ARG("figure", figure),
                                      KAM_ARG("needed", needed),  KAM_ARG("rank", rank),
                                      KAM_ARG("day", day),        KAM_ARG("method", method_words[reason->method]),
                                      KAM_ARG("criterion", name), { 0 } };

    return kam_language_say(language, &messages[message_of(reason, is_part)], arguments);
}

char *
kam_reason_say(const KamSelection *selection, const KamReason *reason, KamLanguage language)
{
    return say(selection, reason, FALSE, language);
}

/* "a, b and c", or "a, b or c". */
static char *
join_parts(GPtrArray *parts, guint join, KamLanguage language)
{
    g_autofree char *last = g_ptr_array_steal_index(parts, parts->len - 1), *first = NULL;

    if (parts->len == 0)
        return g_steal_pointer(&last);
    g_ptr_array_add(parts, NULL);
    first = g_strjoinv(", ", (char **)parts->pdata);
    return kam_language_say(language, &messages[join],
                            (const KamArgument[]) { KAM_ARG("first", first), KAM_ARG("last", last), { 0 } });
}

static char *
say_together(const KamSelection *selection, const KamReason reasons[], guint n, KamLanguage language)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *joined = NULL;

    for (guint i = 0; i < n; i++)
        g_ptr_array_add(parts, say(selection, &reasons[i], TRUE, language));
    joined = join_parts(parts, reasons->holds ? JOIN_ALL : JOIN_ANY, language);
    return kam_language_say(language, &messages[reasons->holds ? ONLY_IF_ALL : WOULD_IF_ANY],
                            (const KamArgument[]) { KAM_ARG("parts", joined), { 0 } });
}

/* How many from i on are spans of weights: they stand beside each other. */
static guint
count_spans(const GArray *reasons, guint i)
{
    guint n = 0;

    while (i + n < reasons->len && g_array_index(reasons, KamReason, i + n).code == KAM_REASON_ONLY_IF)
        n++;
    return n;
}

GPtrArray *
kam_reasons_say(const KamSelection *selection, const GArray *reasons, KamLanguage language)
{
    GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < reasons->len;) {
        const KamReason *reason = &g_array_index(reasons, KamReason, i);
        guint spans = count_spans(reasons, i);

        g_ptr_array_add(sentences, spans > (reason->holds ? 1 : 0)
                                       ? say_together(selection, reason, MIN(spans, SAID), language)
                                       : kam_reason_say(selection, reason, language));
        i += MAX(spans, 1);
    }
    return sentences;
}
