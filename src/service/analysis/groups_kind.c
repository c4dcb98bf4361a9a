/* The row of the analysis "groups". */
#include "service/analysis/groups.h"

#include "service/analysis/kind.h"

extern const KamAnalysisKind kam_analysis_kind_groups;

KAM_DEFINE_ANALYSIS_FUNCTIONS(Groups, groups, scope)

static const KamAnalysisParameter parameters[] = {
    { .name = "on",
      .kind = KAM_ASK_DAY,
      .placeholder = "DAY",
      .help = "who belonged to whom on this day; as it is today without it",
      .help_sr = "ko je kome pripadao tog dana; bez toga kako je danas" },
    { 0 },
};

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *on = kam_analysis_values_text(values, "on");
    KamGroupsAt at = { 0 };

    if (on != NULL)
        kam_groups_at_read(on, &at);
    return kam_groups_analysis_new(facts, data_version, &at, &options, error);
}

const KamAnalysisKind kam_analysis_kind_groups = {
    .name = "groups",
    .summary = "what groups of companies bring, as they are and as they were",
    .summary_sr = "šta donose grupe firmi, kakve su i kakve su bile",
    .help =
        "Companies that belong to one head count together: today, or as they did on a day. Beside it stands what each group\n"
        "held when the invoices were written: a company that was sold meanwhile counts there up to its last day. Each line\n"
        "counts once either way, so that the groups and those who stand alone are the whole.\n"
        "\n"
        "  kamen analyze groups\n"
        "  kamen analyze groups --from 2025-01-01 --on 2025-01-01\n"
        "  kamen analyze groups --json | jq '.groups[] | select(.came > 0) | .name'\n"
        "\n"
        "Who belongs to whom is brought by 'kamen import --kind group_memberships FILE', or entered on the page.",
    .parameters = parameters,
    .make = make,
    .free = free_analysis,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .stamp = "groups_stamp",
    .list = "groups",
    .no_item = "it is not the head of a group with invoices; ask for the head",
    .method = "docs/methods/groups.md",
    .certainty = "counted: sums of all lines that count; who belongs to whom is as people said",
    .shape = "belonging t, summary {groups n, companies n, net $, share n, alone n, net_alone $, net_moved $}, "
             "groups [id t, number t, name t, companies n, net $, share n, net_then $, came n, left n, "
             "largest {id t, number t, name t, net $, share_of_group n}]",
};
