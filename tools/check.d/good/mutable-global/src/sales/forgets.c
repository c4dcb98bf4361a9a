/* What stays the same may stay. */
#include <glib.h>

#define KAM_VERBS(X) X(calc)
#define DECLARE(name) extern const KamVerb kam_verb_##name;
KAM_VERBS(DECLARE)

typedef struct {
    int x;
} State;

typedef struct Later Later;
struct Later {
    State state;
};
enum { ONE, TWO };
__extension__ typedef __int128 Wide;

static const char *const names[] = { "a", "b" };
static const State states[2] = { [ONE] = { 1 }, [TWO] = { 2 } };
static void (*const callback)(int) = NULL;
static gboolean look(const State *state, int (*each)(int));
const KamVerb kam_verb_calc = { .name = "calc", .run = run };
extern int elsewhere;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)
G_STATIC_ASSERT(sizeof(State) == 4);
_Static_assert(sizeof(int) == 4, "int");

static gboolean
look(const State *state, int (*each)(int))
{
    static const int weights[] = { 7, 6, 5 };
    int count = each(weights[0]);

    return state->x == count;
}
