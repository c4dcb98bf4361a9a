/* Words that passwords are made of most often, folded (base/text.h): English, Serbian, and of this trade. */
#pragma once

/** The words, in no order; ends with NULL. None is shorter than three letters. */
extern const char *const kam_password_words[];
