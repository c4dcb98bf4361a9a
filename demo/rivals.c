/* Competitors and their moves. */
#include "demo/rivals.h"

#define MOVES 60 /* a scale */
#define SMALLEST_SIZE 1.5
#define SMALLEST_WEIGHT 0.05
#define WORDS_FROM 8000 /* beyond the words that customers take at scale 1 */

static gboolean
is_worth_attacking(const KamDemoCustomer *customer, const KamDemoCalendar *calendar)
{
    return customer->size >= SMALLEST_SIZE && customer->gone_on == KAM_DAY_NONE &&
           customer->since < calendar->first_day;
}

static void
attack(KamDemoRivals *rivals, KamDemoCustomer *customer, guint index, const KamDemoCalendar *calendar, gsl_rng *stream)
{
    KamDemoTaste *taste = &customer->tastes.tastes[kam_demo_below(stream, customer->tastes.n_tastes)];
    KamDemoRivalMove move = { .customer = index, .category = taste->category, .to = KAM_DAY_NONE };

    if (taste->rival != KAM_DEMO_NO_RIVAL || taste->weight < SMALLEST_WEIGHT)
        return;
    move.rival = kam_demo_below(stream, KAM_DEMO_RIVALS);
    move.from = calendar->first_day + (gint32)(calendar->n_days * kam_demo_between(stream, 0.25, 0.75));
    move.share = kam_demo_between(stream, 0.35, 1);
    if (kam_demo_happens(stream, 0.25)) {
        gint32 won_back_on = move.from + kam_demo_day_between(stream, 120, 240);

        move.to = won_back_on <= calendar->last_day ? won_back_on - 1 : KAM_DAY_NONE;
    }
    move.seen_on = kam_demo_next_open_day(move.from + kam_demo_day_between(stream, 10, 60));
    move.seen_percent = (guint)kam_demo_clamp(100 * move.share + kam_demo_normal(stream, 0, 10), 10, 100);
    move.price_gap = 3 + kam_demo_below(stream, 13);
    taste->rival = move.rival;
    taste->rival_from = move.from;
    taste->rival_to = move.to == KAM_DAY_NONE ? G_MAXINT32 : move.to;
    taste->rival_share = move.share;
    g_array_append_val(rivals->moves, move);
}

static int
compare_moves(gconstpointer a, gconstpointer b)
{
    const KamDemoRivalMove *one = a, *other = b;

    if (one->customer != other->customer)
        return one->customer < other->customer ? -1 : 1;
    return one->from < other->from ? -1 : one->from > other->from;
}

KamDemoRivals *
kam_demo_rivals_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, KamDemoCustomers *customers)
{
    KamDemoRivals *rivals = g_new0(KamDemoRivals, 1);
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "rivals", 0);
    g_autofree guint *order = kam_demo_permutation(stream, customers->n);

    for (guint i = 0; i < KAM_DEMO_RIVALS; i++) {
        g_autofree char *word = kam_demo_name_word(seed, WORDS_FROM + i);

        rivals->names[i] = g_strdup_printf("%s Distribucija d.o.o.", word);
    }
    rivals->moves = g_array_new(FALSE, FALSE, sizeof(KamDemoRivalMove));
    for (guint turn = 0; turn < 4; turn++)
        for (guint i = 0; i < customers->n && rivals->moves->len < MOVES * scale; i++)
            if (is_worth_attacking(&customers->customers[order[i]], calendar))
                attack(rivals, &customers->customers[order[i]], order[i], calendar, stream);
    g_array_sort(rivals->moves, compare_moves);
    return rivals;
}

void
kam_demo_rivals_free(KamDemoRivals *rivals)
{
    if (rivals == NULL)
        return;
    for (guint i = 0; i < KAM_DEMO_RIVALS; i++)
        g_free(rivals->names[i]);
    g_array_unref(rivals->moves);
    g_free(rivals);
}
