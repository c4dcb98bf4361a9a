/* A line that no window holds. */
export const sentence = 'a long line is read by nobody, least of all in the diff of a narrow window; a long line is read by nobody, least of all in the diff of a narrow window; '
