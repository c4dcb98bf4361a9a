/* Rows and reading of the parameters of a part. */
#include "service/analysis/part_parameters.h"

static gboolean
read_id(const char *text, gint64 least, gint64 *id)
{
    return g_ascii_string_to_signed(text, 10, least, G_MAXINT64, id, NULL);
}

static char *
check_manager(const char *text)
{
    gint64 id;

    return read_id(text, 0, &id) ? NULL : g_strdup_printf("does not know '%s'; it takes an id, or 0 for nobody", text);
}

static char *
check_group(const char *text)
{
    gint64 id;

    return read_id(text, 1, &id) ? NULL : g_strdup_printf("does not know '%s'; it takes the id of its head", text);
}

const KamAnalysisParameter kam_part_parameters[KAM_PART_PARAMETERS] = {
    { .name = "currency",
      .kind = KAM_ASK_TEXT,
      .placeholder = "EUR",
      .help = "amounts in this currency, by the rate of each line's day (default: the firm's own)",
      .help_sr = "iznosi u ovoj valuti, po kursu na dan stavke (podrazumevano: valuta firme)" },
    { .name = "region",
      .kind = KAM_ASK_TEXT,
      .placeholder = "NAME",
      .help = "lines of customers of this region alone; empty: of those that have none",
      .help_sr = "samo stavke kupaca iz ovog regiona; prazno: onih koji ga nemaju" },
    { .name = "category",
      .kind = KAM_ASK_TEXT,
      .placeholder = "NAME",
      .help = "lines of this category alone; empty: those that have none",
      .help_sr = "samo stavke ove kategorije; prazno: one koje je nemaju" },
    { .name = "manager",
      .kind = KAM_ASK_TEXT,
      .check = check_manager,
      .placeholder = "ID",
      .help = "lines of the customers of this manager alone; 0: of those that nobody manages",
      .help_sr = "samo stavke kupaca ovog menadžera; 0: onih koje niko ne vodi" },
    { .name = "group",
      .kind = KAM_ASK_TEXT,
      .check = check_group,
      .placeholder = "ID",
      .help = "lines of the companies of this group of today alone, by the id of its head",
      .help_sr = "samo stavke firmi ove današnje grupe, po oznaci vrha" },
};

void
kam_part_parameters_read(const KamAnalysisValues *values, KamAnalysisPart *part)
{
    const char *manager = kam_analysis_values_text(values, "manager"),
               *group = kam_analysis_values_text(values, "group");

    *part = (KamAnalysisPart) { .currency = kam_analysis_values_text(values, "currency"),
                                .region = kam_analysis_values_text(values, "region"),
                                .category = kam_analysis_values_text(values, "category") };
    part->has_manager = manager != NULL && read_id(manager, 0, &part->manager_id);
    if (group != NULL)
        read_id(group, 1, &part->group_id);
}
