/* Lines in order of account and, within it, of day. Private to libkamen. */
#pragma once

#include <kamen/behaviour.h>

typedef struct {
    uint32_t n;      /* lines in the index: those of an account, up to the last day asked for */
    uint32_t *start; /* account a has line[start[a]] .. line[start[a + 1] - 1] */
    uint32_t *line;
    uint32_t *spare; /* lines->n numbers that are free again */
} BehaviourIndex;

/* Numbers of scratch that an index occupies. */
size_t behaviour_index_length(const KamBehaviourLines *lines);

/* Indices of valid lines; the scratch becomes the index. */
void behaviour_index_build(BehaviourIndex *index, const KamBehaviourLines *lines, int32_t until_day, uint32_t work[]);
