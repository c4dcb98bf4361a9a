/* kamen charges: the rules by which a line is a charge and no product. */
#include <stdio.h>
#include <string.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "domain/types.h"
#include "service/charges.h"

extern const KamVerb kam_verb_charges;

static int
list_rules(KamDb *db, GError **error)
{
    g_autoptr(GArray) rules = kam_service_list_charge_rules(db, error);

    if (rules == NULL)
        return -1;
    for (guint i = 0; i < rules->len; i++) {
        const KamChargeRuleRow *rule = &g_array_index(rules, KamChargeRuleRow, i);
        printf("%-16s %-28s %s\n", rule->field, rule->pattern, rule->reason);
    }
    return KAM_EXIT_DONE;
}

static int
change_rules(KamDb *db, int argc, char **argv, GError **error)
{
    const KamActor actor = kam_actor_program("kamen charges");
    const KamWork work = { db, &actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };

    if (argc == 5 && strcmp(argv[1], "add") == 0)
        return kam_service_add_charge_rule(&work, argv[2], argv[3], argv[4], error) ? 0 : -1;
    if (argc == 4 && strcmp(argv[1], "remove") == 0)
        return kam_service_remove_charge_rule(&work, argv[2], argv[3], error) ? 0 : -1;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "say add FIELD PATTERN REASON or remove FIELD PATTERN; nothing lists the rules");
    return -1;
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    const GOptionEntry entries[] = { KAM_DB_ENTRY(uri), { 0 } };
    g_autoptr(KamDb) db = NULL;

    if (!kam_verb_parse(&kam_verb_charges, entries, &argc, &argv, error))
        return -1;
    db = argc == 1 ? kam_service_open_read_only(kam_db_argument(uri), error)
                   : kam_service_open(kam_db_argument(uri), FALSE, NULL, error);
    if (db == NULL)
        return -1;
    return argc == 1 ? list_rules(db, error) : change_rules(db, argc, argv, error);
}

const KamVerb kam_verb_charges = {
    .name = "charges",
    .arguments = "[add FIELD PATTERN REASON | remove FIELD PATTERN]",
    .summary = "show and change the rules for charges that are no product",
    .help =
        "FIELD is product_number or product_name; PATTERN is compared with the whole text, without case, accents and\n"
        "punctuation, and * stands for anything. A change is applied to all lines at once.\n"
        "\n"
        "  kamen charges\n"
        "  kamen charges add product_name 'usluga montaze*' service\n"
        "  kamen charges remove product_number m",
    .run = run,
};
