/* libkamen with a guest. */
#include <glib.h>
#include "base/error.h"
