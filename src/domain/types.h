/* The list of all record types. */
#pragma once

#include "record/field.h"

/** Every record type there is; ends with NULL. */
const KamRecordType *const *kam_domain_types(void);
