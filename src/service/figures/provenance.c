/* The one writer of sources. */
#include "service/figures/provenance.h"

#include <string.h>

#include "base/decimal.h"
#include "service/analysis/scope.h"

void
kam_quantity_to_json(KamJson *json, const char *name, gint64 micro)
{
    g_autofree char *text = kam_micro_to_text(micro, 6);
    gsize length = strlen(text);

    while (text[length - 1] == '0')
        length--;
    if (text[length - 1] == '.')
        length--;
    kam_json_text_n(json, name, text, length);
}

static void
put_certainty(const KamProvenance *provenance, KamJson *json)
{
    kam_json_begin_object(json, "certainty");
    kam_json_text(json, "code", provenance->words->certainty_code);
    kam_json_text(json, "words", provenance->words->certainty);
    if (provenance->observations >= 0)
        kam_json_int(json, "lines", provenance->observations);
    kam_json_end_object(json);
}

/* Rates speak of the firm's currency: `rate` units of `from` are one of `to`. */
static void
put_conversion(const KamGroundConversion *conversion, KamJson *json)
{
    g_autofree char *rate = kam_decimal_to_text(conversion->last_rate);

    kam_json_begin_object(json, "conversion");
    kam_json_text(json, "from", conversion->from);
    kam_json_text(json, "to", conversion->to);
    kam_json_text(
        json, "rule",
        "each line by the newest rate that is not younger than it; tiers, forecasts and values are worked out "
        "from the converted lines");
    kam_scope_day_to_json(json, "first_rate_date", conversion->first_day);
    kam_scope_day_to_json(json, "last_rate_date", conversion->last_day);
    kam_json_text(json, "last_rate", rate);
    kam_json_int(json, "lines_without_rate", (gint64)conversion->without_rate);
    kam_json_end_object(json);
}

void
kam_provenance_to_json(const KamProvenance *provenance, KamJson *json)
{
    kam_json_begin_object(json, "source");
    kam_json_text(json, "formula_code", provenance->words->formula_code);
    kam_json_text(json, "formula", provenance->words->formula);
    kam_scope_day_to_json(json, "as_of", provenance->as_of_day);
    kam_json_int(json, "data_version", provenance->data_version);
    put_certainty(provenance, json);
    kam_json_text(json, "settings", provenance->settings);
    if (provenance->conversion != NULL)
        put_conversion(provenance->conversion, json);
    if (provenance->opens_to != NULL)
        kam_json_text(json, "opens_to", provenance->opens_to);
    kam_json_end_object(json);
}
