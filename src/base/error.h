/* The one error domain of Kamen, and the one table that turns its codes into
 * exit statuses and HTTP statuses. */
#pragma once

#include <glib.h>

#define KAM_ERROR (kam_error_quark())

typedef enum {
    KAM_ERROR_FAILED,    /* none of the others */
    KAM_ERROR_USAGE,     /* the command line or request is formed wrongly */
    KAM_ERROR_INVALID,   /* the input's content is wrong */
    KAM_ERROR_AMBIGUOUS, /* the input can be read in more than one way: ask */
    KAM_ERROR_NOT_FOUND,
    KAM_ERROR_CONFLICT, /* the state forbids it: exists, changed meanwhile, undone already */
    KAM_ERROR_DENIED,
    KAM_ERROR_TOO_LARGE, /* a limit on size, count or time */
    KAM_ERROR_IO,
    KAM_ERROR_STORE, /* the database refused */
    KAM_ERROR_BUSY,  /* try again */
    KAM_ERROR_CANCELLED,
    KAM_ERROR_CORRUPT, /* what is stored contradicts itself */
    KAM_ERROR_N,
} KamErrorCode;

/** Exit statuses of the program: done, failed, wrong use, done with refused rows. */
enum { KAM_EXIT_DONE = 0, KAM_EXIT_FAILED = 1, KAM_EXIT_USAGE = 2, KAM_EXIT_REFUSED_ROWS = 3 };

GQuark kam_error_quark(void);

/**
 * Give an error that was just set a reason: a word that catalogues know ("file_empty") and what fills their sentence,
 * so that a page says it in its reader's language. The message stays what it is. Does nothing where there is no error
 * to be told, or one of another domain.
 * @param ...  pairs of name and text, "file", path; ends with NULL.
 */
void kam_error_set_reason(GError **error, const char *reason, ...) G_GNUC_NULL_TERMINATED;
/** The reason that was set; without one a general word for its code: "invalid", "denied". Never NULL. */
const char *kam_error_get_reason(const GError *error);
/** What fills the sentence: name, text, name, text ... NULL; borrowed from the error, NULL when nothing does. */
const char *const *kam_error_get_reason_parameters(const GError *error);

/** Exit status for an error of any domain; errors of other domains count as failed. */
int kam_error_exit_status(const GError *error);

/** HTTP status for an error of any domain; errors of other domains are 500. */
int kam_error_http_status(const GError *error);
