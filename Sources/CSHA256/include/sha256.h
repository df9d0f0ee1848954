#ifndef CONSTAT_SHA256_H
#define CONSTAT_SHA256_H
#include <stddef.h>
#include <stdint.h>

/// SHA-256 (FIPS 180-4) under way. In C, so that a build for debugging hashes the program's resources in a second too.
typedef struct {
    uint32_t state[8];
    uint64_t byte_count;
    /// The first `byte_count % 64` bytes of a block that is not yet full.
    uint8_t pending[64];
} constat_sha256;

void constat_sha256_start(constat_sha256 *_Nonnull hash);
/// `bytes` may be null where `count` is 0.
void constat_sha256_update(constat_sha256 *_Nonnull hash, const void *_Nullable bytes, size_t count);
/// Writes 32 bytes; the hash is used up.
void constat_sha256_finish(constat_sha256 *_Nonnull hash, uint8_t *_Nonnull digest);

#endif
