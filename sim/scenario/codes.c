#include "sim/scenario/codes.h"

#include <string.h>

#define CODE(code, title, help) { #code, title, help },
const ErrorCode error_codes[] = {
#include "sim/scenario/codes.def"
};
#undef CODE

const size_t error_code_count = sizeof error_codes / sizeof error_codes[0];

const char *error_code_help(const char *code)
{
    for (size_t i = 0; i < error_code_count; i++)
        if (strcmp(error_codes[i].code, code) == 0)
            return error_codes[i].help;
    return NULL;
}
