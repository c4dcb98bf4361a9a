#include <glib.h>
/* too late */
