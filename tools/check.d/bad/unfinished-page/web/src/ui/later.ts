export const half = 1
/* TODO: the other half */
// FIXME
