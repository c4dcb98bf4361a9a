/* A firm with two accounts, and files to bring in. */
#pragma once

#include "domain/types.h"
#include "record/change.h"
#include "service/import/record_import.h"
#include "support/test_db.h"

enum { DIRECTOR = 1, KAM = 2 };  /* people */
enum { OWN = 101, OTHER = 102 }; /* accounts: that of the key account manager, and somebody else's */

typedef struct {
    KamTestDb *place;
    KamDb *db;
    char *folder;
    KamActor actor; /* the director, unless a test says otherwise */
    KamWork work;
    KamRecordImportOptions options;
    KamRecordImportResult result; /* of the last import */
    char *rejects;                /* what it refused, "" when nothing */
} Imports;

void imports_add(const char *name, void (*test)(Imports *f, gconstpointer data));
/** Act as a person from now on. */
void imports_act_as(Imports *f, int person);
/** Import a text as a file of a type ("contacts"); FALSE with an error. */
gboolean imports_try(Imports *f, const char *plural, const char *text, GError **error);
/** The same, which must work; "new changed equal refused" must be these. */
void imports_assert(Imports *f, const char *plural, const char *text, const char *counts);
/** It must fail with this code and name this. */
void imports_refuse(Imports *f, const char *plural, const char *text, KamErrorCode code, const char *named);
/** Undo a batch; "deleted restored kept" must be these. */
void imports_undo(Imports *f, gint64 batch, const char *counts);
/** A record made beside the imports, of JSON with ' for quotes. */
gint64 imports_create(Imports *f, const char *type, const char *body);
void imports_patch(Imports *f, const char *type, gint64 id, const char *body);
gint64 imports_get_int(Imports *f, const char *sql);
/** A text that SQL answers; free with g_free(). */
char *imports_get_text(Imports *f, const char *sql);
/** Everything that is not the audit's or a batch's, as one text: for "nothing was changed". */
gint64 imports_count_all(Imports *f);

void add_import_tests(void);
void add_undo_tests(void);
void add_round_trip_tests(void);
