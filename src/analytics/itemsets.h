/* Itemsets as a tree: a node is the set of the items on its path, rarest first. Private to libkamen. */
#pragma once

#include "baskets_index.h"

#define NO_NODE UINT32_MAX

/* A set of k frequent items has 2^k - 1 frequent subsets, itself among them, and each is a node. */
#define ITEMSET_MAX_ITEMS 32

typedef struct {
    uint32_t rank, count;
    uint32_t parent;                  /* NO_NODE for a single item */
    uint32_t first_child, n_children; /* next to each other, by ascending rank; all ranks below the node's own */
} ItemsetNode;

/* The first n_ranks nodes are the single items, by rank. */
struct KamItemsets {
    ItemsetNode *node;
    size_t n, capacity, limit;
    uint32_t n_ranks, n_baskets;
    uint32_t *item_of; /* by rank */
    size_t largest;
    size_t *of_size; /* 0 .. largest */
};

/* The nodes from a single item to this one; room for `largest` of them. How many they are. */
size_t itemset_path(const KamItemsets *itemsets, uint32_t node, uint32_t path[]);
/* The child of this rank, which must be there. */
uint32_t itemset_child(const KamItemsets *itemsets, uint32_t node, uint32_t rank);
