/* Turns of other programs at writing, where only one can write at a time. Only pool.c includes this. */
#pragma once

#include "store/pool_writer.h"

typedef struct KamPoolTurns KamPoolTurns;

/** Listen for programs that ask; NULL without an error where everybody may write at any time anyway. */
KamPoolTurns *kam_pool_turns_new(KamPoolWriter *writer, GError **error);
/** Nobody gets a turn any more; a program that has one keeps it until it ends. */
void kam_pool_turns_free(KamPoolTurns *turns);
