/* The base does not know libkamen. */
#include <kamen/status.h>
