/* Who the accounts of a ground are, made ready for looking up: texts to search in, and the order of each text that rows
 * can be put in. */
#pragma once

#include "service/figures/ground.h"
#include "service/figures/shelf.h"

typedef enum {
    KAM_DIRECTORY_NAME,
    KAM_DIRECTORY_NUMBER,
    KAM_DIRECTORY_CITY,
    KAM_DIRECTORY_COUNTRY,
    KAM_DIRECTORY_REGION,
    KAM_DIRECTORY_MANAGER,
    KAM_DIRECTORY_GROUP,
    KAM_DIRECTORY_N,
} KamDirectoryText;

typedef struct KamDirectory KamDirectory;

/** Release with kam_directory_unref(). */
KamDirectory *kam_directory_get(KamShelf *shelf, KamGround *ground);
void kam_directory_unref(KamDirectory *directory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDirectory, kam_directory_unref)

/** Place of each account in the order of a text, folded; equal texts have equal places, 0 stands for none. By index of
 * the facts. Made when it is first asked for. */
const guint32 *kam_directory_places(KamDirectory *directory, KamDirectoryText text);
/** Whether each of the words, folded by kam_text_fold(), begins a word of an account's name, number, tax number, city,
 * region or country. */
gboolean kam_directory_matches(KamDirectory *directory, guint32 account, const char *const *words);
/** A text of an account as written; NULL when there is none. */
const char *kam_directory_text(const KamDirectory *directory, guint32 account, KamDirectoryText text);
