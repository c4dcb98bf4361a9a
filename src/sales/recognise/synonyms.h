/* What columns are called: words for each field, of any system and of the systems we know. */
#pragma once

#include "sales/field.h"

/* Words for one field; `keys` are header keys (see header_key.h) separated by '|'. */
typedef struct {
    KamLineField field; /* KAM_FIELD_N: known to be none of the fields */
    guint8 score;       /* 100: can mean nothing else; 30: only when nothing better is there */
    const char *keys;
} KamSynonyms;

/** Words of no particular system, ended by a row without keys. */
const KamSynonyms *kam_synonyms_generic(void);

/* Words from which a meaning is guessed when the whole header is unknown. */
typedef struct {
    KamLineField field;
    guint8 score;
    const char *all;  /* each must begin a word of the header, separated by '|' ... */
    const char *none; /* ... and none of these */
} KamHeaderPattern;

/** Patterns, ended by a row without `all`. */
const KamHeaderPattern *kam_header_patterns(void);

/* A system whose exports are known. */
typedef struct {
    const char *name;          /* "odoo" */
    const char *title;         /* "Odoo" */
    const char *signature;     /* keys that hardly occur elsewhere, separated by '|' */
    guint8 needs;              /* how many of them must be there */
    const char *credit_prefix; /* letters that begin the numbers of its credit notes; NULL: none of its own */
    KamSynonyms columns[72];
} KamPreset;

/** Known systems, ended by one without a name. */
const KamPreset *kam_presets(void);
