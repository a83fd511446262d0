/* codes.h - the stable codes of messages, for `forkcast help E014`. */
#ifndef SIM_SCENARIO_CODES_H
#define SIM_SCENARIO_CODES_H

#include <stddef.h>

typedef struct {
    const char *code, *title, *help;
} ErrorCode;

extern const ErrorCode error_codes[];
extern const size_t error_code_count;

/* The explanation of a code, or NULL. */
const char *error_code_help(const char *code);

#endif
