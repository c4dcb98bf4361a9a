/* Runs: analyses that were done, kept with what they were asked, of which data, and what they answered. */
#pragma once

#include "store/db.h"

typedef struct {
    gint64 id;           /* 1, 2, 3 ...; 0 before it is kept */
    char *name;          /* "clv" */
    char *parameters;    /* JSON object: the options that were set, by their names */
    gint64 data_version; /* of the facts that were read */
    gint64 seed;         /* of its random numbers; 0 when it draws none */
    char *program;       /* version of the program */
    gint64 started_at_ms, finished_at_ms;
    char *result_hash; /* SHA-256 of the answer, 64 hexadecimal digits */
} KamAnalysisRun;

void kam_analysis_run_free(KamAnalysisRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAnalysisRun, kam_analysis_run_free)

/** SHA-256 of an answer, as `result_hash` holds it. Free with g_free(). */
char *kam_analysis_run_hash(const GString *result);

/**
 * Keep a run and its answer; fills run->id and run->result_hash. On failure neither the database nor the run is
 * changed. Errors are those of the store: KAM_ERROR_BUSY while another program writes.
 */
gboolean kam_analysis_run_save(KamDb *db, KamAnalysisRun *run, const GString *result, GError **error);

/**
 * A run that was kept.
 * @param[out] result  its answer, or NULL when it is not wanted. Free with g_string_free().
 * @return NULL with KAM_ERROR_NOT_FOUND, or KAM_ERROR_CORRUPT when the answer does not fit its hash.
 */
KamAnalysisRun *kam_analysis_run_load(KamDb *db, gint64 id, GString **result, GError **error);
/** All runs, newest first, without their answers: KamAnalysisRun. Free with g_ptr_array_unref(). */
GPtrArray *kam_analysis_run_list(KamDb *db, GError **error);
/** A page of them: at most `limit`, older than run `before`. */
GPtrArray *kam_analysis_run_page(KamDb *db, gint64 before, guint limit, GError **error);
/** Forget a run; KAM_ERROR_NOT_FOUND when there is none. */
gboolean kam_analysis_run_delete(KamDb *db, gint64 id, GError **error);
