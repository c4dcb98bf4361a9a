/* Purchases as compressed rows and columns. Private to libkamen. */
#pragma once

#include <kamen/likeness.h>

struct KamLikeness {
    size_t n_accounts, n_items, n; /* n: pairs, each once */
    size_t *row;                   /* of each account in item and weight; n_accounts + 1 */
    uint32_t *item;
    double *weight;
    size_t *column; /* of each item in buyer; n_items + 1 */
    uint32_t *buyer;
};
