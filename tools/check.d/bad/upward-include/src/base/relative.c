/* The same by a relative path. */
#  include "../sales/line.h" /* even with a comment */
