/* The page that people live in: which paths are its own, and how its files are answered. */
#pragma once

#include "api/route.h"

/** Rows of all that the page answers, for whoever walks over routes; the last one has no method. */
extern const KamRoute kam_page_routes[];

/**
 * The row that answers a path of the page, NULL when the path is none.
 *
 * @param path    decoded: "/accounts/17".
 * @param accept  the request's Accept, NULL without. A path below the page's root that no file has is the page's own
 * only for somebody who wants to read HTML, so that a program with a mistyped path still gets its 404 as a problem.
 */
const KamRoute *kam_page_find(const char *path, const char *accept);
