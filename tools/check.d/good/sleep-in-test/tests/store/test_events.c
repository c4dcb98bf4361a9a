/* A test that waits for what it tests; a field may be called sleep. */
static void
test_lock__is_freed(const Fixture *f)
{
    wait_for_child(f->sleep);
}
