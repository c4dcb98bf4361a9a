/* Invented names of companies and people, and the numbers of companies. Invented words and unassigned
 * ranges of numbers keep every one of them apart from firms that exist. */
#pragma once

#include <glib.h>

#include "demo/random.h"

#define KAM_DEMO_PIB_SIZE 10
#define KAM_DEMO_MB_SIZE 9

typedef enum {
    KAM_DEMO_SPELL_CAPITALS,   /* "TRAVEKO METAL DOO ČAČAK" */
    KAM_DEMO_SPELL_PLAIN,      /* "Traveko Metal doo Cacak": no diacritics */
    KAM_DEMO_SPELL_CYRILLIC,   /* "Травеко Метал д.о.о. Чачак" */
    KAM_DEMO_SPELL_FORM_FIRST, /* "DOO Traveko Metal Čačak" */
    KAM_DEMO_N_SPELLINGS,
} KamDemoSpelling;

/** The index-th of many invented words, each different: "Traveko". Free with g_free(). */
char *kam_demo_name_word(guint64 seed, guint index);
/** Another way of writing a company's name. Free with g_free(). */
char *kam_demo_name_respell(const char *name, KamDemoSpelling spelling);
/** Name of a person; the index-th of 12 x 12. Free with g_free(). */
char *kam_demo_name_person(guint64 seed, guint index);
/** A street with a number. Free with g_free(). */
char *kam_demo_name_street(gsl_rng *stream);

/** A valid PIB, different for each index, in a range that is not given out. */
void kam_demo_name_pib(guint64 seed, guint index, char pib[KAM_DEMO_PIB_SIZE]);
/** The same for an MB. */
void kam_demo_name_mb(guint64 seed, guint index, char mb[KAM_DEMO_MB_SIZE]);
