/* Everything that a file can remember. */
#include <glib.h>

static int counter;
static const char *names[] = { "a", "b" };
GHashTable *cache = NULL;
static struct {
    int x;
} state = { 1 };
static void (*callback)(int) = NULL;

G_DEFINE_QUARK(kam-remembers, kam_remembers)
static gboolean ready = FALSE;

static int
next(void)
{
    static int last = 0;

    return ++last;
}
