/* What GLib's locks order, told to the thread sanitizer. GLib is not built with it and waits by futexes of its own, so
 * that everything two threads do under a GMutex would look like a race. Loaded with LD_PRELOAD into a program that is
 * built with -Db_sanitize=thread: see CONTRIBUTING.md. */
#include <dlfcn.h>
#include <glib.h>

/* Not there in programs without the sanitizer: what runs a test is loaded with this, too. */
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

static void
acquire(void *address)
{
    if (__tsan_acquire != NULL)
        __tsan_acquire(address);
}

static void
release(void *address)
{
    if (__tsan_release != NULL)
        __tsan_release(address);
}

/* GLib's own function of a name; C has no cast from a symbol to a function, so the address is copied. */
#define NEXT(name)                                                                                                     \
    __typeof__(&(name)) next = NULL;                                                                                   \
    *(void **)&next = dlsym(RTLD_NEXT, #name)

/* GLib's header makes macros and inline functions of some of them. */
#undef g_mutex_trylock
#undef g_once_init_enter
#undef g_once_init_leave

void
g_mutex_lock(GMutex *mutex)
{
    NEXT(g_mutex_lock);

    next(mutex);
    acquire(mutex);
}

gboolean
g_mutex_trylock(GMutex *mutex)
{
    NEXT(g_mutex_trylock);
    gboolean is_locked = next(mutex);

    if (is_locked)
        acquire(mutex);
    return is_locked;
}

void
g_mutex_unlock(GMutex *mutex)
{
    NEXT(g_mutex_unlock);

    release(mutex);
    next(mutex);
}

void
g_cond_wait(GCond *cond, GMutex *mutex)
{
    NEXT(g_cond_wait);

    release(mutex);
    next(cond, mutex);
    acquire(mutex);
}

gboolean
g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time)
{
    NEXT(g_cond_wait_until);
    gboolean is_woken;

    release(mutex);
    is_woken = next(cond, mutex, end_time);
    acquire(mutex);
    return is_woken;
}

gboolean
g_once_init_enter(volatile void *location)
{
    NEXT(g_once_init_enter);
    gboolean is_first = next(location);

    if (!is_first)
        acquire((void *)location);
    return is_first;
}

void
g_once_init_leave(volatile void *location, gsize result)
{
    NEXT(g_once_init_leave);

    release((void *)location);
    next(location, result);
}

/* A task that passes through a pool's queue to a thread. */
typedef struct {
    GFunc run;
    gpointer user_data;
} Pool;

static void
run_task(gpointer task, gpointer user_data)
{
    Pool *pool = user_data;

    acquire(task);
    pool->run(task, pool->user_data);
    release(pool);
}

/* The wrapping lives as long as the program: there are few pools. */
GThreadPool *
g_thread_pool_new(GFunc run, gpointer user_data, gint max_threads, gboolean exclusive, GError **error)
{
    NEXT(g_thread_pool_new);
    Pool *pool = g_new(Pool, 1);

    *pool = (Pool) { run, user_data };
    return next(run_task, pool, max_threads, exclusive, error);
}

gboolean
g_thread_pool_push(GThreadPool *pool, gpointer task, GError **error)
{
    NEXT(g_thread_pool_push);

    release(task);
    return next(pool, task, error);
}

/* Who waits for the end of a pool sees what its tasks did. */
void
g_thread_pool_free(GThreadPool *pool, gboolean immediate, gboolean wait_for_end)
{
    NEXT(g_thread_pool_free);
    Pool *tasks = pool->user_data;

    next(pool, immediate, wait_for_end);
    if (wait_for_end)
        acquire(tasks);
}
