/* Counting sorts, which are stable: by the two halves of the day where lines are not in order of time, then by account.
 */
#include "behaviour_index.h"

#include <string.h>

#define HALF_BITS 16
#define HALVES (1u << HALF_BITS)

size_t
behaviour_index_length(const KamBehaviourLines *lines)
{
    return lines->n_accounts + 1 + 2 * lines->n + HALVES;
}

/* Lists the lines that count, in the order they came. Says whether a stable sort by account is all they need: they are
 * in order of time, as in a file, or of account and time, as in a store. */
static int
list_lines(BehaviourIndex *index, const KamBehaviourLines *lines, int32_t until_day)
{
    int32_t last_day = INT32_MIN;
    uint32_t last_account = 0;
    int by_time = 1;
    int by_account = 1;

    index->n = 0;
    for (uint32_t i = 0; i < lines->n; i++) {
        uint32_t account = lines->account[i];
        int32_t day = lines->day[i];

        if (account == KAM_BEHAVIOUR_NONE || day > until_day)
            continue;
        by_time &= day >= last_day;
        by_account &= account > last_account || (account == last_account && day >= last_day);
        last_day = day;
        last_account = account;
        index->line[index->n++] = i;
    }
    return by_time || by_account;
}

/* One half of a day as a number that grows with it: the sign bit is turned, so that negative days come first. */
static uint32_t
half_of_day(int32_t day, unsigned shift)
{
    return (((uint32_t)day ^ 0x80000000u) >> shift) & (HALVES - 1);
}

/* Counts become the places where each key begins. */
static void
add_up(uint32_t count[], size_t n)
{
    uint32_t begin = 0;

    for (size_t k = 0; k < n; k++) {
        uint32_t here = count[k];

        count[k] = begin;
        begin += here;
    }
}

static void
swap_lines(BehaviourIndex *index)
{
    uint32_t *sorted = index->spare;

    index->spare = index->line;
    index->line = sorted;
}

static void
sort_by_half(BehaviourIndex *index, const int32_t day[], uint32_t count[], unsigned shift)
{
    memset(count, 0, HALVES * sizeof count[0]);
    for (uint32_t k = 0; k < index->n; k++)
        count[half_of_day(day[index->line[k]], shift)]++;
    add_up(count, HALVES);
    for (uint32_t k = 0; k < index->n; k++)
        index->spare[count[half_of_day(day[index->line[k]], shift)]++] = index->line[k];
    swap_lines(index);
}

/* start[a + 1] first holds the place where account a begins and moves to its end while lines are placed. */
static void
sort_by_account(BehaviourIndex *index, const uint32_t account[], size_t n_accounts)
{
    uint32_t *place = index->start + 1;

    memset(index->start, 0, (n_accounts + 1) * sizeof index->start[0]);
    for (uint32_t k = 0; k < index->n; k++)
        place[account[index->line[k]]]++;
    add_up(place, n_accounts);
    for (uint32_t k = 0; k < index->n; k++)
        index->spare[place[account[index->line[k]]]++] = index->line[k];
    swap_lines(index);
}

void
behaviour_index_build(BehaviourIndex *index, const KamBehaviourLines *lines, int32_t until_day, uint32_t work[])
{
    uint32_t *count = work + lines->n_accounts + 1 + 2 * lines->n;

    index->start = work;
    index->line = work + lines->n_accounts + 1;
    index->spare = index->line + lines->n;
    if (!list_lines(index, lines, until_day)) {
        sort_by_half(index, lines->day, count, 0);
        sort_by_half(index, lines->day, count, HALF_BITS);
    }
    sort_by_account(index, lines->account, lines->n_accounts);
}
