/* What the larger customers of the demonstration company have signed: the agreements of its years as the truth has
 * them, next year's where both sides were quick, and frameworks for what groups buy through one of their firms. */
#include "domain/types.h"
#include "service/demo/cast.h"

#define RENEWED 0.25    /* of the customers: theirs goes on by itself */
#define SIGNED_NEXT 0.6 /* of the others: next year's is signed before this one ends */
#define DRAFTED 0.4     /* of those left: it lies there unsigned */
#define LATE_DAYS 40    /* after the beginning of the year, at most, that the first one was signed */
#define EARLY_DAYS 45   /* before it, at most, that the others were */
#define NOTICE_DAYS 60
#define FRAMEWORK_NOTICE_DAYS 90

/* A customer whose agreements are written down. */
typedef struct {
    KamDemoCast *cast;
    const KamDemoHome *home;
    const KamDemoCustomer *customer;
    gsl_rng *stream;
    gint last_year; /* of the invoices */
} Desk;

static gint64
make(const Desk *desk, json_t *body, gint32 signed_on, GError **error)
{
    if (signed_on != KAM_DAY_NONE)
        json_object_set_new(body, "signed_on", kam_demo_cast_day(signed_on));
    return kam_demo_cast_create(desk->cast, &kam_agreement_type, body, error);
}

static json_t *
annual(const Desk *desk, int year)
{
    g_autofree char *name = g_strdup_printf("Godišnji ugovor %d", year);
    g_autofree char *number = g_strdup_printf("UG-%d-%s", year, desk->customer->number + 1);

    return json_pack("{s:o, s:s, s:s, s:s, s:o, s:o, s:i}", "account_id", kam_demo_cast_id(desk->home->account),
                     "number", number, "name", name, "kind", "annual", "starts_on",
                     kam_demo_cast_day(kam_day_from_civil(year, 1, 1)), "ends_on",
                     kam_demo_cast_day(kam_day_from_civil(year, 12, 31)), "notice_days", NOTICE_DAYS);
}

/* Whoever has left signs nothing any more. */
static gboolean
is_there_in(const Desk *desk, int year)
{
    return desk->customer->gone_on == KAM_DAY_NONE || desk->customer->gone_on > kam_day_from_civil(year, 1, 1);
}

/* One agreement that renews itself stands for all years. */
static gboolean
sign_renewed(const Desk *desk, int first_year, GError **error)
{
    json_t *body = annual(desk, first_year);

    json_object_set_new(body, "is_renewed", json_true());
    json_object_set_new(body, "renewal_months", json_integer(12));
    json_object_set_new(body, "note", json_string("Produžava se svake godine; rokovi i rabati u prilogu."));
    if (desk->customer->gone_on != KAM_DAY_NONE)
        json_object_set_new(body, "notice_given_on", kam_demo_cast_day(desk->customer->gone_on));
    return make(desk, body, kam_day_from_civil(first_year, 1, 1) + kam_demo_day_between(desk->stream, -EARLY_DAYS, -1),
                error) != 0;
}

static gboolean
sign_each_year(const Desk *desk, int first_year, GError **error)
{
    for (int year = first_year; year <= desk->last_year; year++) {
        gint32 from = year == first_year ? 0 : -EARLY_DAYS, to = year == first_year ? LATE_DAYS : -1;
        gint32 day = kam_day_from_civil(year, 1, 1) + kam_demo_day_between(desk->stream, from, to);

        if (is_there_in(desk, year) && make(desk, annual(desk, year), MIN(day, desk->cast->last_day), error) == 0)
            return FALSE;
    }
    return TRUE;
}

/* The next one lies signed, or unsigned, or nobody has thought of it. */
static gboolean
prepare_next(const Desk *desk, GError **error)
{
    gboolean is_signed = kam_demo_happens(desk->stream, SIGNED_NEXT);
    gboolean is_drafted = kam_demo_happens(desk->stream, DRAFTED);
    gint32 before = kam_demo_day_between(desk->stream, 1, EARLY_DAYS);

    if (!is_there_in(desk, desk->last_year + 1) || (!is_signed && !is_drafted))
        return TRUE;
    return make(desk, annual(desk, desk->last_year + 1), is_signed ? desk->cast->last_day - before : KAM_DAY_NONE,
                error) != 0;
}

static int
first_year_of(const KamDemoAgreements *agreements, guint customer)
{
    for (guint i = 0; i < agreements->n_years; i++)
        if (kam_demo_agreements_find(agreements, customer, agreements->first_year + (int)i) != NULL)
            return agreements->first_year + (int)i;
    return 0;
}

static gboolean
sign_with(KamDemoCast *cast, const KamDemoHome *home, GError **error)
{
    const KamDemoAgreements *agreements = cast->world->agreements;
    int first_year = home->is_twin ? 0 : first_year_of(agreements, home->customer);
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(cast->world->options.seed, "contracts", home->customer);
    const Desk desk = { cast, home, &cast->world->customers->customers[home->customer], stream,
                        agreements->first_year + (int)agreements->n_years - 1 };

    if (first_year == 0)
        return TRUE;
    if (kam_demo_happens(stream, RENEWED))
        return sign_renewed(&desk, first_year, error);
    return sign_each_year(&desk, first_year, error) && prepare_next(&desk, error);
}

/* What a group buys through one firm has a framework with that firm, of that category, without an end. */
static gboolean
frame_move(KamDemoCast *cast, const KamDemoCentralMove *move, GError **error)
{
    const char *category = kam_demo_categories[move->category].name;
    g_autofree char *name = g_strdup_printf("Okvirni sporazum: %s", category);

    for (guint i = 0; i < cast->homes->len; i++) {
        const KamDemoHome *home = &g_array_index(cast->homes, KamDemoHome, i);

        if (home->is_twin || home->customer != move->centre)
            continue;
        return kam_demo_cast_create(cast, &kam_agreement_type,
                                    json_pack("{s:o, s:s, s:s, s:s, s:o, s:o, s:i, s:s}", "account_id",
                                              kam_demo_cast_id(home->account), "name", name, "kind", "framework",
                                              "category", category, "signed_on", kam_demo_cast_day(move->from - 20),
                                              "starts_on", kam_demo_cast_day(move->from), "notice_days",
                                              FRAMEWORK_NOTICE_DAYS, "note",
                                              "Centralna nabavka za celu grupu; količine se najavljuju kvartalno."),
                                    error) != 0;
    }
    return TRUE;
}

gboolean
kam_demo_contracts_sign(KamDemoCast *cast, GError **error)
{
    const GArray *moves = cast->world->groups->moves;

    for (guint i = 0; i < cast->homes->len; i++)
        if (!sign_with(cast, &g_array_index(cast->homes, KamDemoHome, i), error))
            return FALSE;
    for (guint i = 0; i < moves->len; i++)
        if (!frame_move(cast, &g_array_index(moves, KamDemoCentralMove, i), error))
            return FALSE;
    return TRUE;
}
