/* sha256.h - the SHA-256 digest (FIPS 180-4), which names the exact file of a run. */
#ifndef SIM_BASE_SHA256_H
#define SIM_BASE_SHA256_H

#include <stddef.h>

/* The digest of length bytes as 64 lower-case hexadecimal digits. */
void sha256_hex(char hex[65], const void *data, size_t length);

#endif
