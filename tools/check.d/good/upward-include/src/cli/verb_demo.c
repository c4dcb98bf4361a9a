/* A verb starts the generator. */
#include "demo/company.h"
#include "service/report.h"
/* #include "server/loop.h" in a comment is no include */
