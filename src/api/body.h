/* Small bodies: an object of texts that a handler names. All faults are told at once. */
#pragma once

#include <jansson.h>

#include "api/http.h"

/* One member; a list ends with a row without name. */
typedef struct {
    const char *name;
    gboolean required;
    guint max;          /* characters; 0: 1024 */
    const char **value; /* lives as long as the body; NULL when absent */
} KamBodyText;

/**
 * Read the body.
 * @return NULL when it is none, or has faults: the reply holds the problem then. Free with json_decref().
 */
json_t *kam_body_read(const KamRequest *request, KamReply *reply, const KamBodyText *texts);
