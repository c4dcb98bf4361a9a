/* Rules and promises to begin with; every firm makes its own of them. */
#include "service/programme/defaults.h"

#include <string.h>

#include "domain/types.h"
#include "record/change.h"

static const struct {
    const char *tier, *purpose, *measure, *comparison, *value;
} rules[] = {
    { "A", "entry", "key_probability", "at_least", "50" },
    { "A", "entry", "alive", "at_least", "50" },
    { "A", "exit", "key_probability", "at_most", "20" },
    { "A", "exit", "alive", "at_most", "25" },
    { "B", "entry", "rank", "at_most", "60" },
    { "B", "entry", "alive", "at_least", "50" },
    { "B", "exit", "rank", "at_least", "100" },
    { "B", "exit", "alive", "at_most", "20" },
    { "C", "exit", "days_silent", "at_least", "365" },
};

static const struct {
    const char *tier, *area, *kind, *en, *sr, *amount, *unit, *every;
} promises[] = {
    { "A", "service", "contacts", "Visit of the key account manager", "Poseta menadžera ključnog kupca", "1", "visit",
      "month" },
    { "A", "service", "reporting", "Report on deliveries and quality", "Izveštaj o isporukama i kvalitetu", NULL, NULL,
      "quarter" },
    { "A", "service", "contacts", "Meeting of both managements", "Sastanak dve uprave", NULL, NULL, "year" },
    { "A", "service", "response", "Answer to a complaint within one working day",
      "Odgovor na reklamaciju za jedan radni dan", NULL, NULL, NULL },
    { "A", "service", "priority", "First served when goods are short", "Prednost kad robe nema dovoljno", NULL, NULL,
      NULL },
    { "A", "marketing", "promotion", "Joint promotion", "Zajednička promocija", "1", "promotion", "quarter" },
    { "A", "marketing", "training", "Training of their people", "Obuka njihovih ljudi", "2", "days", "year" },
    { "A", "administration", "invoicing", "Invoice in the form that they ask for", "Faktura u obliku koji oni traže",
      NULL, NULL, NULL },
    { "A", "administration", "payment_terms", "Check of terms and open items", "Provera uslova i otvorenih stavki",
      NULL, NULL, "quarter" },
    { "B", "service", "contacts", "Visit of the account manager", "Poseta menadžera kupca", "1", "visit", "quarter" },
    { "B", "service", "response", "Answer to a complaint within three working days",
      "Odgovor na reklamaciju za tri radna dana", NULL, NULL, NULL },
    { "B", "marketing", "training", "Training of their people", "Obuka njihovih ljudi", "1", "days", "year" },
    { "B", "administration", "reporting", "Overview of the year", "Pregled godine", NULL, NULL, "year" },
    { "C", "service", "contacts", "Talk about the year", "Razgovor o godini", "1", "talk", "year" },
};

/* A text that is not there leaves its member out. */
static void
set_text(json_t *body, const char *name, const char *text)
{
    if (text != NULL)
        json_object_set_new(body, name, json_string(text));
}

static gboolean
make(const KamWork *work, const KamRecordType *type, json_t *body, gint64 tier_id, GError **error)
{
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, tier_id);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    set_text(body, "tier_id", id);
    record = kam_record_create(work, type, body, &faults, error);
    json_decref(body);
    return record != NULL;
}

static gboolean
add_rules(const KamWork *work, const char *code, gint64 tier_id, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        json_t *body;

        if (strcmp(rules[i].tier, code) != 0)
            continue;
        body = json_object();
        set_text(body, "purpose", rules[i].purpose);
        set_text(body, "measure", rules[i].measure);
        set_text(body, "comparison", rules[i].comparison);
        set_text(body, "value", rules[i].value);
        if (!make(work, &kam_tier_rule_type, body, tier_id, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_promises(const KamWork *work, const char *code, gint64 tier_id, GError **error)
{
    guint place = 0;

    for (guint i = 0; i < G_N_ELEMENTS(promises); i++) {
        json_t *body;

        if (strcmp(promises[i].tier, code) != 0)
            continue;
        body = json_object();
        set_text(body, "area", promises[i].area);
        set_text(body, "kind", promises[i].kind);
        set_text(body, "promise_en", promises[i].en);
        set_text(body, "promise_sr", promises[i].sr);
        set_text(body, "amount", promises[i].amount);
        set_text(body, "unit", promises[i].unit);
        set_text(body, "every", promises[i].every);
        json_object_set_new(body, "position", json_integer((json_int_t)++place * 10));
        if (!make(work, &kam_entitlement_type, body, tier_id, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_programme_add_defaults(const KamWork *work, const char *code, gint64 tier_id, GError **error)
{
    return add_rules(work, code, tier_id, error) && add_promises(work, code, tier_id, error);
}
