/* The tiers that a new database begins with: the classes that reports and analyses tell apart. */
#include "service/tiers.h"

#include <jansson.h>

#include "base/language.h"
#include "domain/types.h"
#include "record/change.h"
#include "service/programme/defaults.h"

typedef struct {
    const char *code, *name_en, *name_sr, *colour;
    guint capacity; /* 0: any number */
    const char *work_days;
    KamMessage rule;
} DefaultTier;

static const DefaultTier defaults[] = {
    { "A",
      "Key",
      "Ključni",
      "#1f5fa8",
      20,
      "12",
      { "TIER_A_RULE",
        "The customers that together make 80% of sales; near the cut, profit, growth, predictability and breadth decide.",
        "Kupci koji zajedno čine 80% prometa; blizu granice odlučuju zarada, rast, predvidljivost i širina "
        "asortimana." } },
    { "B",
      "Growing",
      "Razvojni",
      "#5b8a3c",
      40,
      "5",
      { "TIER_B_RULE", "The next customers, up to 95% of sales.", "Sledeći kupci, do 95% prometa." } },
    { "C",
      "Standard",
      "Standardni",
      "#5f6b7a",
      0,
      "1",
      { "TIER_C_RULE", "All other customers.", "Svi ostali kupci." } },
};

static json_t *
tier_object(const DefaultTier *tier, guint position)
{
    g_autofree char *rule = kam_language_say(kam_language_from_environment(), &tier->rule, NULL);
    json_t *body = json_object();

    json_object_set_new(body, "code", json_string(tier->code));
    json_object_set_new(body, "name_en", json_string(tier->name_en));
    json_object_set_new(body, "name_sr", json_string(tier->name_sr));
    json_object_set_new(body, "position", json_integer(position));
    json_object_set_new(body, "colour", json_string(tier->colour));
    json_object_set_new(body, "rule", json_string(rule));
    json_object_set_new(body, "work_days", json_string(tier->work_days));
    if (tier->capacity > 0)
        json_object_set_new(body, "capacity", json_integer(tier->capacity));
    return body;
}

gboolean
kam_service_add_default_tiers(const KamWork *work, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(defaults); i++) {
        json_t *body = tier_object(&defaults[i], i + 1);
        g_auto(KamFaults) faults = { 0 };
        g_autoptr(KamRecord) record = NULL;

        kam_faults_init(&faults);
        record = kam_record_create(work, &kam_tier_type, body, &faults, error);
        json_decref(body);
        if (record == NULL || !kam_programme_add_defaults(work, defaults[i].code, record->id, error))
            return FALSE;
    }
    return TRUE;
}
