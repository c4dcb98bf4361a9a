/* What a reader can say about how it reads, for those who show it. */
#include "sales/recognise/reader_private.h"

int
kam_line_reader_get_column(const KamLineReader *reader, KamLineField field, KamCertainty *certainty, int *rival)
{
    static const KamCertainty certainties[] = {
        [KAM_SOURCE_NONE] = KAM_CERTAINTY_HINT,     [KAM_SOURCE_ASKED] = KAM_CERTAINTY_ASKED,
        [KAM_SOURCE_PRESET] = KAM_CERTAINTY_PRESET, [KAM_SOURCE_HEADER] = KAM_CERTAINTY_HEADER,
        [KAM_SOURCE_WORDS] = KAM_CERTAINTY_HINT,    [KAM_SOURCE_CONTENT] = KAM_CERTAINTY_HINT,
    };
    const KamPlan *plan = &reader->plan;

    *rival = plan->rival[field];
    if (certainty != NULL)
        *certainty = plan->column[field] < 0 ? KAM_CERTAINTY_NONE : certainties[plan->source[field]];
    return plan->column[field];
}

void
kam_line_reader_get_facts(const KamLineReader *reader, KamTableFacts *facts)
{
    kam_table_get_facts(reader->table, facts);
}

void
kam_line_reader_get_reading(const KamLineReader *reader, KamReading *reading)
{
    static const char *const rules[] = { [KAM_NET_FROM_COLUMN] = "net",
                                         [KAM_NET_FROM_PRICE] = "price",
                                         [KAM_NET_GROSS_LESS_TAX] = "gross_less_tax",
                                         [KAM_NET_GROSS_LESS_PERCENT] = "gross_less_percent" };
    static const KamLineField amounts[] = { [KAM_NET_FROM_COLUMN] = KAM_FIELD_NET,
                                            [KAM_NET_FROM_PRICE] = KAM_FIELD_PRICE,
                                            [KAM_NET_GROSS_LESS_TAX] = KAM_FIELD_GROSS,
                                            [KAM_NET_GROSS_LESS_PERCENT] = KAM_FIELD_GROSS };
    const KamPlan *plan = &reader->plan;
    gboolean has_date = plan->column[KAM_FIELD_DATE] >= 0;

    *reading = (KamReading) {
        .preset = plan->preset == NULL ? NULL : plan->preset->name,
        .date_order = has_date ? kam_date_order_option(plan->date.order) : NULL,
        .decimal = plan->number[amounts[plan->net_rule]].point,
        .header_row = plan->header_row,
        .last_header_row = plan->last_header_row,
        .currency = plan->currency[0] == '\0' ? NULL : plan->currency,
        .net_rule = rules[plan->net_rule],
    };
}
