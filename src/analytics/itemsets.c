/* Frequent itemsets: see kamen/baskets.h. Single items and pairs are counted along the baskets; longer sets come from
 * intersecting bitmaps over the baskets of their rarest item, which are few and fit the cache. */
#include "itemsets.h"

#include <stdlib.h>
#include <string.h>

#define WORD_BITS 64

/* One run over the baskets. */
typedef struct {
    const BasketIndex *index;
    KamItemsets *itemsets;
    size_t max_items;
    uint32_t *count;  /* by rank: baskets together with the item at hand */
    uint32_t *slot;   /* by rank: number of its bitmap */
    uint64_t *bits;   /* bitmaps, a stack: those of a branch lie behind those of the branch it grew from */
    size_t bits_room; /* words */
    size_t words;     /* of one bitmap */
} Miner;

/* No processor that we build for is known to count bits in one step, so the words are folded. */
static inline uint32_t
count_bits(uint64_t word)
{
    word -= (word >> 1) & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + ((word >> 2) & 0x3333333333333333u);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (uint32_t)((word * 0x0101010101010101u) >> 56);
}

/* Room for one more node. */
static int
make_room(KamItemsets *itemsets)
{
    size_t capacity = itemsets->capacity == 0 ? 256 : 2 * itemsets->capacity;
    ItemsetNode *node;

    if (itemsets->n >= itemsets->limit)
        return 0;
    if (itemsets->n < itemsets->capacity)
        return 1;
    node = realloc(itemsets->node, capacity * sizeof *node);
    if (node == NULL)
        return 0;
    itemsets->node = node;
    itemsets->capacity = capacity;
    return 1;
}

static int
add_node(KamItemsets *itemsets, uint32_t parent, uint32_t rank, uint32_t count)
{
    if (!make_room(itemsets))
        return 0;
    if (parent != NO_NODE) {
        if (itemsets->node[parent].n_children == 0)
            itemsets->node[parent].first_child = (uint32_t)itemsets->n;
        itemsets->node[parent].n_children++;
    }
    itemsets->node[itemsets->n++] = (ItemsetNode) { .rank = rank, .count = count, .parent = parent };
    return 1;
}

static int
make_room_for_bits(Miner *miner, size_t words)
{
    size_t room = miner->bits_room;
    uint64_t *bits;

    if (words <= room)
        return 1;
    while (room < words)
        room = room == 0 ? 4096 : 2 * room;
    bits = realloc(miner->bits, room * sizeof *bits);
    if (bits == NULL)
        return 0;
    miner->bits = bits;
    miner->bits_room = room;
    return 1;
}

/* The intersection of two bitmaps, and how many bits it has. */
static uint32_t
intersect(const uint64_t a[], const uint64_t b[], size_t words, uint64_t both[])
{
    uint32_t count = 0;

    for (size_t w = 0; w < words; w++) {
        both[w] = a[w] & b[w];
        count += count_bits(both[w]);
    }
    return count;
}

/* Children of the sibling a: those before it that share enough baskets with it. Their bitmaps go to `top`. */
static int
add_children(Miner *miner, uint32_t first, size_t a, size_t base, size_t top)
{
    KamItemsets *itemsets = miner->itemsets;
    size_t words = miner->words;
    uint32_t node = first + (uint32_t)a;

    if (!make_room_for_bits(miner, top + (a + 1) * words))
        return 0;
    for (size_t b = 0; b < a; b++) {
        const uint64_t *bits = miner->bits + base;
        uint32_t count = intersect(bits + a * words, bits + b * words, words, miner->bits + top);

        if (count < miner->index->min_count)
            continue;
        if (!add_node(itemsets, node, itemsets->node[first + b].rank, count))
            return 0;
        top += words;
    }
    return 1;
}

/* n siblings from node `first` on, sets of `size` items, whose bitmaps begin at `base`. Recursion is as deep as the
 * largest set has items, below ITEMSET_MAX_ITEMS. */
static int
grow(Miner *miner, uint32_t first, size_t n, size_t base, size_t size)
{
    size_t top = base + n * miner->words;

    if (size >= miner->max_items)
        return 1;
    for (size_t a = 1; a < n; a++) {
        ItemsetNode grown;

        if (!add_children(miner, first, a, base, top))
            return 0;
        grown = miner->itemsets->node[first + a];
        if (grown.n_children > 1 && !grow(miner, grown.first_child, grown.n_children, top, size + 1))
            return 0;
    }
    return 1;
}

/* How many baskets of rank i hold each rank before it. */
static void
count_pairs(Miner *miner, uint32_t i)
{
    const BasketIndex *index = miner->index;

    memset(miner->count, 0, i * sizeof miner->count[0]);
    for (uint32_t k = index->list_start[i]; k < index->list_start[i + 1]; k++)
        for (const uint32_t *rank = index->rank + index->basket_start[index->list[k]]; *rank < i; rank++)
            miner->count[*rank]++;
}

static int
add_pairs(Miner *miner, uint32_t i)
{
    for (uint32_t rank = 0; rank < i; rank++) {
        miner->slot[rank] = miner->itemsets->node[i].n_children;
        if (miner->count[rank] < miner->index->min_count)
            miner->slot[rank] = NO_NODE;
        else if (!add_node(miner->itemsets, i, rank, miner->count[rank]))
            return 0;
    }
    return 1;
}

/* Bit t of a pair's bitmap: the t-th basket of rank i holds its other rank. */
static int
fill_bitmaps(Miner *miner, uint32_t i)
{
    const BasketIndex *index = miner->index;
    uint32_t begin = index->list_start[i];
    uint32_t n = index->list_start[i + 1] - begin;
    size_t length;

    miner->words = (n + WORD_BITS - 1) / WORD_BITS;
    length = miner->itemsets->node[i].n_children * miner->words;
    if (!make_room_for_bits(miner, length))
        return 0;
    memset(miner->bits, 0, length * sizeof miner->bits[0]);
    for (uint32_t t = 0; t < n; t++)
        for (const uint32_t *rank = index->rank + index->basket_start[index->list[begin + t]]; *rank < i; rank++)
            if (miner->slot[*rank] != NO_NODE)
                miner->bits[miner->slot[*rank] * miner->words + t / WORD_BITS] |= (uint64_t)1 << t % WORD_BITS;
    return 1;
}

static int
mine_rank(Miner *miner, uint32_t i)
{
    ItemsetNode single;

    count_pairs(miner, i);
    if (!add_pairs(miner, i))
        return 0;
    single = miner->itemsets->node[i];
    if (single.n_children < 2 || miner->max_items < 3)
        return 1;
    return fill_bitmaps(miner, i) && grow(miner, single.first_child, single.n_children, 0, 2);
}

static int
mine_all(Miner *miner)
{
    const BasketIndex *index = miner->index;

    for (uint32_t i = 0; i < index->n_ranks; i++)
        if (!add_node(miner->itemsets, NO_NODE, i, index->list_start[i + 1] - index->list_start[i]))
            return 0;
    for (uint32_t i = 0; miner->max_items > 1 && i < index->n_ranks; i++)
        if (!mine_rank(miner, i))
            return 0;
    return 1;
}

static size_t
size_of(const KamItemsets *itemsets, uint32_t node)
{
    size_t size = 0;

    for (; node != NO_NODE; node = itemsets->node[node].parent)
        size++;
    return size;
}

static int
count_sizes(KamItemsets *itemsets)
{
    for (size_t i = 0; i < itemsets->n; i++) {
        size_t size = size_of(itemsets, (uint32_t)i);

        if (size > itemsets->largest)
            itemsets->largest = size;
    }
    itemsets->of_size = calloc(itemsets->largest + 1, sizeof itemsets->of_size[0]);
    if (itemsets->of_size == NULL)
        return 0;
    for (size_t i = 0; i < itemsets->n; i++)
        itemsets->of_size[size_of(itemsets, (uint32_t)i)]++;
    return 1;
}

static int
mine(KamItemsets *itemsets, const BasketIndex *index, size_t max_items)
{
    Miner miner = { .index = index, .itemsets = itemsets, .max_items = max_items == 0 ? SIZE_MAX : max_items };
    int mined;

    miner.count = calloc((size_t)index->n_ranks + 1, sizeof miner.count[0]);
    miner.slot = calloc((size_t)index->n_ranks + 1, sizeof miner.slot[0]);
    mined = miner.count != NULL && miner.slot != NULL && mine_all(&miner) && count_sizes(itemsets);
    free(miner.count);
    free(miner.slot);
    free(miner.bits);
    return mined;
}

KamCalcStatus
kam_itemsets_new(const KamBasketLines *lines, const KamItemsetOptions *options, KamItemsets **itemsets)
{
    BasketIndex index;
    KamItemsets *found;
    KamCalcStatus status = basket_index_init(&index, lines, options->min_support);
    int mined = 0;

    if (status != KAM_CALC_OK)
        return status;
    found = calloc(1, sizeof *found);
    if (found != NULL) {
        found->limit = options->max_itemsets == 0 || options->max_itemsets >= NO_NODE ? NO_NODE : options->max_itemsets;
        found->n_ranks = index.n_ranks;
        found->n_baskets = index.n_baskets;
        found->item_of = index.item_of;
        mined = mine(found, &index, options->max_items);
        index.item_of = NULL;
    }
    basket_index_clear(&index);
    if (mined) {
        *itemsets = found;
        return KAM_CALC_OK;
    }
    kam_itemsets_free(found);
    return KAM_CALC_NO_MEMORY;
}

void
kam_itemsets_free(KamItemsets *itemsets)
{
    if (itemsets == NULL)
        return;
    free(itemsets->node);
    free(itemsets->item_of);
    free(itemsets->of_size);
    free(itemsets);
}

size_t
kam_itemsets_count(const KamItemsets *itemsets)
{
    return itemsets->n;
}

size_t
kam_itemsets_baskets(const KamItemsets *itemsets)
{
    return itemsets->n_baskets;
}

size_t
kam_itemsets_largest(const KamItemsets *itemsets)
{
    return itemsets->largest;
}

size_t
kam_itemsets_count_of_size(const KamItemsets *itemsets, size_t size)
{
    return size <= itemsets->largest ? itemsets->of_size[size] : 0;
}

/* Items are few: each is put into its place among those before it. */
static void
insert_item(uint32_t item[], size_t n, uint32_t new_item)
{
    size_t place = n;

    for (; place > 0 && item[place - 1] > new_item; place--)
        item[place] = item[place - 1];
    item[place] = new_item;
}

size_t
kam_itemsets_get(const KamItemsets *itemsets, size_t index, uint32_t item[], size_t *count)
{
    size_t n = 0;

    if (index >= itemsets->n)
        return 0;
    for (uint32_t node = (uint32_t)index; node != NO_NODE; node = itemsets->node[node].parent)
        insert_item(item, n++, itemsets->item_of[itemsets->node[node].rank]);
    if (count != NULL)
        *count = itemsets->node[index].count;
    return n;
}

size_t
itemset_path(const KamItemsets *itemsets, uint32_t node, uint32_t path[])
{
    size_t size = size_of(itemsets, node);

    for (size_t k = size; k > 0; k--) {
        path[k - 1] = node;
        node = itemsets->node[node].parent;
    }
    return size;
}

uint32_t
itemset_child(const KamItemsets *itemsets, uint32_t node, uint32_t rank)
{
    uint32_t low = itemsets->node[node].first_child;
    uint32_t high = low + itemsets->node[node].n_children;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (itemsets->node[middle].rank <= rank)
            low = middle;
        else
            high = middle;
    }
    return low;
}
