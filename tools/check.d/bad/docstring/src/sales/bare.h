/* A header without a word for its functions. */
#pragma once

int kam_bare_count(const KamBare *bare);

/** Described. */
int kam_bare_size(const KamBare *bare);

KamBare *
kam_bare_load(const char *path,
              GError **error);
