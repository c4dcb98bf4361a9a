/* Neighbours do not know each other. */
#include "cli/verb.h"
