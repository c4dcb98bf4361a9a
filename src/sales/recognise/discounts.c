/* Discounts, decided by which reading makes quantity * price less discount the amount of the line. */
#include "sales/recognise/discounts.h"

#include <string.h>

#include "sales/recognise/amounts.h"
#include "sales/recognise/header_key.h"

__extension__ typedef __int128 Wide;

/* On how many lines of the sample each reading makes the amount. */
typedef struct {
    guint lines; /* with a discount, an amount, a quantity and a price */
    guint percent, fraction, amount;
    guint after; /* quantity * price is the amount already: the price is after discount */
    guint plain; /* lines without discount where quantity * price is the amount */
    guint plain_lines;
} Votes;

/* Sizes of the discounts themselves. */
typedef struct {
    guint n, whole, above_one, above_hundred, with_sign;
} Sizes;

static gboolean
is_near(gint64 a, gint64 b)
{
    return ABS(a - b) <= KAM_MICRO / 50;
}

static gint64
less_percent(gint64 list, gint64 percent_micro)
{
    return list - (gint64)((Wide)list * percent_micro / (100 * KAM_MICRO));
}

static void
vote(const KamPlan *plan, const KamRow *row, KamLineField field, Votes *votes)
{
    KamDecimal quantity, price, net, discount = { 0, 0 };
    gint64 list, amount, off;

    if (!kam_amounts_read_number(plan, row, KAM_FIELD_QUANTITY, &quantity) ||
        !kam_amounts_read_number(plan, row, KAM_FIELD_PRICE, &price) ||
        !kam_amounts_read_number(plan, row, KAM_FIELD_NET, &net) || !kam_decimal_mul_micro(quantity, price, &list) ||
        !kam_decimal_to_micro(net, &amount) || list == 0)
        return;
    if (field < KAM_FIELD_N && kam_amounts_read_number(plan, row, field, &discount) &&
        !kam_decimal_to_micro(discount, &off))
        return;
    if (discount.mantissa == 0) {
        votes->plain_lines++;
        votes->plain += is_near(list, amount);
        return;
    }
    votes->lines++;
    votes->percent += is_near(less_percent(list, off), amount);
    votes->fraction += ABS(off) <= KAM_MICRO && is_near(less_percent(list, off * 100), amount);
    votes->amount += is_near(ABS(list) - ABS(off), ABS(amount));
    votes->after += is_near(list, amount);
}

static void
measure(const KamPlan *plan, const KamRow *row, KamLineField field, Sizes *sizes)
{
    KamCell cell = kam_row_get_cell(row, plan->column[field]);
    KamDecimal value;
    gint64 micro;

    if (!kam_amounts_read_number(plan, row, field, &value) || value.mantissa == 0 ||
        !kam_decimal_to_micro(value, &micro))
        return;
    sizes->n++;
    sizes->whole += micro % (KAM_MICRO / 2) == 0;
    sizes->above_one += ABS(micro) > KAM_MICRO;
    sizes->above_hundred += ABS(micro) > 100 * KAM_MICRO;
    sizes->with_sign += memchr(cell.text, '%', cell.length) != NULL;
}

static void
count(const KamPlan *plan, const KamStudy *study, KamLineField field, Votes *votes, Sizes *sizes)
{
    memset(votes, 0, sizeof *votes);
    memset(sizes, 0, sizeof *sizes);
    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);

        vote(plan, row, field, votes);
        if (field < KAM_FIELD_N)
            measure(plan, row, field, sizes);
    }
}

static KamLineField
discount_field(const KamPlan *plan)
{
    return plan->column[KAM_FIELD_DISCOUNT_PERCENT] >= 0 ? KAM_FIELD_DISCOUNT_PERCENT
           : plan->column[KAM_FIELD_DISCOUNT] >= 0       ? KAM_FIELD_DISCOUNT
                                                         : KAM_FIELD_N;
}

static void
move_column(KamPlan *plan, KamLineField from, KamLineField to)
{
    plan->column[to] = plan->column[from];
    plan->number[to] = plan->number[from];
    plan->column[from] = -1;
}

/* A header like "Rabat" or "Discount" alone does not tell an amount from a percentage. */
static gboolean
header_is_open(const KamPlan *plan, const KamStudy *study, KamLineField field)
{
    static const char *const open[] = { "discount", "rabat", "popust",       "rabatt",
                                        "remise",   "disc",  "linediscount", "discounts" };
    const char *text = g_ptr_array_index(study->header.texts, (guint)plan->column[field]);
    g_autofree char *key = kam_header_key(text, strlen(text));

    if (study->options->map[field] != NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(open); i++)
        if (strcmp(key, open[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
become(KamPlan *plan, const KamStudy *study, KamLineField from, KamLineField to, const char *why)
{
    static const char *const words[] = { "percent", "amount" };

    if (from != to)
        move_column(plan, from, to);
    kam_findings_add(study->findings, "discount", words[to == KAM_FIELD_DISCOUNT], "%s", why);
}

void
kam_discounts_decide(KamPlan *plan, const KamStudy *study)
{
    KamLineField field = discount_field(plan);
    Votes votes;
    Sizes sizes;

    count(plan, study, field, &votes, &sizes);
    plan->price_is_list =
        votes.plain + votes.percent + votes.fraction + votes.amount > (votes.lines + votes.plain_lines) / 2;
    if (field == KAM_FIELD_N || votes.lines == 0)
        return;
    if (votes.after * 2 > votes.lines)
        plan->price_is_list = FALSE;
    if (votes.fraction > votes.percent && votes.fraction > votes.amount) {
        plan->discount_is_fraction = TRUE;
        kam_findings_add(study->findings, "discount", "fraction",
                         "0.05 stands for 5 percent: only so the amounts agree");
    } else if (votes.amount > votes.percent && votes.amount > votes.fraction && header_is_open(plan, study, field)) {
        become(plan, study, field, KAM_FIELD_DISCOUNT, "only as an amount it makes the amount of the line");
    } else if (votes.percent > votes.amount && header_is_open(plan, study, field)) {
        become(plan, study, field, KAM_FIELD_DISCOUNT_PERCENT, "only as a percentage it makes the amount of the line");
    }
}

static gboolean
price_is_after_discount(const KamPlan *plan, const KamStudy *study)
{
    int price = plan->column[KAM_FIELD_PRICE];

    return plan->preset != NULL && strcmp(plan->preset->name, "sap_business_one") == 0 && price >= 0 &&
           study->options->map[KAM_FIELD_PRICE] == NULL &&
           strcmp(g_ptr_array_index(study->header.keys, (guint)price), "price") == 0;
}

/* "Net price" beside a discount: without an amount to compare with it may have the discount off already. */
static gboolean
price_may_be_after(const KamPlan *plan, const KamStudy *study)
{
    static const char *const marks[] = { "netocena",         "netprice",   "nettopreis",      "nettoeinzelpreis",
                                         "einzelpreisnetto", "prixnet",    "prixunitairenet", "netunitprice",
                                         "saleprice",        "finalprice", "konacnacena" };
    const char *header = g_ptr_array_index(study->header.texts, (guint)plan->column[KAM_FIELD_PRICE]);
    g_autofree char *key = kam_header_key(header, strlen(header));

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(key, marks[i]))
            return TRUE;
    return FALSE;
}

static gboolean
refuse_price_after(const KamPlan *plan, const KamStudy *study, KamLineField field, GError **error)
{
    KamQuestion *question = kam_questions_ask(study->options->questions, "price_after_discount", KAM_FIELD_PRICE,
                                              plan->column[KAM_FIELD_PRICE], NULL);

    kam_question_add_map(question, field, plan->column[field]);
    kam_question_add_map(question, field, -1);
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
        "column %d '%s' of '%s' may be the price before or after the discount of column %d '%s', and the net amount "
        "hangs on it: say --map %s=%d when the discount is still to be taken off, or --map %s= when it is off already",
        plan->column[KAM_FIELD_PRICE] + 1,
        (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[KAM_FIELD_PRICE]), study->path,
        plan->column[field] + 1, (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[field]),
        kam_field_name(field), plan->column[field] + 1, kam_field_name(field));
    return FALSE;
}

gboolean
kam_discounts_check(KamPlan *plan, const KamStudy *study, GError **error)
{
    KamLineField field = discount_field(plan);
    Votes votes;
    Sizes sizes;

    if (plan->net_rule != KAM_NET_FROM_PRICE)
        return TRUE;
    if (price_is_after_discount(plan, study)) {
        plan->column[KAM_FIELD_DISCOUNT_PERCENT] = -1;
        kam_findings_add(study->findings, "discount", "in the price",
                         "SAP Business One's Price is after discount, so it is not taken off again");
    }
    plan->price_is_list = TRUE;
    field = discount_field(plan);
    if (field == KAM_FIELD_N)
        return TRUE;
    count(plan, study, field, &votes, &sizes);
    if (sizes.n > 0 && study->options->map[field] == NULL && price_may_be_after(plan, study))
        return refuse_price_after(plan, study, field, error);
    if (field == KAM_FIELD_DISCOUNT_PERCENT && sizes.n > 0 && sizes.above_one == 0 && sizes.with_sign == 0) {
        plan->discount_is_fraction = TRUE;
        kam_findings_add(
            study->findings, "discount", "fraction",
            "no discount is above 1, so 0.05 is taken for 5 percent; --map discount_percent= leaves it out");
        return TRUE;
    }
    if (sizes.n == 0 || !header_is_open(plan, study, field))
        return TRUE;
    if (sizes.with_sign > 0)
        become(plan, study, field, KAM_FIELD_DISCOUNT_PERCENT, "its cells have a percent sign");
    else if (sizes.above_hundred > 0)
        become(plan, study, field, KAM_FIELD_DISCOUNT, "some are above 100");
    else if (sizes.n >= 3 && sizes.whole == sizes.n &&
             strncmp(g_ptr_array_index(study->header.texts, (guint)plan->column[field]), "Disc", 4) != 0)
        become(plan, study, field, KAM_FIELD_DISCOUNT_PERCENT, "all are round numbers up to 100");
    else if (plan->preset == NULL) {
        KamQuestion *question =
            kam_questions_ask(study->options->questions, "discount", field, plan->column[field], NULL);

        kam_question_add_map(question, KAM_FIELD_DISCOUNT_PERCENT, plan->column[field]);
        kam_question_add_map(question, KAM_FIELD_DISCOUNT, plan->column[field]);
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
            "column %d '%s' of '%s' can be a discount in percent or an amount, and the net amount hangs on it: say "
            "--map discount_percent=%d or --map discount=%d",
            plan->column[field] + 1, (const char *)g_ptr_array_index(study->header.texts, (guint)plan->column[field]),
            study->path, plan->column[field] + 1, plan->column[field] + 1);
        return FALSE;
    }
    return TRUE;
}
